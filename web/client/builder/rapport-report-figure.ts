// The report itself: finding, how to read it, chart or table, foot; and the states in which there is none.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ChartSpec } from "../../report/chart-frame.js";
import { cutsEnds } from "../../report/axis-scale.js";
import { chartRows } from "../../report/chart-rows.js";
import type { ChartEvent } from "../../report/charts/chart-parts.js";
import { findingOf } from "../../report/finding.js";
import type { ReportData } from "../../report/report-data.js";
import { refusalOf, valueColumns } from "../../report/report-data.js";
import { reportParts } from "../../report/report-shape.js";
import type { ChartKind, ReportSpec } from "../../report/report-spec.js";
import { toVegaLite } from "../../report/vega-lite.js";
import type { Meta } from "../meta.js";
import { chip } from "../figure/chip.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { signOf } from "../../report/charts/time-axis.js";
import { spanText } from "../words.js";
import { comparisonName } from "./comparison-name.js";
import { reportEvent } from "./report-event.js";
import "../chart/rapport-chart.js";
import "../chart/rapport-data-table.js";

@customElement("rapport-report-figure")
export class RapportReportFigure extends RapportElement {
  /** The report that `data` answers. */
  @property({ attribute: false }) report!: ReportSpec;
  @property({ attribute: false }) data!: ReportData;
  @property({ attribute: false }) meta!: Meta;
  @property() chart: ChartKind | null = null;
  /** A newer answer is on its way. */
  @property({ type: Boolean }) busy = false;

  #spec?: ChartSpec;

  override render(): TemplateResult {
    const { report, data, meta } = this;
    if (data.rows.length === 0)
      return this.#state(t("builder.no_rows"), t("builder.no_rows_hint"), "no-rows");
    const columns = valueColumns(data.columns);
    const cells = data.rows.flatMap((row) =>
      columns.map((column) => refusalOf(data.columns, row, column.metric ?? column.name)),
    );
    const hidden = cells.filter((code) => code === "small_group").length;
    if (hidden === cells.length)
      return this.#state(t("builder.all_hidden"), t("builder.all_hidden_hint"), "all-hidden");
    const finding = findingOf(report, data, meta.workspace.currency);
    const title = finding ? say(finding.title) : columns.map(({ label }) => say(label)).join(", ");
    const asTable = report.asTable || this.chart === null;
    return html`<figure
      class="fig plain"
      aria-busy=${this.busy}
      aria-labelledby="finding"
      data-testid="report-figure"
    >
      <div class="fig-head">
        <h2 id="finding" data-testid="finding">${title}</h2>
        <p class="how">${this.#how(asTable)}</p>
        ${finding?.chance ? html`<p class="how">${chip(finding.chance)}</p>` : nothing}
        ${
          this.chart === null
            ? nothing
            : html`<div class="bar">
                <button
                  class="flat"
                  type="button"
                  data-testid="toggle-table"
                  aria-pressed=${asTable}
                  @click=${() => this.dispatchEvent(reportEvent({ do: "table", asTable: !asTable }))}
                >
                  ${t(asTable ? "builder.as_chart" : "builder.as_table")}
                </button>
              </div>`
        }
      </div>
      ${this.chart === null ? html`<p class="how">${t("builder.only_table")}</p>` : nothing}
      ${asTable ? this.#table() : this.#drawing(title)}
      <div class="foot">
        <p>${this.#foot(hidden)}</p>
        <button class="from" type="button" @click=${() => this.#from(columns[0]!)}>
          ${t("evidence.from")}
        </button>
        <button
          class="from"
          type="button"
          data-testid="figure-why"
          @click=${() => {
            this.#from(columns[0]!);
            dispatchEvent(new Event("rapport-why"));
          }}
        >
          ${t("why.open")}
        </button>
      </div>
    </figure>`;
  }

