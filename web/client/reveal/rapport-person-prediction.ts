// One person's prediction: chances beside the company's, reasons that add up, what goes with a change, and the objections.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Contest, PersonPrediction } from "../../../models/index.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { dayText, monthText, numberText } from "../words.js";

const fewReasons = 6;

@customElement("rapport-person-prediction")
export class RapportPersonPrediction extends RapportElement {
  @property({ attribute: false }) prediction!: PersonPrediction;
  @property({ attribute: false }) contests: Contest[] = [];
  @state() private all = false;

  override render(): TemplateResult {
    const { horizons, levers, caution, month } = this.prediction;
    return html`<div class="prediction" data-testid="person-prediction">
      ${this.contests.map(
        ({ at, text }) =>
          html`<p class="objection" data-testid="objection">
            <b>${t("reveal.objected", { date: dayText(at) })}</b> ${text}
          </p>`,
      )}
      <div class="scroll" tabindex="0">
        <table>
          <caption>
            ${t("reveal.risk_caption", { month: monthText(month) })}
          </caption>
          <thead>
            <tr>
              <th>${t("reveal.within")}</th>
              <th class="r">${t("reveal.chance")}</th>
              <th class="r">${t("reveal.interval")}</th>
              <th class="r">${t("reveal.company")}</th>
            </tr>
          </thead>
          <tbody>
            ${horizons.map(
              ({ months, risk, low, high, company }) =>
                html`<tr>
                  <th scope="row">${t("scoreboard.months", { months })}</th>
                  <td class="r"><b>${numberText(risk, "share")}</b></td>
                  <td class="r">${numberText(low, "share")} – ${numberText(high, "share")}</td>
                  <td class="r">${numberText(company, "share")}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${this.#reasons()}
      ${
        levers.length > 0
          ? html`<h3>${t("reveal.levers")}</h3>
              <ul class="lines">
                ${levers.map(
                  ({ action, now, after }) =>
                    html`<li>
                      ${t("reveal.lever", {
                        action: say(action),
                        now: numberText(now, "share"),
                        after: numberText(after, "share"),
                      })}
                    </li>`,
                )}
              </ul>`
          : nothing
      }
      <p class="how">${say(caution)}</p>
    </div>`;
  }

  #reasons(): TemplateResult {
    const { base, total, reasons } = this.prediction;
    if (reasons.length === 0) return html`${nothing}`;
    const shown = this.all ? reasons : reasons.slice(0, fewReasons);
    const rest = reasons.slice(shown.length).reduce((sum, { value }) => sum + value, 0);
    return html`<h3>${t("reveal.reasons")}</h3>
      <table>
        <thead>
          <tr>
            <th>${t("reveal.reason")}</th>
            <th class="r">${t("reveal.log_odds")}</th>
            <th class="r">${t("drivers.times")}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">${t("reveal.average")}</th>
            <td class="r">${plain(base)}</td>
            <td></td>
          </tr>
          ${shown.map(
            ({ label, value, ratio }) =>
              html`<tr>
                <th scope="row">${say(label)}</th>
                <td class="r">${signed(value)}</td>
                <td class="r">×${ratio.toFixed(2)}</td>
              </tr>`,
          )}
          ${
            shown.length < reasons.length
              ? html`<tr>
                  <th scope="row">
                    <button class="link" @click=${() => (this.all = true)}>
                      ${t("reveal.rest", { count: reasons.length - shown.length })}
                    </button>
                  </th>
                  <td class="r">${signed(rest)}</td>
                  <td class="r">×${Math.exp(rest).toFixed(2)}</td>
                </tr>`
              : nothing
          }
          <tr class="sum-line">
            <th scope="row">${t("reveal.total")}</th>
            <td class="r">${plain(total)}</td>
            <td></td>
          </tr>
        </tbody>
      </table>`;
  }
}

const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
const plain = (value: number): string => (value < 0 ? signed(value) : value.toFixed(3));
