// Margin: how the model did on later months, what it may not say, when it was fitted.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Bilingual } from "../../../engine/locale.js";
import type { AttritionAnswer, AttritionView } from "../../server/attrition-view.js";
import type { Meta } from "../meta.js";
import { fittedEntry, refitButton } from "../fitted-notes.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { numberText } from "../words.js";

const fewPeople = 10;

/** Emits "refit". */
@customElement("rapport-model-notes")
export class RapportModelNotes extends RapportElement {
  @property({ attribute: false }) answer!: AttritionAnswer;
  @property({ attribute: false }) meta!: Meta;

  override render(): TemplateResult {
    const { model } = this.answer;
    return html`${model ? this.#trust(model) : nothing}
      <section class="mn light">
        <h2>${t("drivers.single")}</h2>
        <p>${t("drivers.single_on")}</p>
        <p class="acts"><a class="link" href="/reveal">${t("drivers.single_link")}</a></p>
      </section>`;
  }

  #trust(model: NonNullable<AttritionAnswer["model"]>): TemplateResult {
    const { rocAuc, calibration, card, verdict, leftOut } = model;
    const comma = session.locale === "zh" ? "、" : ", ";
    const excluded = [...new Set(leftOut.map((input) => this.#inputName(input)))];
    return html`<section class="mn" data-testid="model-card">
      <h2>${t("drivers.trust")}</h2>
      <dl class="kv">
        <dt>${t("drivers.verdict")}</dt>
        <dd>${say(verdict)}</dd>
        <dt>${t("drivers.backtest")}</dt>
        <dd>
          ${
            rocAuc === null
              ? t("drivers.backtest_none")
              : t("drivers.backtest_auc", { auc: Math.round(rocAuc * 100) })
          }
        </dd>
        ${
          calibration
            ? html`<dt>${t("drivers.calibrated")}</dt>
                <dd>
                  ${t("drivers.calibration", {
                    predicted: numberText(Math.round(calibration.predicted), "count"),
                    observed: numberText(calibration.observed, "count"),
                  })}
                </dd>`
            : nothing
        }
        ${
          model.leaks.length > 0
            ? html`<dt>${t("drivers.leaks")}</dt>
                <dd data-testid="leaks">
                  ${model.leaks.map(({ label, reason }) => html`<p><b>${say(label)}</b> ${say(reason)}</p>`)}
                </dd>`
            : nothing
        }
        ${this.#samePeople(model.samePeople)}
        <dt>${t("drivers.limits")}</dt>
        <dd>
          <ul class="lines">
            ${card?.limits.map((limit) => html`<li>${say(limit)}</li>`)}
          </ul>
        </dd>
        ${
          excluded.length > 0
            ? html`<dt>${t("drivers.excluded")}</dt>
                <dd>${excluded.join(comma)}</dd>`
            : nothing
        }
        ${fittedEntry("drivers", this.answer)}
      </dl>
      ${refitButton("drivers", this.answer, this)}
    </section>`;
  }

  /** The numbers themselves come only to who may read everybody; who mends the source needs them. */
  #samePeople({ numbers }: AttritionView["samePeople"]): TemplateResult | typeof nothing {
    if (numbers.length === 0) return nothing;
    const rest = numbers.length - fewPeople;
    return html`<dt>${t("drivers.same_people")}</dt>
      <dd data-testid="same-people">
        ${numbers.slice(0, fewPeople).map((own) => html`<p>${own.join(" = ")}</p>`)}
        ${rest > 0 ? html`<p>${t("drivers.same_people_rest", { count: rest })}</p>` : nothing}
      </dd>`;
  }

  /** Inputs that are only ids to the model are dimensions to the reader. */
  #inputName(input: Bilingual): string {
    const name = input.en;
    const known = this.meta.dimensions.find(({ id }) => id === name || id === `${name}_band`);
    if (known) return say(known.label);
    return name === "birth_date"
      ? t("drivers.birth_date")
      : name === "season"
        ? t("drivers.season")
        : say(input);
  }
}
