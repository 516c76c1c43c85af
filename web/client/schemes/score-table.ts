// One person's score → a table: each part's value, target, weight and points, down to the rows behind; Σ points = total.
import { html, nothing, type TemplateResult } from "lit";
import { say, t } from "../t.js";
import { monthText, spanText } from "../words.js";
import { gateText } from "./gate-text.js";
import { plain } from "./plain-number.js";
import type { PersonScore } from "./scheme-data.js";

/** Without an employee: an anonymous example. */
export function scoreTable(score: Omit<PersonScore, "employee">, label: string): TemplateResult {
  const { parts, gates, total, band, multiplier, isComplete, weightScored } = score;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
    <table data-testid="score-parts">
      <thead>
        <tr>
          <th class="names">${t("schemes.indicator")}</th>
          <th class="r">${t("schemes.value")}</th>
          <th class="r">${t("schemes.target")}</th>
          <th class="r">${t("schemes.score")}</th>
          <th class="r">${t("schemes.weight")}</th>
          <th class="r">${t("schemes.points")}</th>
          <th>${t("schemes.rows")}</th>
        </tr>
      </thead>
      <tbody>
        ${parts.map(
          (part) =>
            html`<tr>
              <th scope="row">
                ${say(part.name)}<span class="sub"
                  >${t(`schemes.kind_${part.kind}`)} ·
                  ${t(`schemes.${part.provenance}`)}${
                    part.reason ? html` · ${t(`schemes.r_${part.reason}`)}` : nothing
                  }</span
                >
              </th>
              <td class="r">
                ${plain(part.value)}${
                  part.denominator === null
                    ? nothing
                    : html`<span class="sub">${plain(part.numerator)} ÷ ${plain(part.denominator)}</span>`
                }
              </td>
              <td class="r">${plain(part.target)}</td>
              <td class="r">${plain(part.score)}</td>
              <td class="r">${plain(part.weight)}</td>
              <td class="r"><b>${plain(part.points)}</b></td>
              <td>${part.rows.relation}<span class="sub">${monthsOf(part.rows.months)}</span></td>
            </tr>`,
        )}
        ${gates.map(
          (gate) =>
            html`<tr>
              <th scope="row">${say(gate.name)}</th>
              <td class="r">${plain(gate.value)}</td>
              <td class="r">${plain(gate.atLeast)}</td>
              <td class="r" colspan="2">${gateText(gate)}</td>
              <td class="r"><b>${plain(gate.points)}</b></td>
              <td>
                ${gate.bonusFactor === 1 ? nothing : t("schemes.times", { multiplier: gate.bonusFactor })}
              </td>
            </tr>`,
        )}
        <tr class="total">
          <th scope="row" colspan="5">
            ${
              weightScored >= 99.995
                ? t("schemes.total")
                : t("schemes.total_of", { weight: plain(weightScored) })
            }
          </th>
          <td class="r"><b data-testid="total">${plain(total)}</b></td>
          <td>
            ${!isComplete ? t("schemes.incomplete") : band ? say(band.name) : t("schemes.no_band")}${
              multiplier === null
                ? nothing
                : html`<span class="sub">${t("schemes.times", { multiplier })}</span>`
            }
          </td>
        </tr>
      </tbody>
    </table>
  </div>`;
}

const monthsOf = (months: readonly string[]): string =>
  months.length === 0
    ? "–"
    : months.length === 1
      ? monthText(months[0]!)
      : spanText(months[0]!, months[months.length - 1]!);
