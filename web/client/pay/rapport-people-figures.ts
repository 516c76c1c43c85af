// Single people, for those who may read them: who meets the conditions of a recognition, and one person's calculation; one's own.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { PayResult, PayRulesAnswer, PayRulesView, RecognitionList } from "../../server/pay-routes.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { monthText, numberText } from "../words.js";
import { lastPeriods, readLists, readPerson, type Currency } from "./pay-data.js";
import { traceTable } from "./trace-table.js";

@customElement("rapport-people-figures")
export class RapportPeopleFigures extends RapportElement {
  @property({ attribute: false }) rules!: PayRulesView;
  @property({ attribute: false }) answer!: PayRulesAnswer;
  @property({ attribute: false }) money!: Currency;
  @property({ type: Number }) number = 5;
  private readonly lists = new Load<{ lists: RecognitionList[] }>(this);
  private readonly person = new Load<{ result: PayResult; isRunning: boolean }>(this);

  override render(): TemplateResult {
    const hasLists = this.rules.lists.length > 0 && this.answer.people === "theirs";
    return html`${hasLists ? this.#listFigure() : nothing}${this.#personFigure(this.number + Number(hasLists))}`;
  }

  #listFigure(): TemplateResult {
    const found = this.lists.value;
    return figure({
      id: "figure-lists",
      number: this.number,
      title: t("pay.fig_lists"),
      how: t("pay.how_lists"),
      body: html`${this.#form("show-lists", nothing, (data) => {
        const question = { id: this.rules.id, period: String(data.get("period")).trim() };
        void this.lists.run((signal) => readLists(question, signal));
      })}
      ${found ? found.lists.map((list) => this.#list(list)) : this.#state(this.lists)}`,
    });
  }

  #list({ name, eligible, looked }: RecognitionList): TemplateResult {
    return html`<h3 class="sub-head">
        ${t("pay.list_count", { name: say(name), n: eligible.length, looked })}
      </h3>
      ${
        eligible.length === 0
          ? html`<p class="how">${t("pay.list_none")}</p>`
          : html`<div class="scroll ${eligible.length > 40 ? "tall" : ""}" tabindex="0">
              <table data-testid="list">
                <thead>
                  <tr>
                    <th>${t("pay.employee")}</th>
                    ${eligible[0]!.evidence.map(({ from }) => html`<th class="r">${monthText(from)}</th>`)}
                    ${eligible[0]!.evidence[0]!.needed === null ? nothing : html`<th class="r">${t("pay.needed")}</th>`}
                  </tr>
                </thead>
                <tbody>
                  ${eligible.map(
                    ({ employee, evidence }) =>
                      html`<tr>
                        <td>${employee}</td>
                        ${evidence.map(({ value }) => html`<td class="r">${numberText(value, "count")}</td>`)}
                        ${evidence[0]!.needed === null ? nothing : html`<td class="r">${neededText(evidence)}</td>`}
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }`;
  }

  #personFigure(number: number): TemplateResult {
    const isOwn = this.answer.people === "own";
    const found = this.person.value;
    const field = isOwn
      ? nothing
      : html`<label
          >${t("pay.employee")}<input name="employee" required maxlength="80" data-testid="employee"
        /></label>`;
    return figure({
      id: "figure-person",
      number,
      title: t(isOwn ? "pay.fig_person_own" : "pay.fig_person"),
      how: t("pay.how_person"),
      body: html`${this.#form("show-person", field, (data) => {
        const employee = isOwn ? this.answer.employee! : String(data.get("employee")).trim();
        const question = { id: this.rules.id, period: String(data.get("period")).trim(), employee };
        void this.person.run((signal) => readPerson(question, signal));
      })}
      ${
        found
          ? html`${traceTable(found.result, this.money)}
            ${found.isRunning ? html`<p class="how">${t("pay.running")}</p>` : nothing}`
          : this.#state(this.person)
      }`,
    });
  }

  #form(
    test: string,
    fields: TemplateResult | typeof nothing,
    submit: (data: FormData) => void,
  ): TemplateResult {
    const { to } = lastPeriods(this.rules.period, this.answer.history.to);
    return html`<form
      class="programme-form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        submit(new FormData(event.target as HTMLFormElement));
      }}
    >
      ${fields}
      <label>${t("pay.period")}<input name="period" .defaultValue=${to} required maxlength="8" /></label>
      <button class="out" data-testid=${test}>${t("pay.show")}</button>
    </form>`;
  }

  #state<T>(load: Load<T>): TemplateResult | typeof nothing {
    if (load.state.is === "idle") return nothing;
    return html`<rapport-state
      .load=${load.state}
      .doing=${t("pay.showing")}
      @retry=${() => load.retry()}
      @cancel=${() => load.stop()}
    ></rapport-state>`;
  }
}

/** One number where every period needed the same. */
const neededText = (evidence: RecognitionList["eligible"][number]["evidence"]): string =>
  [...new Set(evidence.map(({ needed }) => numberText(needed, "count")))].join(" / ");
