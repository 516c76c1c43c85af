// What top performers have that the others do not: coaching and hiring profile as groups, or the reason why it cannot be told.
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { TraitsAnswer, TraitsView } from "../../server/traits-view.js";
import type { MessageKey } from "../messages/index.js";
import { RapportModelPage } from "../rapport-model-page.js";
import { session } from "../session.js";
import { t } from "../t.js";
import { numberText, spanText } from "../words.js";
import "./rapport-hiring-figure.js";
import "./rapport-trait-figures.js";
import "./rapport-trait-notes.js";
import { traitNames } from "./trait-words.js";

@customElement("rapport-traits-page")
export class RapportTraitsPage extends RapportModelPage<TraitsAnswer> {
  constructor() {
    super("traits", "traits");
  }

  protected override heading(answer: TraitsAnswer | undefined): string {
    if (answer?.state === "refused") return t("traits.h1_refused");
    if (answer?.model && !answer.model.traits.some(({ beyondChance }) => beyondChance))
      return t("traits.h1_none");
    return t("traits.h1");
  }

  protected override about(answer: TraitsAnswer | undefined): TemplateResult | typeof nothing {
    if (!answer?.model) return nothing;
    const { window, people, top, score } = answer.model;
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

  protected override main(answer: TraitsAnswer): TemplateResult {
    if (!answer.model) return this.instead(answer);
    return html`<p class="say" data-testid="narrative">${this.#sentence(answer.model)}</p>
      <rapport-trait-figures class="stack" .model=${answer.model}></rapport-trait-figures>
      <rapport-hiring-figure .model=${answer.model}></rapport-hiring-figure>`;
  }

  protected override notes(answer: TraitsAnswer): TemplateResult {
    return html`<rapport-trait-notes .answer=${answer}></rapport-trait-notes>`;
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
