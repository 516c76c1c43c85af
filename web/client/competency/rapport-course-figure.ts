// Figures: what each course changes and for whom it is recommended; and whether exams agree with ratings.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CompetencyView } from "../../server/competency-view.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { comma, nameIn, percent, percentRange, points, pointsRange, two, twoRange, type Around } from "./competency-words.js"; // prettier-ignore

type Effect = CompetencyView["effects"][number];

@customElement("rapport-course-figure")
export class RapportCourseFigure extends RapportElement {
  @property({ attribute: false }) model!: CompetencyView;
  @property({ type: Number }) number = 2;

  override render(): TemplateResult {
    const { effects, exams, dimensions } = this.model;
    if (effects.length === 0) return html``;
    const best = effects
      .filter(({ state }) => state === "measured")
      .sort((a, b) => b.effect!.value - a.effect!.value)[0];
    return html`${figure({
      id: "figure-courses",
      number: this.number,
      title: best
        ? t("competency.fig_courses_some", {
            dimension: nameIn(dimensions, best.dimension),
            points: points(best.effect!.value),
          })
        : t("competency.fig_courses"),
      how: t("competency.how_courses"),
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("competency.fig_courses")}>
        <table>
          <thead>
            <tr>
              <th class="names">${t("competency.course")}</th>
              <th class="r">${t("competency.taken")}</th>
              <th class="r">${t("competency.effect")}</th>
              <th class="r">${t("competency.equal_start")}</th>
              <th>${t("competency.advice")}</th>
            </tr>
          </thead>
          <tbody>
            ${effects.map((effect) => this.#course(effect))}
          </tbody>
        </table>
      </div>`,
      foot: t("competency.foot_courses"),
    })}
    ${exams.length > 0 ? this.#exams() : nothing}`;
  }

  #course(effect: Effect): TemplateResult {
    const name = nameIn(this.model.dimensions, effect.dimension);
    const courses = effect.courses.join(comma());
    return html`<tr>
      <th scope="row">${name}${courses === name ? nothing : html`<span class="sub">${courses}</span>`}</th>
      <td class="r">${effect.trained} / ${effect.notYet}</td>
      <td class="r">${effect.effect ? around(effect.effect) : "–"}</td>
      <td class="r">${effect.atEqualStart ? around(effect.atEqualStart) : "–"}</td>
      <td>${this.#advice(effect)}</td>
    </tr>`;
  }

  #advice({ dimension, state, moreNeeded }: Effect): string {
    if (state === "not_measured") return t("competency.not_measured", moreNeeded);
    if (state === "not_shown")
      return moreNeeded.trained + moreNeeded.notYet > 0
        ? t("competency.not_shown_more", moreNeeded)
        : t("competency.not_shown");
    const own = this.model.advice.find((a) => a.dimension === dimension);
    return own?.expectedGain
      ? t("competency.advice_people", { people: own.people, gain: points(own.expectedGain.value) })
      : t("competency.advice_nobody");
  }

  #exams(): TemplateResult {
    const { exams, dimensions } = this.model;
    return figure({
      id: "figure-exams",
      number: this.number + 1,
      title: t("competency.fig_exams"),
      how: t("competency.how_exams"),
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("competency.fig_exams")}>
        <table>
          <thead>
            <tr>
              <th class="names">${t("competency.dimension")}</th>
              <th class="r">${t("competency.people")}</th>
              <th class="r">${t("competency.exam_mean")}</th>
              <th class="r">${t("competency.exam_below")}</th>
              <th class="r">${t("competency.agreement")}</th>
            </tr>
          </thead>
          <tbody>
            ${exams.map(
              (exam) =>
                html`<tr>
                  <th scope="row">${nameIn(dimensions, exam.dimension)}</th>
                  <td class="r">${exam.people}</td>
                  <td class="r">${around(exam.mean)}</td>
                  <td class="r">
                    ${
                      exam.below
                        ? html`${percent(exam.below.value)}<span class="sub"
                              >${percentRange(exam.below)}</span
                            >`
                        : "–"
                    }
                  </td>
                  <td class="r">
                    ${
                      exam.agreement
                        ? html`${two(exam.agreement.value)}<span class="sub"
                              >${twoRange(exam.agreement)}</span
                            >`
                        : t("competency.too_few_pairs")
                    }
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
    });
  }
}

const around = (estimate: Around): TemplateResult =>
  html`${points(estimate.value)}<span class="sub">${pointsRange(estimate)}</span>`;
