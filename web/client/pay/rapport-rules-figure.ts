// Rules in words, version by version, and their worked examples with every line.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { PayRulesView } from "../../server/pay-routes.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { monthText } from "../words.js";
import { moneyText, type Currency } from "./pay-data.js";
import { traceTable } from "./trace-table.js";

@customElement("rapport-rules-figure")
export class RapportRulesFigure extends RapportElement {
  @property({ attribute: false }) rules!: PayRulesView;
  @property({ attribute: false }) money!: Currency;

  override render(): TemplateResult {
    const { rules } = this;
    return figure({
      id: "figure-rules",
      number: 1,
      title: t("pay.fig_rules", { name: say(rules.name) }),
      how: t("pay.how_rules"),
      body: html`${rules.isUndeclared ? html`<p class="slip" role="alert">${t("pay.undeclared")}</p>` : nothing}
      ${rules.versions.toReversed().map(
        ({ version, from, rules: list }) =>
          html`<h3 class="sub-head">${t("pay.version", { version, from: monthText(from) })}</h3>
            <dl class="kv card-facts">
              ${list.map(
                ({ name, words }) =>
                  html`<dt>${say(name)}</dt>
                    <dd>${say(words)}</dd>`,
              )}
            </dl>`,
      )}
      ${
        rules.examples.length === 0
          ? nothing
          : html`<h3 class="sub-head">${t("pay.examples")}</h3>
              ${rules.examples.map(
                ({ text, result }) =>
                  html`<details class="pay-example">
                    <summary>
                      <span>${say(text)}</span>
                      <b>${moneyText(result.total, this.money)}</b>
                    </summary>
                    ${traceTable(result, this.money, { dated: false })}
                  </details>`,
              )}`
      }`,
    });
  }
}
