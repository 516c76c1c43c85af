// Margin: the running quarter, what a target does not do, where the forecast comes from.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { TargetsView } from "../../server/targets-view.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { intervalText, numberText, spanText } from "../words.js";

@customElement("rapport-target-notes")
export class RapportTargetNotes extends RapportElement {
  @property({ attribute: false }) view!: TargetsView;
  @property() currency = "CNY";

  override render(): TemplateResult {
    const { method, reason, card, history, warnings } = this.view;
    const window = spanText(history[0].month, history.at(-1)!.month);
    return html`${this.#running()}
      <section class="mn light">
        <h2>${t("targets.not")}</h2>
        <p>${t("targets.not_text")}</p>
      </section>
      <section class="mn light" data-testid="forecast-card">
        <h2>${t("targets.where")}</h2>
        <dl class="kv">
          <dt>${t("targets.method")}</dt>
          <dd>${say(method)}</dd>
          <dt>${t("targets.test")}</dt>
          <dd>${say(reason)}</dd>
          <dt>${t("targets.window")}</dt>
          <dd>${window}</dd>
          <dt>${t("targets.limits")}</dt>
          <dd>
            <ul class="lines">
              ${[...card.limits, ...warnings.map(({ text }) => text)].map((limit) => html`<li>${say(limit)}</li>`)}
            </ul>
          </dd>
        </dl>
      </section>`;
  }

  #running(): TemplateResult | typeof nothing {
    const running = this.view.quarters.find(({ monthsKnown }) => monthsKnown > 0);
    if (!running) return nothing;
    const money = (value: number): string => numberText(value, this.view.unit, { currency: this.currency });
    return html`<section class="mn">
      <h2>${t("targets.so_far")}</h2>
      <dl class="kv">
        <dt>${t("targets.known")}</dt>
        <dd>${t("targets.known_months", { value: money(running.known), count: running.monthsKnown })}</dd>
        <dt>${t("targets.nowcast")}</dt>
        <dd>
          ${t("targets.between", {
            mean: money(running.mean),
            range: intervalText(running.low80, running.high80, this.view.unit, { currency: this.currency }),
          })}
        </dd>
      </dl>
    </section>`;
  }
}
