// An address → the page that stands there; each page's code is fetched when it is first opened.
import { html, type TemplateResult } from "lit";
import { until } from "lit/directives/until.js";
import type { MessageKey } from "../messages/index.js";
import type { Meta } from "../meta.js";
import { t } from "../t.js";
import type { Section } from "./sections.js";

export interface Page {
  section: Section;
  title: MessageKey;
  draw(meta: Meta, path: string): TemplateResult;
}

const loaded = new Map<string, Promise<unknown>>();
/** Pages whose code is there: drawn directly, so that a new address does not make the page anew. */
const ready = new Set<string>();

/** Draws at once; an element that is still being fetched upgrades in place. A failed fetch says so. */
function withCode(name: string, fetchCode: () => Promise<unknown>, page: TemplateResult): TemplateResult {
  let code = loaded.get(name);
  if (!code) {
    code = fetchCode();
    code.then(
      () => ready.add(name),
      () => loaded.delete(name),
    );
    loaded.set(name, code);
  }
  return html`${
    ready.has(name)
      ? page
      : until(
          code.then(
            () => page,
            () => html`<rapport-state offline></rapport-state>`,
          ),
          html`<rapport-state></rapport-state>`,
        )
  }`;
}

const pages: (Page & { matches: RegExp })[] = [
  {
    matches: /^\/(overview)?$/,
    section: "overview",
    title: "shell.overview",
    draw: (meta) =>
      withCode(
        "overview",
        () => import("../overview/rapport-overview-page.js"),
        html`<rapport-overview-page .meta=${meta}></rapport-overview-page>`,
      ),
  },
  {
    matches: /^\/turnover$/,
    section: "turnover",
    title: "shell.turnover",
    draw: (meta) =>
      withCode(
        "turnover",
        () => import("../drivers/rapport-drivers-page.js"),
        html`<rapport-drivers-page .meta=${meta}></rapport-drivers-page>`,
      ),
  },
  {
    matches: /^\/competency$/,
    section: "performance",
    title: "competency.title",
    draw: (meta) =>
      withCode(
        "competency",
        () => import("../competency/rapport-competency-page.js"),
        html`<rapport-competency-page .meta=${meta}></rapport-competency-page>`,
      ),
  },
  {
    matches: /^\/traits$/,
    section: "performance",
    title: "traits.title",
    draw: (meta) =>
      withCode(
        "traits",
        () => import("../traits/rapport-traits-page.js"),
        html`<rapport-traits-page .meta=${meta}></rapport-traits-page>`,
      ),
  },
  {
    matches: /^\/scoreboard$/,
    section: "turnover",
    title: "scoreboard.title",
    draw: (meta) =>
      withCode(
        "scoreboard",
        () => import("../scoreboard/rapport-scoreboard-page.js"),
        html`<rapport-scoreboard-page .meta=${meta}></rapport-scoreboard-page>`,
      ),
  },
  {
    matches: /^\/progress$/,
    section: "targets",
    title: "progress.title",
    draw: (meta) =>
      withCode(
        "progress",
        () => import("../progress/rapport-progress-page.js"),
        html`<rapport-progress-page .meta=${meta}></rapport-progress-page>`,
      ),
  },
  {
    matches: /^\/reveal$/,
    section: "turnover",
    title: "reveal.title",
    draw: (meta) =>
      withCode(
        "reveal",
        () => import("../reveal/rapport-reveal-page.js"),
        html`<rapport-reveal-page .meta=${meta}></rapport-reveal-page>`,
      ),
  },
  {
    matches: /^\/pay$/,
    section: "targets",
    title: "pay.title",
    draw: (meta) =>
      withCode(
        "pay",
        () => import("../pay/rapport-pay-page.js"),
        html`<rapport-pay-page .meta=${meta}></rapport-pay-page>`,
      ),
  },
  {
    matches: /^\/targets$/,
    section: "targets",
    title: "shell.targets",
    draw: (meta) =>
      withCode(
        "targets",
        () => import("../targets/rapport-targets-page.js"),
        html`<rapport-targets-page .meta=${meta}></rapport-targets-page>`,
      ),
  },
  {
    matches: /^\/schemes$/,
    section: "targets",
    title: "schemes.title",
    draw: (meta) =>
      withCode(
        "schemes",
        () => import("../schemes/rapport-schemes-page.js"),
        html`<rapport-schemes-page .meta=${meta}></rapport-schemes-page>`,
      ),
  },
  {
    matches: /^\/data$/,
    section: "data",
    title: "shell.data",
    draw: (meta) =>
      withCode(
        "data",
        () => import("../data/rapport-data-page.js"),
        html`<rapport-data-page .meta=${meta}></rapport-data-page>`,
      ),
  },
  {
    matches: /^\/metrics(\/|$)/,
    section: "data",
    title: "metrics.title",
    draw: (meta, path) =>
      withCode(
        "metrics",
        () => import("../metrics/rapport-metrics-page.js"),
        html`<rapport-metrics-page
          .meta=${meta}
          .metric=${decodeURIComponent(path.split("/")[2] ?? "")}
        ></rapport-metrics-page>`,
      ),
  },
  {
    matches: /^\/dictionary$/,
    section: "data",
    title: "dictionary.title",
    draw: (meta) =>
      withCode(
        "dictionary",
        () => import("../dictionary/rapport-dictionary-page.js"),
        html`<rapport-dictionary-page .meta=${meta}></rapport-dictionary-page>`,
      ),
  },
  {
    matches: /^\/identity$/,
    section: "data",
    title: "identity.title",
    draw: (meta) =>
      withCode(
        "identity",
        () => import("../identity/rapport-identity-page.js"),
        html`<rapport-identity-page .meta=${meta}></rapport-identity-page>`,
      ),
  },
  {
    matches: /^\/quality$/,
    section: "data",
    title: "quality.title",
    draw: (meta) =>
      withCode(
        "quality",
        () => import("../quality/rapport-quality-page.js"),
        html`<rapport-quality-page .meta=${meta}></rapport-quality-page>`,
      ),
  },
  {
    matches: /^\/trust$/,
    section: "data",
    title: "trust.title",
    draw: (meta) =>
      withCode(
        "trust",
        () => import("../trust/rapport-trust-page.js"),
        html`<rapport-trust-page .meta=${meta}></rapport-trust-page>`,
      ),
  },
  {
    matches: /^\/changes$/,
    section: "data",
    title: "changes.title",
    draw: (meta) =>
      withCode(
        "changes",
        () => import("../history/rapport-changes-page.js"),
        html`<rapport-changes-page .meta=${meta}></rapport-changes-page>`,
      ),
  },
  {
    matches: /^\/programmes$/,
    section: "programmes",
    title: "shell.programmes",
    draw: (meta) =>
      withCode(
        "programmes",
        () => import("../programme/rapport-programmes-page.js"),
        html`<rapport-programmes-page .meta=${meta}></rapport-programmes-page>`,
      ),
  },
  {
    matches: /^\/claims$/,
    section: "reports",
    title: "claims.title",
    draw: (meta) =>
      withCode(
        "claims",
        () => import("../claims/rapport-claims-page.js"),
        html`<rapport-claims-page .meta=${meta}></rapport-claims-page>`,
      ),
  },
  {
    matches: /^\/models$/,
    section: "data",
    title: "readiness.title",
    draw: (meta) =>
      withCode(
        "readiness",
        () => import("../readiness/rapport-readiness-page.js"),
        html`<rapport-readiness-page .meta=${meta}></rapport-readiness-page>`,
      ),
  },
  {
    matches: /^\/cards$/,
    section: "data",
    title: "cards.title",
    draw: (meta) =>
      withCode(
        "cards",
        () => import("../cards/rapport-cards-page.js"),
        html`<rapport-cards-page .meta=${meta}></rapport-cards-page>`,
      ),
  },
  {
    matches: /^\/organisation$/,
    section: "data",
    title: "organisation.title",
    draw: (meta) =>
      withCode(
        "organisation",
        () => import("../organisation/rapport-organisation-page.js"),
        html`<rapport-organisation-page .meta=${meta}></rapport-organisation-page>`,
      ),
  },
  {
    matches: /^\/notebooks(\/|$)/,
    section: "notebooks",
    title: "shell.notebooks",
    draw: (_meta, path) =>
      withCode(
        "notebooks",
        () => import("../notebooks/rapport-notebooks-page.js"),
        html`<rapport-notebooks-page
          .name=${decodeURIComponent(path.split("/")[2] ?? "")}
        ></rapport-notebooks-page>`,
      ),
  },
  {
    matches: /^\/reports(\/|$)/,
    section: "reports",
    title: "shell.reports",
    draw: (meta) =>
      withCode(
        "reports",
        () => import("../builder/rapport-report-builder.js"),
        html`<rapport-report-builder .meta=${meta}></rapport-report-builder>`,
      ),
  },
];

const missing: Page = {
  section: "missing",
  title: "shell.page_missing",
  draw: () =>
    html`<header class="head"><h1>${t("shell.page_missing")}</h1></header>
      <p><a class="link" href="/">${t("shell.page_missing_next")}</a></p>`,
};

export const pageFor = (path: string): Page => pages.find((page) => page.matches.test(path)) ?? missing;
