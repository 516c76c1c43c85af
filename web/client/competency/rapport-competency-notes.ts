// Margin: ratings held back, names resolved, limits, when it was studied, and who sees it.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CompetencyAnswer, CompetencyView } from "../../server/competency-view.js";
import { fittedEntry, refitButton } from "../fitted-notes.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { nameIn } from "./competency-words.js";

/** Emits "refit". */
@customElement("rapport-competency-notes")
export class RapportCompetencyNotes extends RapportElement {
  @property({ attribute: false }) answer!: CompetencyAnswer;

  override render(): TemplateResult {
    const { model } = this.answer;
    return html`${model ? this.#trust(model) : nothing}
      <section class="mn light">
        <h2>${t("competency.single")}</h2>
        <p>${t("competency.single_text")}</p>
      </section>`;
  }

  #trust(model: CompetencyView): TemplateResult {
    const { card, resolved, unknownNames, dimensions } = model;
    return html`<section class="mn" data-testid="competency-card">
      <h2>${t("competency.trust")}</h2>
      <dl class="kv">
        <dt>${t("competency.held_back")}</dt>
        <dd>
          <ul class="lines">
            ${card?.backtest.map(({ verdict }) => html`<li>${say(verdict)}</li>`)}
          </ul>
        </dd>
        ${
          resolved.length + unknownNames.length > 0
            ? html`<dt>${t("competency.names")}</dt>
                <dd data-testid="names">
                  <ul class="lines">
                    ${resolved.map(
                      ({ name, dimension }) =>
                        html`<li>
                          ${t("competency.names_same", { name, dimension: nameIn(dimensions, dimension) })}
                        </li>`,
                    )}
                    ${unknownNames
                      .slice(0, 8)
                      .map(({ name }) => html`<li>${t("competency.names_unknown", { name })}</li>`)}
                  </ul>
                </dd>`
            : nothing
        }
        <dt>${t("competency.limits")}</dt>
        <dd>
          <ul class="lines">
            ${card?.limits.map((limit) => html`<li>${say(limit)}</li>`)}
          </ul>
        </dd>
        ${fittedEntry("competency", this.answer)}
      </dl>
      ${refitButton("competency", this.answer, this)}
    </section>`;
  }
}
