// One row per source: how fresh it is against its own past, its last batch and month, its columns.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { SourceQuality } from "../../../engine/quality/index.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { dayText, monthText, numberText } from "../words.js";

const share = (value: number): string => numberText(value, "share", { low: 0, high: 0.05 });
const rowsText = (rows: number): string => numberText(rows, "count");

@customElement("rapport-quality-sources")
export class RapportQualitySources extends RapportElement {
  @property({ attribute: false }) sources: SourceQuality[] = [];

  override render(): TemplateResult {
    const late = this.sources.filter((s) => s.freshness.state === "overdue").length;
    const odd = this.sources.filter((s) => s.batch.isUnusual || s.months.some((m) => m.isUnusual)).length;
    return figure({
      id: "figure-quality-sources",
      number: 1,
      title: t("quality.fig_sources", { late, odd }),
      how: t("quality.how_sources"),
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("quality.source")}>
        <table data-testid="quality-sources">
          <thead>
            <tr>
              <th>${t("quality.source")}</th>
              <th>${t("quality.arrived")}</th>
              <th>${t("quality.expected")}</th>
              <th>${t("quality.batch")}</th>
              <th>${t("quality.columns")}</th>
            </tr>
          </thead>
          <tbody>
            ${this.sources.map((source) => this.#row(source))}
          </tbody>
        </table>
      </div>`,
    });
  }

  #row(source: SourceQuality): TemplateResult {
    const { freshness } = source;
    return html`<tr data-testid=${`source-${source.table}`}>
      <th scope="row">
        ${say(source.title)}<span class="sub">${t("quality.row_count", { count: source.rows })}</span>
      </th>
      <td class="day">
        ${dayText(freshness.lastArrival)}${
          freshness.reachesTo
            ? html`<span class="sub">${t("quality.records_to", { day: dayText(freshness.reachesTo) })}</span>`
            : nothing
        }
      </td>
      <td class="day">${this.#expected(source)}</td>
      <td>${this.#rows(source)}</td>
      <td>${this.#drift(source)}</td>
    </tr>`;
  }

  #expected({ freshness }: SourceQuality): TemplateResult {
    const { cadence, state, overdueSince, overdueDays, dueOn, late } = freshness;
    if (!cadence) return html`<span class="quiet">${t("quality.not_learnt")}</span>`;
    const learnt =
      cadence.basis === "arrivals"
        ? t("quality.by_arrivals", { count: cadence.gaps })
        : t("quality.by_records");
    return html`${
        state === "overdue"
          ? html`<span class="stale">${t("quality.late_since", { day: dayText(overdueSince!) })}</span>
              <span class="sub">${t("quality.late_days", { days: overdueDays, because: late! })}</span>`
          : html`${t("quality.due", { day: dayText(dueOn!) })}`
      }<span class="sub"
        >${t("quality.learnt", { every: t("quality.every", { days: Math.round(cadence.days) }), how: learnt })}</span
      >`;
  }

  #rows({ batch, months }: SourceQuality): TemplateResult {
    const last = months.at(-1);
    const odd = months.filter((m) => m.isUnusual && m.predicted);
    return html`${t("quality.batch_rows", {
      rows: rowsText(batch.rows),
      before: batch.before === null ? "none" : rowsText(batch.before),
    })}
    ${
      batch.isUnusual && batch.predicted
        ? html`<span class="sub stale"
            >${t("quality.batch_odd", { low: rowsText(batch.predicted.low), high: rowsText(batch.predicted.high) })}</span
          >`
        : nothing
    }
    ${odd.map(
      (m) =>
        html`<span class="sub stale"
          >${t("quality.month_odd", {
            month: monthText(m.month),
            rows: rowsText(m.rows),
            low: rowsText(m.predicted!.low),
            high: rowsText(m.predicted!.high),
          })}</span
        >`,
    )}
    ${
      last && odd.length === 0 && last.predicted
        ? html`<span class="sub">${t("quality.month_ok", { month: monthText(last.month) })}</span>`
        : nothing
    }`;
  }

  #drift({ drift }: SourceQuality): TemplateResult {
    if (!drift) return html`<span class="quiet">${t("quality.one_batch")}</span>`;
    const comma = t("quality.list_comma");
    const lines = [
      ...(drift.gone.length > 0 ? [t("quality.gone", { columns: drift.gone.join(comma) })] : []),
      ...(drift.added.length > 0 ? [t("quality.added", { columns: drift.added.join(comma) })] : []),
      ...drift.fill.map((f) =>
        t("quality.fill", { column: f.column, before: share(f.before), after: share(f.after) }),
      ),
    ];
    if (lines.length === 0) return html`<span class="quiet">${t("quality.no_drift")}</span>`;
    return html`${lines.map((line) => html`<span class="sub stale">${line}</span>`)}`;
  }
}
