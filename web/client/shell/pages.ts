// An address → the page that stands there; each page's code is fetched when it is first opened.
import { html, type TemplateResult } from "lit";
import type { MessageKey } from "../messages/index.js";
import type { Meta } from "../meta.js";
import { t } from "../t.js";
import { withCode } from "./fetched-code.js";
import type { Section } from "./sections.js";

export interface Page {
  section: Section;
  title: MessageKey;
  draw(meta: Meta, path: string): TemplateResult;
}

const page = (
  matches: RegExp,
  section: Section,
  title: MessageKey,
  fetchCode: () => Promise<unknown>,
  draw: Page["draw"],
): Page & { matches: RegExp } => ({
  matches,
  section,
  title,
  draw: (meta, path) => withCode(matches.source, fetchCode, draw(meta, path)),
});

const pages = [
  page(
    /^\/(overview)?$/,
    "overview",
    "shell.overview",
    () => import("../overview/rapport-overview-page.js"),
    (meta) => html`<rapport-overview-page .meta=${meta}></rapport-overview-page>`,
  ),
  page(
    /^\/turnover$/,
    "turnover",
    "shell.turnover",
    () => import("../drivers/rapport-drivers-page.js"),
    (meta) => html`<rapport-drivers-page .meta=${meta}></rapport-drivers-page>`,
  ),
  page(
    /^\/competency$/,
    "performance",
    "competency.title",
    () => import("../competency/rapport-competency-page.js"),
    (meta) => html`<rapport-competency-page .meta=${meta}></rapport-competency-page>`,
  ),
  page(
    /^\/traits$/,
    "performance",
    "traits.title",
    () => import("../traits/rapport-traits-page.js"),
    (meta) => html`<rapport-traits-page .meta=${meta}></rapport-traits-page>`,
  ),
  page(
    /^\/scoreboard$/,
    "turnover",
    "scoreboard.title",
    () => import("../scoreboard/rapport-scoreboard-page.js"),
    (meta) => html`<rapport-scoreboard-page .meta=${meta}></rapport-scoreboard-page>`,
  ),
  page(
    /^\/progress$/,
    "targets",
    "progress.title",
    () => import("../progress/rapport-progress-page.js"),
    (meta) => html`<rapport-progress-page .meta=${meta}></rapport-progress-page>`,
  ),
  page(
    /^\/reveal$/,
    "turnover",
    "reveal.title",
    () => import("../reveal/rapport-reveal-page.js"),
    (meta) => html`<rapport-reveal-page .meta=${meta}></rapport-reveal-page>`,
  ),
  page(
    /^\/pay$/,
    "targets",
    "pay.title",
    () => import("../pay/rapport-pay-page.js"),
    (meta) => html`<rapport-pay-page .meta=${meta}></rapport-pay-page>`,
  ),
  page(
    /^\/targets$/,
    "targets",
    "shell.targets",
    () => import("../targets/rapport-targets-page.js"),
    (meta) => html`<rapport-targets-page .meta=${meta}></rapport-targets-page>`,
  ),
  page(
    /^\/standing$/,
    "targets",
    "standing.title",
    () => import("../standing/rapport-standing-page.js"),
    (meta) => html`<rapport-standing-page .meta=${meta}></rapport-standing-page>`,
  ),
  page(
    /^\/schemes$/,
    "targets",
    "schemes.title",
    () => import("../schemes/rapport-schemes-page.js"),
    (meta) => html`<rapport-schemes-page .meta=${meta}></rapport-schemes-page>`,
  ),
  page(
    /^\/data$/,
    "data",
    "shell.data",
    () => import("../data/rapport-data-page.js"),
    (meta) => html`<rapport-data-page .meta=${meta}></rapport-data-page>`,
  ),
  page(
    /^\/metrics(\/|$)/,
    "data",
    "metrics.title",
    () => import("../metrics/rapport-metrics-page.js"),
    (meta, path) =>
      html`<rapport-metrics-page
        .meta=${meta}
        .metric=${decodeURIComponent(path.split("/")[2] ?? "")}
      ></rapport-metrics-page>`,
  ),
  page(
    /^\/dictionary$/,
    "data",
    "dictionary.title",
    () => import("../dictionary/rapport-dictionary-page.js"),
    (meta) => html`<rapport-dictionary-page .meta=${meta}></rapport-dictionary-page>`,
  ),
  page(
    /^\/identity$/,
    "data",
    "identity.title",
    () => import("../identity/rapport-identity-page.js"),
    (meta) => html`<rapport-identity-page .meta=${meta}></rapport-identity-page>`,
  ),
  page(
    /^\/quality$/,
    "data",
    "quality.title",
    () => import("../quality/rapport-quality-page.js"),
    (meta) => html`<rapport-quality-page .meta=${meta}></rapport-quality-page>`,
  ),
  page(
    /^\/trust$/,
    "data",
    "trust.title",
    () => import("../trust/rapport-trust-page.js"),
    (meta) => html`<rapport-trust-page .meta=${meta}></rapport-trust-page>`,
  ),
  page(
    /^\/changes$/,
    "data",
    "changes.title",
    () => import("../history/rapport-changes-page.js"),
    (meta) => html`<rapport-changes-page .meta=${meta}></rapport-changes-page>`,
  ),
  page(
    /^\/programmes$/,
    "programmes",
    "shell.programmes",
    () => import("../programme/rapport-programmes-page.js"),
    (meta) => html`<rapport-programmes-page .meta=${meta}></rapport-programmes-page>`,
  ),
  page(
    /^\/claims$/,
    "reports",
    "claims.title",
    () => import("../claims/rapport-claims-page.js"),
    (meta) => html`<rapport-claims-page .meta=${meta}></rapport-claims-page>`,
  ),
  page(
    /^\/models$/,
    "data",
    "readiness.title",
    () => import("../readiness/rapport-readiness-page.js"),
    (meta) => html`<rapport-readiness-page .meta=${meta}></rapport-readiness-page>`,
  ),
  page(
    /^\/cards$/,
    "data",
    "cards.title",
    () => import("../cards/rapport-cards-page.js"),
    (meta) => html`<rapport-cards-page .meta=${meta}></rapport-cards-page>`,
  ),
  page(
    /^\/organisation$/,
    "data",
    "organisation.title",
    () => import("../organisation/rapport-organisation-page.js"),
    (meta) => html`<rapport-organisation-page .meta=${meta}></rapport-organisation-page>`,
  ),
  page(
    /^\/notebooks(\/|$)/,
    "notebooks",
    "shell.notebooks",
    () => import("../notebooks/rapport-notebooks-page.js"),
    (_meta, path) =>
      html`<rapport-notebooks-page
        .name=${decodeURIComponent(path.split("/")[2] ?? "")}
      ></rapport-notebooks-page>`,
  ),
  page(
    /^\/reports(\/|$)/,
    "reports",
    "shell.reports",
    () => import("../builder/rapport-report-builder.js"),
    (meta) => html`<rapport-report-builder .meta=${meta}></rapport-report-builder>`,
  ),
];

const missing: Page = {
  section: "missing",
  title: "shell.page_missing",
  draw: () =>
    html`<header class="head"><h1>${t("shell.page_missing")}</h1></header>
      <p><a class="link" href="/">${t("shell.page_missing_next")}</a></p>`,
};

export const pageFor = (path: string): Page => pages.find(({ matches }) => matches.test(path)) ?? missing;
