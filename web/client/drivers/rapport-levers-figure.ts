// Figure: what goes with a change that a manager can make: expected exits as they are and after it, and the word on cause.
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { AttritionView } from "../../server/attrition-view.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { numberText } from "../words.js";

@customElement("rapport-levers-figure")
export class RapportLeversFigure extends RapportElement {
  @property({ attribute: false }) levers: AttritionView["levers"] = [];
  @property({ type: Number }) number = 4;

  override render(): TemplateResult {
    return figure({
      id: "figure-levers",
      number: this.number,
      title: t("drivers.fig_levers"),
      how: t("drivers.how_levers"),
      body: html`<div class="scroll" tabindex="0">
        <table>
          <thead>
            <tr>
              <th>${t("drivers.lever")}</th>
              <th class="r">${t("drivers.concerned")}</th>
              <th class="r">${t("drivers.exits_now")}</th>
              <th class="r">${t("drivers.exits_after")}</th>
              <th class="r">${t("drivers.exits_change")}</th>
            </tr>
          </thead>
          <tbody>
            ${this.levers.map(
              ({ action, people, now, after, low, high }) =>
                html`<tr>
                  <th scope="row">${say(action)}</th>
                  <td class="r">${numberText(people, "count")}</td>
                  <td class="r">${now.toFixed(1)}</td>
                  <td class="r">${after.toFixed(1)}</td>
                  <td class="r">${signed(after - now)} <small>(${signed(low)} … ${signed(high)})</small></td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
      foot: t("drivers.foot_levers"),
    });
  }
}

const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
