// Figure: turnover of groups as dots with intervals beside their numbers; withheld groups hatched.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Bilingual } from "../../../engine/locale.js";
import "../chart/rapport-change-dots.js";
import { sharedScale } from "../chart/shared-scale.js";
import { chip } from "../figure/chip.js";
import { figure } from "../figure/figure.js";
import { leastPersonYears, sortRows } from "../figure/little-known.js";
import { refusalText } from "../figure/refused.js";
import type { MetaMetric } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { intervalText, numberText } from "../words.js";
import type { RateRow } from "./drivers-data.js";

@customElement("rapport-rate-figure")
export class RapportRateFigure extends RapportElement {
  @property({ attribute: false }) rows: RateRow[] = [];
  @property({ attribute: false }) metric!: MetaMetric;
  /** Labels of coded values, where the dimension declares them. */
  @property({ attribute: false }) labels: { value: string; label: Bilingual }[] = [];
  @property() heading = "";
  @property() how = "";
  @property({ type: Number }) number = 2;
  @property() name = "rates";

  override render(): TemplateResult {
    const max = sharedScale(this.rows.map(({ fact }) => fact));
    const { shown, tiny, hidden } = sortRows(this.rows, ({ fact }) => [fact]);
    return figure({
      id: `figure-${this.name}`,
      number: this.number,
      title: this.heading,
      how: this.how,
      body: html`<table class="tcard">
        <thead>
          <tr>
            <th>${t("drivers.group")}</th>
            <th class="hideph">${t("overview.column_range", { max: `${Math.round(max * 100)}%` })}</th>
            <th class="r">${t("drivers.per_year")}</th>
            <th class="r hideph">${t("overview.column_interval_single")}</th>
            <th class="r hideph">${t("drivers.counted")}</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((row) => this.#row(row, max))}
          ${
            tiny.length > 0
              ? html`<tr>
                  <th scope="row" colspan="2">
                    ${
                      tiny.length === 1
                        ? this.#name(tiny[0])
                        : t("overview.few_units", { count: tiny.length, years: leastPersonYears })
                    }
                    ${tiny.length === 1 ? nothing : html`<span class="sub names">${this.#names(tiny)}</span>`}
                  </th>
                  <td class="r" colspan="2">${chip("too_few")}</td>
                  <td class="r hideph quiet">${this.#sum(tiny)}</td>
                </tr>`
              : nothing
          }
          ${
            hidden.length > 0
              ? html`<tr>
                  <th scope="row">
                    ${hidden.length === 1 ? this.#name(hidden[0]) : t("drivers.groups", { count: hidden.length })}
                    ${hidden.length === 1 ? nothing : html`<span class="sub names">${this.#names(hidden)}</span>`}
                  </th>
                  <td class="refused" colspan="4"><span>${refusalText("small_group")}</span></td>
                </tr>`
              : nothing
          }
        </tbody>
      </table>`,
      foot: say(this.metric.formula),
    });
  }

  #name({ name }: RateRow): string {
    const known = this.labels.find(({ value }) => value === name);
    return known ? say(known.label) : name || t("figure.unknown");
  }

  #names(rows: RateRow[]): string {
    return rows.map((row) => this.#name(row)).join(t("evidence.comma_list"));
  }

  #sum(rows: RateRow[]): string {
    const sum = (part: "events" | "exposure"): number =>
      rows.reduce((total, { fact }) => total + (fact[part] ?? 0), 0);
    return `${sum("events")} / ${numberText(Math.round(sum("exposure")), "count")}`;
  }

  #row(row: RateRow, max: number): TemplateResult {
    const { fact } = row;
    const name = this.#name(row);
    const title = html`<th scope="row">${name}</th>`;
    const number = numberText(fact.value, "rate_per_year", { low: fact.low, high: fact.high });
    return html`<tr>
      ${title}
      <td class="plot">
        <rapport-change-dots .now=${fact} .max=${max} .label=${`${name}: ${number}`}></rapport-change-dots>
      </td>
      <td class="r"><b>${number}</b></td>
      <td class="r hideph">${intervalText(fact.low, fact.high, "rate_per_year")}</td>
      <td class="r hideph quiet">
        ${fact.events ?? "–"}${fact.exposure === null ? nothing : ` / ${numberText(Math.round(fact.exposure), "count")}`}
      </td>
    </tr>`;
  }
}
