// Figure: a person's score of a period, down to its rows: an employee's own at once, others by number where the reader may.
import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { readScore, type ListedScheme, type PersonScore, type SchemeList } from "./scheme-data.js";
import { scoreTable } from "./score-table.js";

@customElement("rapport-score-figure")
export class RapportScoreFigure extends RapportElement {
  @property({ type: Number }) number = 5;
  @property({ attribute: false }) list!: SchemeList;
  @property({ attribute: false }) scheme!: ListedScheme;
  @state() private employee = "";
  @state() private period = "";
  private readonly load = new Load<PersonScore>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("list") && !changed.has("scheme")) return;
    const periods = this.list.periods[this.scheme.period];
    if (!periods.includes(this.period)) this.period = periods.at(-1) ?? "";
    if (this.list.me !== null && this.employee === "") this.employee = this.list.me;
    this.load.state = { is: "idle" };
    if (this.employee !== "" && this.employee === this.list.me && this.period !== "") this.#ask();
  }

  #ask(): void {
    const asked = { scheme: this.scheme.id, employee: this.employee.trim(), period: this.period };
    void this.load.run((signal) => readScore(asked, signal));
  }

  override render(): TemplateResult {
    const { state } = this.load;
    return figure({
      id: "figure-score",
      number: this.number,
      title: t("schemes.fig_score"),
      how: t("schemes.how_score"),
      body: html`<form
          class="programme-form"
          @submit=${(event: SubmitEvent) => {
            event.preventDefault();
            if (this.employee.trim() !== "") this.#ask();
          }}
        >
          <label
            >${t("schemes.employee")}
            <input
              name="employee"
              required
              maxlength="60"
              autocomplete="off"
              ?readonly=${!this.list.canScore}
              .value=${this.employee}
              @input=${(event: Event) => (this.employee = (event.target as HTMLInputElement).value)}
            />
          </label>
          <label
            >${t("schemes.periods")}
            <select @change=${(event: Event) => (this.period = (event.target as HTMLSelectElement).value)}>
              ${this.list.periods[this.scheme.period].map(
                (period) =>
                  html`<option value=${period} ?selected=${period === this.period}>${period}</option>`,
              )}
            </select></label
          >
          <button class="out" data-testid="show-score">${t("schemes.show")}</button>
        </form>
        ${
          this.load.value
            ? scoreTable(this.load.value, t("schemes.fig_score"))
            : state.is === "idle"
              ? ""
              : html`<rapport-state
                  .load=${state}
                  .doing=${t("schemes.scoring")}
                  @retry=${() => this.load.retry()}
                  @cancel=${() => this.load.stop()}
                ></rapport-state>`
        }`,
    });
  }
}
