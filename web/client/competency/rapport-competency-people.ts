// Figure: each person's gaps with intervals and the course proposed; asked for only by hand, because showing it is journalled.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CompetencyPeopleAnswer, CompetencyPerson, CompetencyView, FrameworkView } from "../../server/competency-view.js"; // prettier-ignore
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { readPeople } from "./competency-data.js";
import { comma, nameIn, points, pointsRange } from "./competency-words.js";

const page = 20;

@customElement("rapport-competency-people")
export class RapportCompetencyPeople extends RapportElement {
  @property({ attribute: false }) model!: CompetencyView;
  @property({ attribute: false }) framework!: FrameworkView;
  @property({ type: Number }) number = 6;
  @state() private shown = page;
  @state() private isAsked = false;
  private readonly people = new Load<CompetencyPeopleAnswer>(this);

  #ask(): void {
    this.isAsked = true;
    void this.people.run((signal) => readPeople(signal));
  }

  override render(): TemplateResult {
    return figure({
      id: "figure-people",
      number: this.number,
      title: t("competency.fig_people"),
      how: t("competency.people_about"),
      body: this.#body(),
    });
  }

  #body(): TemplateResult {
    if (!this.isAsked)
      return html`<p class="acts">
        <button class="link" data-testid="show-people" @click=${() => this.#ask()}>
          ${t("competency.people_show")}
        </button>
      </p>`;
    const answer = this.people.value;
    if (!answer)
      return html`<rapport-state
        .load=${this.people.state}
        .doing=${t("competency.people_doing")}
        @retry=${() => this.#ask()}
        @cancel=${() => this.people.stop()}
      ></rapport-state>`;
    if (answer.refusal)
      return html`<div class="state">
        <p><b>${say(answer.refusal.text)}</b></p>
      </div>`;
    const dimensions = this.model.dimensions;
    const rest = answer.people.length - this.shown;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("competency.fig_people")}>
        <table data-testid="people">
          <thead>
            <tr>
              <th>${t("competency.person")}</th>
              <th>${t("competency.team")}</th>
              ${dimensions.map(({ label }) => html`<th class="r">${say(label)}</th>`)}
              <th>${t("competency.course_for")}</th>
            </tr>
          </thead>
          <tbody>
            ${answer.people.slice(0, this.shown).map((person) => this.#person(person))}
          </tbody>
        </table>
      </div>
      ${
        rest > 0
          ? html`<p class="acts">
              <button class="link" @click=${() => (this.shown += page)}>
                ${t("competency.people_more", { count: Math.min(page, rest) })}
              </button>
            </p>`
          : nothing
      }`;
  }

  #person({ employee, role, team, gaps, courses }: CompetencyPerson): TemplateResult {
    return html`<tr>
      <th scope="row">${employee}<span class="sub">${nameIn(this.framework.roles, role)}</span></th>
      <td>${team ?? "–"}</td>
      ${this.model.dimensions.map(({ id }) => {
        const gap = gaps.find(({ dimension }) => dimension === id);
        return html`<td class="r">
          ${
            gap
              ? html`${gap.low > 0 ? html`<b>${points(gap.gap)}</b>` : points(gap.gap)}<span class="sub"
                    >${pointsRange({ value: gap.gap, low: gap.low, high: gap.high })}</span
                  >`
              : "–"
          }
        </td>`;
      })}
      <td>
        ${courses.map(
          (c) => html`<span class="item">${c.courses.join(comma())} +${points(c.expectedGain)}</span>`,
        )}
      </td>
    </tr>`;
  }
}
