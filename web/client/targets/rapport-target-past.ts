// Earlier targets of the same people → how often they were reached and how far off they were.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Unit } from "../../../engine/metrics/unit.js";
import type { PastAttainment } from "../../../models/index.js";
import type { Optimism } from "../../../models/targets/target-record.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { numberText } from "../words.js";
import { quarterText } from "./quarters.js";
import { chanceText } from "./rapport-target-setter.js";

@customElement("rapport-target-past")
export class RapportTargetPast extends RapportElement {
  @property({ attribute: false }) past!: PastAttainment;
  @property() unit: Unit = "money";
  @property() currency = "CNY";

  override render(): TemplateResult {
    const { ledger, kpi } = this.past;
    const title = kpi
      ? t(kpi.of === "person" ? "targets.past_kpi" : "targets.past_kpi_group", {
          share: `${Math.round(kpi.share * 100)}%`,
          cases: kpi.cases,
          reached: kpi.reached,
          median: kpi.median.toFixed(0),
        })
      : ledger.targets.length > 0
        ? t("targets.past_ledger", { reached: ledger.reached, targets: ledger.targets.length })
        : t("targets.past_none");
    return figure({
      id: "figure-past",
      number: 4,
      title,
      body: html`${
        kpi
          ? html`<p class="lab">
              ${
                kpi.of === "person"
                  ? t("targets.past_interval", {
                      low: `${Math.round(kpi.low * 100)}%`,
                      high: `${Math.round(kpi.high * 100)}%`,
                      people: kpi.people ?? 0,
                    })
                  : nothing
              }
              ${kpi.optimism ? optimismText(kpi.optimism) : nothing}
            </p>`
          : html`<div class="state"><p>${t("targets.past_no_kpi")}</p></div>`
      }
      ${this.#ledger()}`,
      foot: kpi ? t("targets.past_foot") : "",
    });
  }

  #ledger(): TemplateResult | typeof nothing {
    const { ledger } = this.past;
    if (ledger.targets.length === 0) return nothing;
    const money = (value: number): string => numberText(value, this.unit, { currency: this.currency });
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("targets.past")}>
        <table data-testid="target-past">
          <thead>
            <tr>
              <th>${t("targets.period")}</th>
              <th class="r">${t("targets.target")}</th>
              <th class="r">${t("targets.chance_short")}</th>
              <th class="r">${t("targets.actual")}</th>
              <th>${t("targets.reached")}</th>
            </tr>
          </thead>
          <tbody>
            ${[...ledger.targets].reverse().map(
              (one) =>
                html`<tr>
                  <th scope="row">${quarterText(one.from)}</th>
                  <td class="r">${money(one.value)}</td>
                  <td class="r">${chanceText(one.chance)}</td>
                  <td class="r">${money(one.actual)}</td>
                  <td>${t(one.reached ? "targets.yes" : "targets.no")}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${ledger.optimism ? html`<p class="lab">${optimismText(ledger.optimism)}</p>` : nothing}`;
  }
}

/** "Targets lay 8 % above what came (median); …". */
export const optimismText = ({ median, above, below, near, targets }: Optimism): string =>
  t(median >= 0 ? "targets.optimism_high" : "targets.optimism_low", {
    median: `${Math.abs(median * 100).toFixed(0)}%`,
    above,
    below,
    near,
    targets,
  });
