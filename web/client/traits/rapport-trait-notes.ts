// Margin: how much of the scores is luck, what stands in for protected attributes, what was not looked at, when it was fitted.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { TraitsAnswer, TraitsView } from "../../server/traits-view.js";
import { fittedEntry, refitButton } from "../fitted-notes.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";

/** Emits "refit". */
@customElement("rapport-trait-notes")
export class RapportTraitNotes extends RapportElement {
  @property({ attribute: false }) answer!: TraitsAnswer;

  override render(): TemplateResult {
    const { model } = this.answer;
    return html`${model ? this.#trust(model) : nothing}
      <section class="mn light">
        <h2>${t("traits.single")}</h2>
        <p>${t("traits.single_text")}</p>
      </section>`;
  }

  #trust(model: TraitsView): TemplateResult {
    const { score, card, proxies, thresholds, withheld } = model;
    return html`<section class="mn" data-testid="traits-card">
      <h2>${t("traits.trust")}</h2>
      <dl class="kv">
        <dt>${t("traits.reliability")}</dt>
        <dd>${t("traits.reliability_text", { share: Math.round(100 * score.reliability) })}</dd>
        <dt>${t("traits.luck")}</dt>
        <dd>
          ${t("traits.luck_text", {
            true: Math.round(score.expectedTrue),
            top: score.top,
            uncertain: score.uncertain,
          })}
        </dd>
        <dt>${t("traits.proxies")}</dt>
        <dd>
          ${
            proxies.length === 0
              ? t("traits.proxies_none", {
                  auc: thresholds.auc.toFixed(2),
                  v: thresholds.cramers_v.toFixed(2),
                })
              : html`<ul class="lines">
                  ${proxies.map(
                    ({ label, attribute, measure, value }) =>
                      html`<li>
                        ${t("traits.proxy", {
                          trait: say(label),
                          attribute: say(attribute),
                          measure: measure === "auc" ? "AUC" : "V",
                          value: value.toFixed(2),
                        })}
                      </li>`,
                  )}
                </ul>`
          }
        </dd>
        <dt>${t("traits.limits")}</dt>
        <dd>
          <ul class="lines">
            ${card?.limits.map((limit) => html`<li>${say(limit)}</li>`)}
          </ul>
        </dd>
        <dt>${t("traits.excluded")}</dt>
        <dd>
          <ul class="lines">
            ${card?.excluded.map(({ reason }) => html`<li>${say(reason)}</li>`)}
          </ul>
        </dd>
        ${fittedEntry("traits", this.answer)}
      </dl>
      ${withheld > 0 ? html`<p>${t("traits.withheld", { count: withheld })}</p>` : nothing}
      ${refitButton("traits", this.answer, this)}
    </section>`;
  }
}
