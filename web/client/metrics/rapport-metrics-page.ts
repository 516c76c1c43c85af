// The metric catalogue: every metric by theme, searched, each opening to its full definition; own ones that are wrong on top.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { MetricSheet } from "../../../engine/metrics/metric-sheet.js";
import { requestJson } from "../api.js";
import { Load } from "../load.js";
import { RapportPage } from "../rapport-page.js";
import { say, t } from "../t.js";
import "./rapport-metric-sheet.js";

interface Catalogue {
  metrics: MetricSheet[];
  problems: { metric: string | null; message: string; hint: string }[];
}

@customElement("rapport-metrics-page")
export class RapportMetricsPage extends RapportPage {
  /** Id in the address: that metric stands open. */
  @property() metric = "";
  @state() private search = "";
  private readonly catalogue = new Load<Catalogue>(this);
  #shown = "";

  protected override ask(): void {
    void this.catalogue.run((signal) => requestJson<Catalogue>("/api/metrics", { signal }));
  }

  /** What is wrong with own metrics is told in the reader's language. */
  protected override sessionChanged(): void {
    if (this.meta) this.ask();
  }

  protected override updated(): void {
    if (!this.catalogue.value || this.metric === "" || this.#shown === this.metric) return;
    this.#shown = this.metric;
    this.querySelector(`#metric-${CSS.escape(this.metric)}`)?.scrollIntoView({ block: "start" });
  }

  override render(): TemplateResult {
    const catalogue = this.catalogue.value;
    const usable = catalogue?.metrics.filter(({ sources }) => sources.every(({ isThere }) => isThere)).length;
    return html`<header class="head">
        <p class="crumb"><a class="link" href="/data">${t("shell.data")}</a></p>
        <h1 data-testid="title">
          ${
            catalogue ? t("metrics.h1", { count: catalogue.metrics.length, usable }) : t("metrics.h1_loading")
          }
        </h1>
      </header>
      ${
        catalogue
          ? html`<div class="cols">
              <div class="stack">${this.#problems(catalogue)} ${this.#list(catalogue)}</div>
              <aside class="margin">${this.#how()}</aside>
            </div>`
          : this.waiting(this.catalogue, t("metrics.doing"))
      }`;
  }

  #problems({ problems }: Catalogue): TemplateResult | typeof nothing {
    if (problems.length === 0) return nothing;
    return html`<section class="metric-problems" role="status" data-testid="metric-problems">
      <h2>${t("metrics.wrong", { count: problems.length })}</h2>
      <ul>
        ${problems.map(
          ({ message, hint }) =>
            html`<li>
              <p>${message}</p>
              <p class="quiet">${hint}</p>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #list({ metrics }: Catalogue): TemplateResult {
    const found = metrics.filter((metric) => isFound(metric, this.search));
    const themes = [...new Set(found.map(({ theme }) => theme))];
    return html`<label class="vh" for="find-metric">${t("metrics.find")}</label>
      <input
        id="find-metric"
        class="metric-find"
        type="search"
        data-testid="find-metric"
        placeholder=${t("metrics.find")}
        .value=${this.search}
        @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}
      />
      ${found.length === 0 ? html`<p role="status">${t("metrics.none", { text: this.search })}</p>` : nothing}
      ${themes.map((theme) => {
        const own = found.filter((metric) => metric.theme === theme);
        return html`<section class="metric-theme">
          <h2>${say(own[0].themeLabel)}</h2>
          ${repeat(
            own,
            ({ id }) => id,
            (metric) => this.#metric(metric, found.length === 1),
          )}
        </section>`;
      })}`;
  }

  #metric(sheet: MetricSheet, isOnly: boolean): TemplateResult {
    const missing = sheet.sources.filter(({ isThere }) => !isThere).map(({ title }) => say(title));
    const open = isOnly || this.metric === sheet.id;
    return html`<details id=${`metric-${sheet.id}`} data-testid=${`metric-${sheet.id}`} ?open=${open}>
      <summary>
        <h3>
          ${say(sheet.label)}${sheet.isOwn ? html` <span class="tag">${t("metrics.own")}</span>` : nothing}${
            sheet.standing ? html` <span class="tag">${t("metrics.standing")}</span>` : nothing
          }
        </h3>
        <p class="quiet">
          ${say(sheet.formula)}${
            missing.length > 0
              ? html` ·
                  <span class="stale"
                    >${t("metrics.needs", { what: missing.join(t("evidence.comma")) })}</span
                  >`
              : nothing
          }
        </p>
      </summary>
      <rapport-metric-sheet .sheet=${sheet} currency=${this.meta.workspace.currency}></rapport-metric-sheet>
    </details>`;
  }

  #how(): TemplateResult {
    return html`<section class="mn">
      <h2>${t("metrics.add_own")}</h2>
      <p>${t("metrics.add_how")}</p>
      <pre class="sql" tabindex="0">${ownExample}</pre>
      <p>${t("metrics.add_check")}</p>
      <pre class="sql" tabindex="0">npx rapport metrics --check -w DIR</pre>
    </section>`;
  }
}

/** Found by either language's name, by its id, or by a word of its meaning. */
const isFound = ({ id, label, description }: MetricSheet, text: string): boolean => {
  const wanted = text.trim().toLowerCase();
  return (
    wanted === "" ||
    [id, label.en, label.zh, description.en, description.zh].some((words) =>
      words.toLowerCase().includes(wanted),
    )
  );
};

const ownExample = `metrics:
  - id: revenue_per_visit
    label: { en: Revenue per visit, zh: 单次拜访收入 }
    description:
      en: Revenue ÷ client visits.
      zh: 销售收入 ÷ 客户拜访数。
    unit: money
    relation: employee_month
    formula:
      kind: ratio
      numerator: { metric: revenue }
      denominator: { sum: visits }
    interval: ratio_by_person`;
