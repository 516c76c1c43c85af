// Pay rules: what a file says with its worked examples, a calculator, two sets of rules on the past, what is owed, single people.
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import type { PayRulesAnswer, PayRulesView } from "../../server/pay-routes.js";
import { brokenFiles } from "../figure/broken-files.js";
import { Load } from "../load.js";
import { RapportPage } from "../rapport-page.js";
import { router } from "../router.js";
import { say, t } from "../t.js";
import { readPayRules } from "./pay-data.js";
import "./rapport-accrual-figure.js";
import "./rapport-people-figures.js";
import "./rapport-rules-figure.js";
import "./rapport-simulation-figure.js";
import "./rapport-what-if-figure.js";

/** The chosen rules are in the address: `?rules=ID`. */
@customElement("rapport-pay-page")
export class RapportPayPage extends RapportPage {
  private readonly answer = new Load<PayRulesAnswer>(this);

  protected override ask(): void {
    void this.answer.run((signal) => readPayRules(signal));
  }

  get #chosen(): PayRulesView | undefined {
    const { rules = [] } = this.answer.value ?? {};
    const wanted = router.place.search.get("rules");
    return (
      rules.find(({ id }) => id === wanted) ?? rules.find(({ id }) => id === "sales-commission") ?? rules[0]
    );
  }

  override render(): TemplateResult {
    const answer = this.answer.value;
    const chosen = this.#chosen;
    return html`<header class="head">
        <p class="crumb">${t("pay.crumb")}</p>
        <h1 data-testid="title">${t("pay.h1")}</h1>
        ${answer && chosen ? this.#controls(answer, chosen) : nothing}
      </header>
      <div class="cols">
        <div class="stack">${this.#main(answer, chosen)}</div>
        <aside class="margin" aria-label=${t("pay.not")}>
          ${answer && chosen ? this.#notes(answer, chosen) : nothing}
        </aside>
      </div>`;
  }

  #controls({ rules }: PayRulesAnswer, chosen: PayRulesView): TemplateResult {
    return html`<div class="asof">
      <label
        >${t("pay.rules")}
        <select
          data-testid="rules"
          @change=${(event: Event) => router.setSearch({ rules: (event.target as HTMLSelectElement).value })}
        >
          ${rules.map(({ id, name }) => html`<option value=${id} ?selected=${id === chosen.id}>${say(name)}</option>`)}
        </select></label
      >
    </div>`;
  }

  #main(answer: PayRulesAnswer | undefined, chosen: PayRulesView | undefined): TemplateResult {
    if (!answer) return this.waiting(this.answer, t("pay.doing"));
    return html`${brokenFiles(t("pay.broken"), answer.problems)}
    ${
      chosen
        ? keyed(`${chosen.id} ${this.asked}`, this.#figures(answer, chosen))
        : html`<div class="state" data-testid="empty">
            <p><b>${t("pay.none")}</b></p>
            <p>${t("pay.none_next")}</p>
          </div>`
    }`;
  }

  #figures(answer: PayRulesAnswer, chosen: PayRulesView): TemplateResult {
    const money = { currency: answer.currency, digits: answer.digits };
    const mayRead = answer.people !== "none" && !chosen.isUndeclared;
    return html`<rapport-rules-figure .rules=${chosen} .money=${money}></rapport-rules-figure>
      <rapport-what-if-figure .rules=${chosen} .money=${money}></rapport-what-if-figure>
      ${
        answer.canCompare
          ? html`<rapport-simulation-figure
                .rules=${chosen}
                .all=${answer.rules}
                .money=${money}
                .until=${answer.history.to}
                .k=${this.meta.workspace.k}
              ></rapport-simulation-figure>
              ${
                chosen.isUndeclared
                  ? nothing
                  : html`<rapport-accrual-figure
                      .rules=${chosen}
                      .money=${money}
                      .until=${answer.history.to}
                    ></rapport-accrual-figure>`
              }`
          : html`<div class="state" data-testid="no-comparison"><p>${t("pay.no_rights")}</p></div>`
      }
      ${
        mayRead
          ? html`<rapport-people-figures
              .rules=${chosen}
              .answer=${answer}
              .money=${money}
              .number=${answer.canCompare ? 5 : 3}
            ></rapport-people-figures>`
          : nothing
      }`;
  }

  #notes(
    { currency }: PayRulesAnswer,
    { about, file, isOwn, period, days, id }: PayRulesView,
  ): TemplateResult {
    return html`<section class="mn light">
        <h2>${t("pay.about")}</h2>
        ${about ? html`<p>${say(about)}</p>` : nothing}
        <dl class="kv">
          <dt>${t("pay.file")}</dt>
          <dd>${isOwn ? `pay-rules/${file}` : t("pay.shipped")}</dd>
          <dt>${t("pay.period")}</dt>
          <dd>${t(period === "month" ? "pay.month" : "pay.quarter")}</dd>
          <dt>${t("pay.lag")}</dt>
          <dd>${t("pay.lag_days", { days })}</dd>
          <dt>${t("pay.money")}</dt>
          <dd>${t("pay.money_text", { currency })}</dd>
        </dl>
      </section>
      <section class="mn light">
        <h2>${t("pay.not")}</h2>
        <p>${t("pay.not_text")}</p>
      </section>
      <section class="mn light">
        <h2>${t("pay.payroll")}</h2>
        <p>${t("pay.payroll_text", { id })}</p>
      </section>`;
  }
}