  /** The evidence of the latest number that is known. */
  #from({ name, metric }: ReturnType<typeof valueColumns>[number]): void {
    const { rows } = this.data;
    const row = rows.findLastIndex((one) => one[name] !== null && one[name] !== undefined);
    this.dispatchEvent(
      new CustomEvent("rapport-mark", {
        detail: { row: Math.max(0, row), column: metric ?? name },
        bubbles: true,
      }),
    );
  }

  /** Whether an interval runs out of the plot: then the drawing alone would understate the doubt. */
  get #cuts(): boolean {
    if (!["line", "panels", "column", "bar", "dot"].includes(this.chart ?? "") || this.report.asTable)
      return false;
    const rows = chartRows(this.report, this.data, session.locale, this.meta.workspace.currency);
    return [...new Set(rows.map(({ column }) => column))].some((column) => {
      const own = rows.filter((row) => row.column === column);
      return cutsEnds(
        own.flatMap(({ value, previous }) => [value, previous]),
        own.flatMap(({ low, high, partial }) => (partial ? [] : [low, high])),
      );
    });
  }

  #drawing(title: string): TemplateResult {
    return html`<rapport-chart
      data-testid="report-chart"
      .spec=${this.#spec}
      .label=${title}
      .description=${this.#describe()}
    ></rapport-chart>`;
  }

  /** Made anew only when what is drawn changes: a redrawn chart would lose the keyboard's place in it. */
  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!["report", "data", "chart", "meta"].some((name) => changed.has(name))) return;
    const { report, data, meta, chart } = this;
    if (chart === null) return;
    const [events, currency] = [this.#events, meta.workspace.currency];
    this.#spec = (frame) => toVegaLite(report, data, chart, { frame, events, currency });
  }

  /** What a reader who does not see the chart hears: extent and the first values; all of them are in the table. */
  #describe(): string {
    const rows = chartRows(this.report, this.data, session.locale, this.meta.workspace.currency);
    const first = rows.slice(0, 12).map(({ tip }) => tip.replaceAll("\n", ", "));
    return [`${t("chart.rows", { count: this.data.rows.length })}.`, ...first].join(" ");
  }

  #table(): TemplateResult {
    const { report, data, meta } = this;
    return html`<rapport-data-table
      data-testid="report-table"
      evidence
      .columns=${data.columns}
      .rows=${data.rows}
      .total=${data.total}
      .receipt=${data.receipt.id}
      .sort=${report.sort ?? undefined}
      .currency=${meta.workspace.currency}
      @rapport-sort=${(event: CustomEvent<NonNullable<ReportSpec["sort"]>>) =>
        this.dispatchEvent(reportEvent({ do: "sort", sort: event.detail }))}
    ></rapport-data-table>`;
  }

  #how(asTable: boolean): string {
    const { data, report } = this;
    const columns = valueColumns(data.columns);
    const parts = [columns.map(({ label }) => say(label)).join(", ")];
    const intervals = data.columns.some(({ part }) => part === "low");
    if (
      intervals &&
      !asTable &&
      this.chart !== "pie" &&
      this.chart !== "number" &&
      this.chart !== "heat_table" &&
      this.chart !== "stacked_bar"
    )
      parts.push(t(this.chart === "line" || this.chart === "panels" ? "builder.bands" : "builder.bars_95"));
    if (report.compare.length > 0 && !asTable) {
      const { category, series } = reportParts(report);
      const groups = [category, series].filter(Boolean).length;
      const drawn = ["line", "column"].includes(this.chart ?? "")
        ? groups === 0
        : ["bar", "dot"].includes(this.chart ?? "") && groups === 1;
      const comparison = comparisonName(report.compare[0]!);
      parts.push(t(drawn ? "builder.dashed" : "builder.compare_in_table", { comparison }));
    }
    return `${parts.join(session.locale === "zh" ? "；" : "; ")}${session.locale === "zh" ? "。" : "."}`;
  }

  get #events(): ChartEvent[] {
    return this.meta.events.filter(
      ({ date }) => date.slice(0, 7) >= this.data.from && date.slice(0, 7) <= this.data.to,
    );
  }

  #foot(hidden: number): string {
    const { data, report } = this;
    const overTime = ["line", "panels", "column", "stacked_bar"].includes(this.chart ?? "");
    const drawn = !report.asTable && overTime && reportParts(report).time !== null;
    const parts = [spanText(data.from, data.to)];
    const partial = data.warnings.find(({ code }) => code.includes("partial"));
    if (partial && drawn) parts.push(t("builder.open_marks"));
    if (this.#cuts) parts.push(t("builder.cut"));
    if (hidden > 0) parts.push(t("builder.hidden", { count: hidden }));
    const events = this.#events;
    if (drawn && events.length > 1)
      parts.push(
        t("builder.events_key", {
          events: events
            .map(({ title }, index) => `${signOf(index)} ${say(title)}`)
            .join(session.locale === "zh" ? "，" : ", "),
        }),
      );
    if (data.chance && data.chance.comparisons > 1)
      parts.push(
        t("builder.chance_family", { comparisons: data.chance.comparisons, beyond: data.chance.beyond }),
      );
    for (const warning of data.warnings)
      if (warning !== partial || !drawn) parts.push(say(warning.text).replace(/[.。]$/, ""));
    return session.locale === "zh" ? `${parts.join("。")}。` : `${parts.join(". ")}.`;
  }

  #state(title: string, hint: string, test: string): TemplateResult {
    return html`<div
      class=${test === "all-hidden" ? "state hatch" : "state"}
      role="status"
      data-testid=${test}
    >
      <p><b>${title}</b></p>
      <p>${hint}</p>
    </div>`;
  }
}
