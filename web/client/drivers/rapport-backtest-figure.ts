// Figure: how good the model was on months it had not seen: calibration, what acting on it is worth, lift, and its rivals.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { AttritionView } from "../../server/attrition-view.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import type { MessageKey } from "../messages/index.js";
import "./rapport-calibration-plot.js";
import "./rapport-decision-plot.js";

@customElement("rapport-backtest-figure")
export class RapportBacktestFigure extends RapportElement {
  @property({ attribute: false }) model!: AttritionView;
  @property({ type: Number }) number = 3;

  override render(): TemplateResult {
    const { bins, decision, slope, lift, candidates } = this.model;
    return figure({
      id: "figure-backtest",
      number: this.number,
      title: lift
        ? t("drivers.fig_backtest_lift", { lift: lift.lift.toFixed(1) })
        : t("drivers.fig_backtest"),
      how: t("drivers.how_backtest"),
      body: html`<div class="shapes wide">
          <div>
            <h3>${t("drivers.calibrated")}</h3>
            <p class="how">
              ${
                slope
                  ? t("drivers.slope", {
                      slope: slope.value.toFixed(2),
                      low: slope.low.toFixed(2),
                      high: slope.high.toFixed(2),
                    })
                  : nothing
              }
            </p>
            <rapport-calibration-plot .bins=${bins}></rapport-calibration-plot>
          </div>
          ${
            decision.length > 1
              ? html`<div>
                  <h3>${t("drivers.decision")}</h3>
                  <p class="how">${t("drivers.how_decision")}</p>
                  <rapport-decision-plot .points=${decision}></rapport-decision-plot>
                </div>`
              : nothing
          }
        </div>
        <table data-testid="candidates">
          <thead>
            <tr>
              <th>${t("drivers.candidate")}</th>
              <th class="r">${t("drivers.log_loss")}</th>
              <th class="r">AUC</th>
              <th class="r">${t("drivers.worse_by")}</th>
            </tr>
          </thead>
          <tbody>
            ${candidates.map(
              (one) =>
                html`<tr>
                  <th scope="row">
                    ${t(`drivers.candidate_${one.id}` as MessageKey)}
                    ${one.isChampion ? html`<small>${t("drivers.champion")}</small>` : nothing}
                  </th>
                  <td class="r">${one.logLoss.toFixed(5)}</td>
                  <td class="r">${one.rocAuc.toFixed(3)}</td>
                  <td class="r">
                    ${one.isChampion ? "–" : `${one.difference.toFixed(5)} ± ${(2 * one.error).toFixed(5)}`}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>`,
      foot: lift
        ? t("drivers.foot_backtest", {
            lift: lift.lift.toFixed(1),
            low: lift.low.toFixed(1),
            high: lift.high.toFixed(1),
          })
        : undefined,
    });
  }
}
