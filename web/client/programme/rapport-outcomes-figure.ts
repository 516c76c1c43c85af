// Figure: every outcome of a programme in one table: both groups before and after, the effect by the design to go by, beyond chance or not.
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { differenceUnit } from "../../../engine/metrics/unit.js";
import type { JudgedOutcome } from "../../../models/programme/index.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { differenceRange, differenceText, numberText } from "../words.js";
import { pText } from "./rapport-outcome-figure.js";

@customElement("rapport-outcomes-figure")
export class RapportOutcomesFigure extends RapportElement {
  @property({ attribute: false }) outcomes: readonly JudgedOutcome[] = [];
  @property() currency = "CNY";

  override render(): TemplateResult {
    const { outcomes } = this;
    return figure({
      id: "figure-outcomes",
      number: 1,
      title: t("programmes.fig_outcomes"),
      how: t("programmes.how_outcomes", { count: outcomes.length }),
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("programmes.fig_outcomes")}>
        <table data-testid="outcomes">
          <thead>
            <tr>
              <th>${t("programmes.outcome")}</th>
              <th class="r hideph">${t("programmes.treated")}</th>
              <th class="r hideph">${t("programmes.compared")}</th>
              <th class="r">${t("programmes.effect")}</th>
              <th class="r">${t("programmes.interval")}</th>
              <th class="r hideph">q</th>
              <th>${t("programmes.verdict")}</th>
            </tr>
          </thead>
          <tbody>
            ${outcomes.map((outcome) => this.#row(outcome))}
          </tbody>
        </table>
      </div>`,
    });
  }

  #row({
    label,
    unit,
    treated,
    compared,
    timeVarying,
    effect,
    q,
    isBeyondChance,
  }: JudgedOutcome): TemplateResult {
    const { currency } = this;
    const number = (value: number | undefined): string => numberText(value ?? null, unit, { currency });
    const sides = (side: JudgedOutcome["treated"] | null): string =>
      side ? `${number(side.before?.value)} → ${number(side.after?.value)}` : "–";
    const kind = differenceUnit(unit);
    const options = { low: effect.low, high: effect.high, currency };
    return html`<tr>
      <th scope="row">${say(label)}</th>
      <td class="r hideph">${timeVarying ? number(timeVarying.naive.treated) : sides(treated)}</td>
      <td class="r hideph">${timeVarying ? number(timeVarying.naive.others) : sides(compared)}</td>
      <td class="r"><b>${differenceText(effect.value, kind, options)}</b></td>
      <td class="r wrap">${differenceRange(effect.low, effect.high, kind, options)}</td>
      <td class="r hideph">${pText(q)}</td>
      <td>
        <span class="chip ${isBeyondChance ? "yes" : "maybe"}"
          ><i></i>${t(isBeyondChance ? "programmes.sure" : "programmes.chance")}</span
        >
      </td>
    </tr>`;
  }
}
