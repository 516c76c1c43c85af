// What top performers have that the others do not: coaching and hiring profile as groups, or the reason why it cannot be told.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { TraitsAnswer, TraitsView } from "../../server/traits-view.js";
import "../figure/rapport-state.js";
import { FittedModel } from "../fitted-model.js";
import type { MessageKey } from "../messages/index.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { numberText, spanText } from "../words.js";
import "./rapport-hiring-figure.js";
import "./rapport-trait-figures.js";
import "./rapport-trait-notes.js";
import { traitNames } from "./trait-words.js";

@customElement("rapport-traits-page")
export class RapportTraitsPage extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  private readonly answer = new FittedModel<TraitsAnswer>(this, "traits");

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("meta")) this.answer.open(this.meta);
  }

  override render(): TemplateResult {
    const answer = this.answer.value;
    const view = answer?.model ?? null;
    return html`<header class="head">
        <p class="crumb">${t("traits.crumb")}</p>
        <h1 data-testid="title">${this.#title(answer)}</h1>
        ${view ? this.#about(view) : nothing}
      </header>
      <div class="cols">
        <div class="stack">${this.#main(answer)}</div>
        <aside class="margin" aria-label=${t("traits.trust")}>
          ${
            answer
              ? html`<rapport-trait-notes
                  .answer=${answer}
                  @refit=${() => this.answer.fit()}
                ></rapport-trait-notes>`
              : nothing
          }
        </aside>
      </div>`;
  }

  #title(answer: TraitsAnswer | undefined): string {
    if (answer?.state === "refused") return t("traits.h1_refused");
    if (answer?.model && !answer.model.traits.some(({ beyondChance }) => beyondChance))
      return t("traits.h1_none");
    return t("traits.h1");
  }

  #about({ window, people, top, score }: TraitsView): TemplateResult {
    const measures = score.measures
      .map(({ measure }) => t(`traits.measure_${measure}` as MessageKey))
      .join(session.locale === "zh" ? "、" : ", ");
    return html`<div class="asof">
      <span>${t("traits.learned")} <b>${spanText(window.from, window.to)}</b></span>
      <span>${t("traits.from")} <b>${measures}</b></span>
      <span
        >${t("traits.people")}
        <b>${t("traits.people_text", { people: numberText(people, "count") })}</b></span
      >
      <span>${t("traits.best")} <b>${t("traits.best_text", { top: numberText(top, "count") })}</b></span>
    </div>`;
  }

  #main(answer: TraitsAnswer | undefined): TemplateResult {
    if (!answer)
      return html`<rapport-state
        .load=${this.answer.load.state}
        .doing=${t("traits.fitting")}
        @retry=${() => this.answer.fit()}
        @cancel=${() => void this.answer.cancel()}
      ></rapport-state>`;
    if (answer.model)
      return html`<p class="say" data-testid="narrative">${this.#sentence(answer.model)}</p>
        <rapport-trait-figures class="stack" .model=${answer.model}></rapport-trait-figures>
        <rapport-hiring-figure .model=${answer.model}></rapport-hiring-figure>`;
    if (answer.refusal)
      return html`<div class="state" data-testid="model-refused">
        <p><b>${say(answer.refusal.text)}</b></p>
      </div>`;
    const failed = answer.error;
    return html`<div class=${failed ? "state err" : "state"} role=${failed ? "alert" : nothing}>
      <p><b>${failed ? failed.message : t("traits.none")}</b></p>
      <p>${failed ? failed.hint : t(answer.canFit ? "traits.none_text" : "traits.none_rights")}</p>
      ${
        answer.canFit
          ? html`<p class="acts">
              <button class="link" @click=${() => this.answer.fit()}>${t("traits.fit")}</button>
            </p>`
          : nothing
      }
    </div>`;
  }

  #sentence({ traits, people, score }: TraitsView): string {
    const real = traits.filter(({ beyondChance }) => beyondChance);
    const others = traits.length - real.length;
    const found =
      real.length > 0
        ? t("traits.say_some", { count: real.length, names: traitNames(real), others })
        : t("traits.say_none", { others, people: numberText(people, "count") });
    const luck = t("traits.say_luck", {
      apparent: score.apparentTop,
      lucky: Math.round(score.expectedLucky),
    });
    return session.locale === "zh" ? `${found}${luck}` : `${found} ${luck}`;
  }
}
