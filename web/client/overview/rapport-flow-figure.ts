// Figure: headcount, hires and exits month by month.
import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import "../chart/rapport-flow-chart.js";
import { figure, tableSwitch } from "../figure/figure.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { monthText, numberText } from "../words.js";
import { eventsShown } from "./events-shown.js";
import { choose } from "./facts-of.js";
import type { OverviewData } from "./overview-data.js";

@customElement("rapport-flow-figure")
export class RapportFlowFigure extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  @property({ attribute: false }) data!: OverviewData;
  @state() private asTable = false;

  override render(): TemplateResult {
    const { flow, phases, shown, headcount, startHeadcount } = this.data;
    const by = (headcount?.value ?? 0) - (startHeadcount?.value ?? 0);
    return figure({
      id: "figure-headcount",
      number: 2,
      title: t("overview.fig_flow", {
        change: by > 0 ? "up" : by < 0 ? "down" : "level",
        by: numberText(Math.abs(by), "count"),
      }),
      how: t("overview.how_flow"),
      controls: tableSwitch(this.asTable, () => (this.asTable = !this.asTable)),
      body: this.asTable
        ? this.#table()
        : html`<rapport-flow-chart
            .flow=${flow}
            .phases=${phases}
            .shown=${shown}
            .events=${eventsShown(this.meta.events, shown)}
          ></rapport-flow-chart>`,
      foot: t("overview.foot_flow"),
      from: () => choose(this, headcount),
    });
  }

  #table(): TemplateResult {
    return html`<div class="scroll tall" tabindex="0" role="region" aria-label=${t("overview.headcount")}>
      <table>
        <thead>
          <tr>
            <th>${t("overview.window")}</th>
            <th class="r">${t("overview.headcount")}</th>
            <th class="r">${t("overview.hires")}</th>
            <th class="r">${t("overview.exits")}</th>
          </tr>
        </thead>
        <tbody>
          ${this.data.flow.map(
            ({ month, headcount, hires, exits }) =>
              html`<tr>
                <th scope="row">${monthText(month)}</th>
                ${[headcount, hires, exits].map((value) => html`<td class="r">${numberText(value, "count")}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
