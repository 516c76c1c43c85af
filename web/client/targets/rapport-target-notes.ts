// Margin: the running quarter, what a target does not do, where the forecast comes from.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { TargetsView } from "../../server/targets-view.js";
import type { TargetNowcast } from "../../../models/targets/nowcast-target.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { chanceText } from "./rapport-target-setter.js";
import { intervalText, numberText, spanText } from "../words.js";

const percent = (share: number): string => `${(share * 100).toFixed(0)}%`;

@customElement("rapport-target-notes")
export class RapportTargetNotes extends RapportElement {
  @property({ attribute: false }) view!: TargetsView;
  @property() currency = "CNY";
  @property({ attribute: false }) nowcast: TargetNowcast | null = null;

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
    const { nowcast } = this;
    const running = nowcast ?? this.view.quarters.find(({ monthsKnown }) => monthsKnown > 0);
    if (!running) return nothing;
    const money = (value: number): string => numberText(value, this.view.unit, { currency: this.currency });
    return html`<section class="mn" data-testid="nowcast">
      <h2>${t("targets.so_far")}</h2>
      <dl class="kv">
        <dt>${t("targets.known")}</dt>
        <dd>
          ${
            nowcast
              ? t("targets.known_days", {
                  value: money(nowcast.known),
                  worked: nowcast.worked,
                  days: nowcast.workingDays,
                })
              : money(running.known)
          }
        </dd>
        <dt>${t("targets.nowcast")}</dt>
        <dd>
          ${t("targets.between", {
            mean: money(running.mean),
            range: intervalText(running.low80, running.high80, this.view.unit, { currency: this.currency }),
          })}
        </dd>
        ${
          nowcast
            ? html`<dt>${t("targets.due_by_now")}</dt>
                <dd>
                  ${
                    nowcast.done === null || nowcast.points === null
                      ? t("targets.due_plain", { due: percent(nowcast.due) })
                      : t("targets.done_due", {
                          done: percent(nowcast.done),
                          due: percent(nowcast.due),
                          points: `${nowcast.points >= 0 ? "+" : "−"}${Math.abs(nowcast.points).toFixed(1)}`,
                        })
                  }
                </dd>`
            : nothing
        }
        ${
          nowcast && nowcast.target !== null && nowcast.probability !== null
            ? html`<dt>${t("targets.on_record")}</dt>
                <dd>
                  ${t("targets.on_record_text", {
                    target: money(nowcast.target),
                    chance: chanceText(nowcast.probability),
                  })}
                </dd>`
            : nothing
        }
      </dl>
    </section>`;
  }
}
