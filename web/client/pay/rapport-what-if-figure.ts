// Amounts entered by hand → what the rules make of them, line by line; two readings where a unit is not declared.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { PayRulesView, RuleView, WhatIfAnswer } from "../../server/pay-routes.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { formNumber, numberField } from "../programme/number-field.js";
import { t } from "../t.js";
import type { MessageKey } from "../messages/index.js";
import { moneyText, reckonWhatIf, type Currency } from "./pay-data.js";
import { traceTable } from "./trace-table.js";

const kinds: { id: string; label: MessageKey; of: string[] }[] = [
  { id: "plain", label: "pay.kind_plain", of: [] },
  { id: "big", label: "pay.kind_big_client", of: ["big_client"] },
  { id: "again", label: "pay.kind_repurchase", of: ["repurchase"] },
  { id: "both", label: "pay.kind_both", of: ["big_client", "repurchase"] },
];

@customElement("rapport-what-if-figure")
export class RapportWhatIfFigure extends RapportElement {
  @property({ attribute: false }) rules!: PayRulesView;
  @property({ attribute: false }) money!: Currency;
  private readonly made = new Load<WhatIfAnswer>(this);
  #asked = "";

  protected override updated(_changed: PropertyValues<this>): void {
    // rules newly chosen: what the fields begin with is reckoned at once
    if (this.#asked === this.rules.id) return;
    this.#asked = this.rules.id;
    const form = this.querySelector("form");
    if (form) this.#reckon(form);
  }

  override render(): TemplateResult {
    const found = this.made.value;
    const [only] = found?.results ?? [];
    const total = found?.results.length === 1 && only ? moneyText(only.result.total, this.money) : null;
    return figure({
      id: "figure-what-if",
      number: 2,
      title: total === null ? t("pay.fig_what_if") : t("pay.fig_what_if_made", { total }),
      how: t("pay.how_what_if"),
      body: html`<form
          class="programme-form pay-form"
          data-rules=${this.rules.id}
          @submit=${(event: SubmitEvent) => {
            event.preventDefault();
            this.#reckon(event.target as HTMLFormElement);
          }}
        >
          ${this.#fields()}
          <button class="go" data-testid="reckon">${t("pay.reckon")}</button>
        </form>
        ${
          found
            ? found.results.map(
                ({ reading, result }) =>
                  html`${reading === null ? nothing : html`<h3 class="sub-head">${t(reading === "points" ? "pay.as_points" : "pay.as_relative")}</h3>`}
                  ${traceTable(result, this.money, { dated: false })}`,
              )
            : html`<rapport-state
                .load=${this.made.state}
                .doing=${t("pay.reckoning")}
                @retry=${() => this.made.retry()}
                @cancel=${() => this.made.stop()}
              ></rapport-state>`
        }`,
    });
  }

  get #rulesNow(): RuleView[] {
    return this.rules.versions.at(-1)!.rules;
  }

  #needs(what: RuleView["needs"][number]): RuleView[] {
    return this.#rulesNow.filter(({ needs }) => needs.includes(what));
  }

  #fields(): TemplateResult {
    return html`${this.#needs("amount").map(({ id }) => numberField(`amount ${id}`, t("pay.sales"), "120000", { max: 1e11 }))}
    ${this.#needs("target").map(({ id }) => numberField(`target ${id}`, t("pay.target"), "100000", { max: 1e11 }))}
    ${
      this.#needs("orders").length > 0
        ? html`${numberField("order", t("pay.order"), "120000", { max: 1e11 })}
            <label
              >${t("pay.kind")}
              <select name="kind">
                ${kinds.map(({ id, label }) => html`<option value=${id} ?selected=${id === "big"}>${t(label)}</option>`)}
              </select></label
            >`
        : nothing
    }
    ${this.#needs("base_pay").length > 0 ? numberField("base_pay", t("pay.base_pay"), "10000") : nothing}
    ${this.#needs("score").length > 0 ? numberField("score", t("pay.score"), "90.5", { max: 200 }) : nothing}
    ${
      this.#needs("shift").length > 0
        ? html`${timeField("began", t("pay.began"), "2026-06-05T21:30")}${timeField("ended", t("pay.ended"), "2026-06-05T23:30")}`
        : nothing
    }`;
  }

  #reckon(form: HTMLFormElement): void {
    const of = (what: "amount" | "target"): Record<string, number> =>
      Object.fromEntries(
        this.#needs(what).flatMap(({ id }) => {
          const value = formNumber(form, `${what} ${id}`);
          return value === null ? [] : [[id, value]];
        }),
      );
    const data = new FormData(form);
    const [order, score, pay] = ["order", "score", "base_pay"].map((name) => formNumber(form, name));
    const kind = kinds.find(({ id }) => id === data.get("kind"));
    const [began, ended] = [data.get("began"), data.get("ended")];
    const given = {
      amounts: of("amount"),
      targets: of("target"),
      ...(data.has("order") && order !== null ? { orders: [{ amount: order, kinds: kind?.of ?? [] }] } : {}),
      ...(data.has("score") && score !== null ? { score } : {}),
      ...(data.has("base_pay") && pay !== null ? { base_pay: pay } : {}),
      ...(began && ended ? { shifts: [{ began, ended }] } : {}),
    };
    void this.made.run((signal) => reckonWhatIf(this.rules.id, given, signal));
  }
}

const timeField = (name: string, label: string, value: string): TemplateResult =>
  html`<label>${label} <input type="datetime-local" name=${name} .defaultValue=${value} required /></label>`;
