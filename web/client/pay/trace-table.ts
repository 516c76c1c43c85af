// A calculation → its lines, which add up to the total in the last row.
import { html, nothing, type TemplateResult } from "lit";
import type { PayResult } from "../../server/pay-routes.js";
import { say, t } from "../t.js";
import { dayText } from "../words.js";
import { amountText, moneyText, type Currency } from "./pay-data.js";

export const traceTable = (result: PayResult, money: Currency, { dated = true } = {}): TemplateResult =>
  html`${
    result.lines.length === 0
      ? html`<p class="how">${t("pay.no_lines")}</p>`
      : html`<div class="scroll" tabindex="0">
          <table class="trace" data-testid="trace">
            <thead>
              <tr>
                <th>${t("pay.line")}</th>
                <th class="r hideph">${t("pay.on")}</th>
                <th class="r">${t("pay.rate")}</th>
                <th class="r">${t("pay.amount")}</th>
                ${dated ? html`<th class="r hideph">${t("pay.due")}</th>` : nothing}
              </tr>
            </thead>
            <tbody>
              ${result.lines.map(
                ({ text, base, rate, fen, due }) =>
                  html`<tr>
                    <td class="wrap">${say(text)}</td>
                    <td class="r hideph">${base === null ? "" : amountText(base, money)}</td>
                    <td class="r">${rate}</td>
                    <td class="r">${amountText(fen, money)}</td>
                    ${dated ? html`<td class="r hideph">${dayText(due)}</td>` : nothing}
                  </tr>`,
              )}
              <tr>
                <th scope="row">${t("pay.total")}</th>
                <td class="hideph"></td>
                <td></td>
                <td class="r"><b data-testid="trace-total">${moneyText(result.total, money)}</b></td>
                ${dated ? html`<td class="hideph"></td>` : nothing}
              </tr>
            </tbody>
          </table>
        </div>`
  }
  ${result.missing.map(({ rule, reason }) => html`<p class="slip">${t("pay.missing", { rule, reason })}</p>`)}`;
