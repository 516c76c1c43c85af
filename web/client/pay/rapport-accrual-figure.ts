// Past periods → earned, fallen due, and owed at each month's end.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Accrual, PayRulesView } from "../../server/pay-routes.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { monthText } from "../words.js";
import { amountText, lastPeriods, moneyText, readAccrual, type Currency } from "./pay-data.js";
import { bar } from "./rapport-simulation-figure.js";

@customElement("rapport-accrual-figure")
export class RapportAccrualFigure extends RapportElement {
  @property({ attribute: false }) rules!: PayRulesView;
  @property({ attribute: false }) money!: Currency;
  @property() until = "";
  private readonly found = new Load<Accrual>(this);

  override render(): TemplateResult {
    const found = this.found.value;
    const last = found?.months.findLast(({ month }) => month <= this.until);
    const { from, to } = lastPeriods(this.rules.period, this.until);
    return figure({
      id: "figure-accrual",
      number: 4,
      title: last
        ? t("pay.fig_accrual_made", {
            amount: moneyText(last.outstanding, this.money),
            month: monthText(last.month),
          })
        : t("pay.fig_accrual"),
      how: t("pay.how_accrual", { days: this.rules.days }),
      body: html`<form
          class="programme-form"
          @submit=${(event: SubmitEvent) => {
            event.preventDefault();
            const data = new FormData(event.target as HTMLFormElement);
            const text = (name: string): string => String(data.get(name)).trim();
            const question = { id: this.rules.id, from: text("from"), to: text("to") };
            void this.found.run((signal) => readAccrual(question, signal));
          }}
        >
          <label>${t("pay.from")}<input name="from" .defaultValue=${from} required maxlength="8" /></label>
          <label>${t("pay.to")}<input name="to" .defaultValue=${to} required maxlength="8" /></label>
          <button class="out" data-testid="show-accrual">${t("pay.show")}</button>
        </form>
        ${
          found
            ? this.#table(found)
            : this.found.state.is === "idle"
              ? nothing
              : html`<rapport-state
                  .load=${this.found.state}
                  .doing=${t("pay.showing")}
                  @retry=${() => this.found.retry()}
                  @cancel=${() => this.found.stop()}
                ></rapport-state>`
        }`,
    });
  }

  #table({ months, incomplete }: Accrual): TemplateResult {
    const most = Math.max(1, ...months.map(({ outstanding }) => outstanding));
    return html`<div class="scroll" tabindex="0">
        <table data-testid="accrual">
          <thead>
            <tr>
              <th>${t("pay.month_head")}</th>
              <th class="r">${t("pay.earned")}</th>
              <th class="r">${t("pay.fell_due")}</th>
              <th class="r">${t("pay.outstanding")}</th>
              <th class="hideph"></th>
            </tr>
          </thead>
          <tbody>
            ${months.map(
              ({ month, earned, due, outstanding }) =>
                html`<tr>
                  <td>${monthText(month)}</td>
                  <td class="r">${amountText(earned, this.money)}</td>
                  <td class="r">${amountText(due, this.money)}</td>
                  <td class="r">${amountText(outstanding, this.money)}</td>
                  <td class="plot hideph">${bar(outstanding / most)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${incomplete > 0 ? html`<p class="slip">${t("pay.incomplete", { n: incomplete })}</p>` : nothing}`;
  }
}
