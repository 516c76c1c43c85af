// How far people are from what their role requires, how far the ratings can be trusted, what goes with performance, what courses change.
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type {
  CompetencyAnswer,
  CompetencyView,
  FrameworkView,
  ReleasedGapsView,
} from "../../server/competency-view.js";
import { RapportModelPage } from "../rapport-model-page.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { numberText, spanText } from "../words.js";
import { nameIn, percent, points } from "./competency-words.js";
import "./rapport-competency-notes.js";
import "./rapport-competency-people.js";
import "./rapport-churn-figure.js";
import "./rapport-course-figure.js";
import "./rapport-framework-figure.js";
import "./rapport-gap-figure.js";
import "./rapport-performance-figure.js";
import "./rapport-reliability-figure.js";
import "./rapport-released-gap-figure.js";

@customElement("rapport-competency-page")
export class RapportCompetencyPage extends RapportModelPage<CompetencyAnswer> {
  constructor() {
    super("competency", "competency");
  }

  protected override heading(answer: CompetencyAnswer | undefined): string {
    if (answer?.isWithheld) return t(answer.released ? "competency.h1_released" : "competency.h1_framework");
    if (answer?.state === "refused") return t("competency.h1_refused");
    if (answer?.model && !answer.model.dimensions.some(({ groups }) => groups.length > 0))
      return t("competency.h1_none");
    return t("competency.h1");
  }

  protected override about(answer: CompetencyAnswer | undefined): TemplateResult | typeof nothing {
    if (!answer?.model || !answer.framework) return nothing;
    const { window, people, raters, rounds } = answer.model;
    return html`<div class="asof">
      <span>${t("competency.framework")} <b>${say(answer.framework.label)}</b></span>
      <span>${t("competency.rated")} <b>${spanText(window.from, window.to)}</b></span>
      <span
        >${t("competency.people")}
        <b
          >${t("competency.people_text", {
            people: numberText(people, "count"),
            raters: numberText(raters, "count"),
            rounds: rounds.length,
          })}</b
        ></span
      >
    </div>`;
  }

  protected override main(answer: CompetencyAnswer): TemplateResult {
    const { model, framework } = answer;
    if (model && framework) return this.#figures(model, framework);
    const { released } = answer;
    return html`${released && framework ? this.#released(released, framework) : this.instead(answer)}
    ${
      framework
        ? html`<rapport-framework-figure
            .framework=${framework}
            .number=${released ? 2 : 1}
          ></rapport-framework-figure>`
        : nothing
    }`;
  }

  #released(released: ReleasedGapsView, framework: FrameworkView): TemplateResult {
    const [worst] = released.dimensions
      .flatMap(({ label, groups: [all] }) => (all?.by === "company" && all.share ? [{ label, ...all }] : []))
      .sort((a, b) => b.share!.value - a.share!.value);
    return html`${
        worst
          ? html`<p class="say" data-testid="narrative">
              ${t("competency.say_released", {
                dimension: say(worst.label),
                count: worst.count!,
                people: worst.people,
                low: percent(worst.share!.low),
                high: percent(worst.share!.high),
              })}
            </p>`
          : nothing
      }
      <rapport-released-gap-figure
        .released=${released}
        .framework=${framework}
      ></rapport-released-gap-figure>`;
  }

  #figures(model: CompetencyView, framework: FrameworkView): TemplateResult {
    let number = 0;
    const hasGaps = model.dimensions.some(({ groups }) => groups.length > 0);
    return html`<p class="say" data-testid="narrative">${this.#sentence(model)}</p>
      ${
        hasGaps
          ? html`<rapport-gap-figure
              .model=${model}
              .framework=${framework}
              .number=${++number}
            ></rapport-gap-figure>`
          : nothing
      }
      ${
        model.effects.length > 0
          ? html`<rapport-course-figure
              class="stack"
              .model=${model}
              .number=${++number}
            ></rapport-course-figure>`
          : nothing
      }
      <rapport-performance-figure
        .model=${model}
        .number=${(number += model.exams.length > 0 && model.effects.length > 0 ? 2 : 1)}
      ></rapport-performance-figure>
      ${
        model.churn
          ? html`<rapport-churn-figure .model=${model} .number=${++number}></rapport-churn-figure>`
          : nothing
      }
      <rapport-reliability-figure .model=${model} .number=${++number}></rapport-reliability-figure>
      <rapport-framework-figure .framework=${framework} .number=${++number}></rapport-framework-figure>
      ${
        hasGaps
          ? html`<rapport-competency-people
              .model=${model}
              .framework=${framework}
              .number=${++number}
            ></rapport-competency-people>`
          : nothing
      }`;
  }

  protected override instead(answer: CompetencyAnswer): TemplateResult {
    if (!answer.isWithheld) return super.instead(answer);
    return html`<div class="state" data-testid="withheld">
      <p><b>${t("competency.withheld")}</b></p>
      <p>${t("competency.withheld_text")}</p>
    </div>`;
  }

  protected override notes(answer: CompetencyAnswer): TemplateResult {
    return html`<rapport-competency-notes .answer=${answer}></rapport-competency-notes>`;
  }

  #sentence({ dimensions, effects }: CompetencyView): string {
    const rated = dimensions.filter(({ groups }) => groups.length > 0);
    if (rated.length === 0) return t("competency.say_no_level");
    const worst = rated.reduce((a, b) => (b.groups[0].share.value > a.groups[0].share.value ? b : a));
    const { people, observed, share } = worst.groups[0];
    const gap = t("competency.say_gap", {
      dimension: say(worst.label),
      count: observed.count,
      people,
      low: percent(observed.low),
      high: percent(observed.high),
      share: percent(share.value),
      trueLow: percent(share.low),
      trueHigh: percent(share.high),
    });
    if (effects.length === 0) return gap;
    const measured = effects
      .filter(({ state }) => state === "measured")
      .sort((a, b) => b.effect!.value - a.effect!.value);
    const [best] = measured;
    const course = best
      ? t(measured.length === 1 ? "competency.say_course" : "competency.say_courses", {
          count: measured.length,
          course: nameIn(dimensions, best.dimension),
          effect: points(best.effect!.value),
          low: points(best.effect!.low),
          high: points(best.effect!.high),
        })
      : t("competency.say_no_course");
    return [gap, course].join(session.locale === "zh" ? "" : " ");
  }
}
