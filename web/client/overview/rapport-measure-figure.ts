// Figure: each measure before, during and after the change on one calendar, with its interval and verdict.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { differenceUnit } from "../../../engine/metrics/unit.js";
import { chip } from "../figure/chip.js";
import { figure, tableSwitch } from "../figure/figure.js";
import { refusalText } from "../figure/refused.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { differenceRange, differenceText, numberText, spanText } from "../words.js";
import "../chart/rapport-phase-chart.js";
import { eventKey, eventsShown } from "./events-shown.js";
import type { Fact } from "./fact.js";
import { choose } from "./facts-of.js";
import type { MeasureRow, OverviewData } from "./overview-data.js";
import { pairPrecision } from "./pair-precision.js";
import { monthsBetween } from "./phases.js";

@customElement("rapport-measure-figure")
export class RapportMeasureFigure extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  @property({ attribute: false }) data!: OverviewData;
  @state() private asTable = false;

  override render(): TemplateResult {
    const { measures, phases, shown } = this.data;
    const key = eventKey(eventsShown(this.meta.events, shown));
    return figure({
      id: "figure-measures",
      number: 1,
      title: t(this.#title()),
      how: `${t("overview.how_measures")}${key ? ` ${key}` : ""}`,
      controls: tableSwitch(this.asTable, () => (this.asTable = !this.asTable)),
      body: this.asTable ? this.#table() : html`${measures.map((row, i) => this.#row(row, i))}`,
      foot: phases.before
        ? t("overview.foot_measures", {
            before: monthsBetween(phases.before),
            after: monthsBetween(phases.after),
          })
        : undefined,
      from: () => choose(this, measures[0]?.after ?? null),
    });
  }

  #title() {
    const verdicts = this.data.measures.map(({ change }) => change?.chance);
    const known = verdicts.filter((verdict) => verdict !== undefined);
    if (known.length === 0) return "overview.fig_measures_single" as const;
    const real = known.filter((verdict) => verdict === "beyond_chance").length;
    if (real === 0) return "overview.fig_measures_none" as const;
    return real === known.length
      ? ("overview.fig_measures_all" as const)
      : ("overview.fig_measures" as const);
  }

  #row(row: MeasureRow, i: number): TemplateResult {
    const { measures, phases, shown } = this.data;
    return html`<div class="mrow" data-testid=${`measure-${row.metric.id}`}>
      <div class="tile">
        <h3 class="name">${say(row.metric.label)}</h3>
        <p class="fig-n">${this.#numbers(row)}</p>
        ${row.change ? html`<p class="delta">${this.#difference(row)}</p>` : this.#oneSided(row)}
        ${row.change ? chip(row.change.chance, () => choose(this, row.after)) : nothing}
      </div>
      <rapport-phase-chart
        .row=${row}
        .phases=${phases}
        .shown=${shown}
        .events=${eventsShown(this.meta.events, shown)}
        .currency=${this.meta.workspace.currency}
        ?first=${i === 0}
        ?last=${i === measures.length - 1}
      ></rapport-phase-chart>
    </div>`;
  }

  #numbers(row: MeasureRow): TemplateResult {
    const { before, after } = row;
    const link = (fact: Fact, name: string) =>
      html`<a
        class=${name}
        href=${`?n=${encodeURIComponent(fact.id)}`}
        @click=${(event: Event) => {
          event.preventDefault();
          choose(this, fact);
        }}
        >${this.#number(fact, row)}</a
      >`;
    // A side without records is left out: "– → 15.9%" would read as a change.
    if (before?.value == null) return link(after, "is");
    if (after.value === null) return html`<span class="was">${link(before, "")}</span>`;
    return html`<span class="was">${link(before, "")} →</span> ${link(after, "is")}`;
  }

  #number(fact: Fact, row: MeasureRow): string {
    if (fact.refused) return "–";
    return numberText(fact.value, fact.metric.unit, {
      ...pairPrecision(row),
      currency: this.meta.workspace.currency,
    });
  }

  /** What stands where a difference would, when one side has no number. */
  #oneSided({ before, after }: MeasureRow): TemplateResult | typeof nothing {
    if (!before || (before.value !== null && after.value !== null)) return nothing;
    const [side, other] = after.value === null ? [after, before] : [before, after];
    if (other.value === null || side.refused === "small_group")
      return html`<p class="delta">
        ${side.refused ? refusalText(side.refused) : t("overview.no_records")}
      </p>`;
    return html`<p class="delta">
      <span class="by">${spanText(other.from, other.to)}</span>
      <span class="interval">${t("overview.no_records_in", { span: spanText(side.from, side.to) })}</span>
    </p>`;
  }

  #difference(row: MeasureRow): TemplateResult | typeof nothing {
    const { change, metric } = row;
    if (!change) return nothing;
    const unit = differenceUnit(metric.unit);
    const options = { ...pairPrecision(row), currency: this.meta.workspace.currency };
    const range = differenceRange(change.low, change.high, unit, options);
    return html`<span class="nb by">${differenceText(change.difference, unit, options)}</span>
      <span class="interval">${t("figure.interval", { range })}</span>`;
  }

  #table(): TemplateResult {
    return html`<table>
      <thead>
        <tr>
          <th>${t("overview.column_measure")}</th>
          <th class="r">${t("overview.column_change")}</th>
          <th class="r">${t("overview.column_interval")}</th>
          <th class="r">${t("overview.column_real")}</th>
        </tr>
      </thead>
      <tbody>
        ${this.data.measures.map(
          (row) =>
            html`<tr>
              <th scope="row">${say(row.metric.label)}</th>
              <td class="r">
                ${row.before ? `${this.#number(row.before, row)} → ` : nothing}<b
                  >${this.#number(row.after, row)}</b
                >
              </td>
              <td class="r">${row.change ? this.#difference(row) : nothing}</td>
              <td class="r">${row.change ? chip(row.change.chance) : nothing}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
