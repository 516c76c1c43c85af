// Figure: alpha over items, agreement of raters, and what their leniency adds, per dimension.
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CompetencyView } from "../../server/competency-view.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { points, two, twoRange, type Around } from "./competency-words.js";

@customElement("rapport-reliability-figure")
export class RapportReliabilityFigure extends RapportElement {
  @property({ attribute: false }) model!: CompetencyView;
  @property({ type: Number }) number = 3;

  override render(): TemplateResult {
    const { dimensions } = this.model;
    const count = dimensions.length;
    const leniency = dimensions.reduce((sum, d) => sum + d.reliability.spread.leniency, 0) / count;
    const raters = dimensions.reduce((sum, d) => sum + d.reliability.ratersPerPerson, 0) / count;
    const selves = dimensions.flatMap((d) => d.relationships.filter((r) => r.relationship === "self"));
    const self = selves.reduce((sum, r) => sum + r.value, 0) / selves.length;
    const isSure = selves.length > 0 && selves.every((r) => r.value > 1.96 * r.error);
    return figure({
      id: "figure-reliability",
      number: this.number,
      title:
        leniency >= 0.5
          ? t("competency.fig_leniency", { points: points(leniency) })
          : t("competency.fig_reliability"),
      how: t("competency.how_reliability"),
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("competency.fig_reliability")}>
        <table>
          <thead>
            <tr>
              <th class="names">${t("competency.dimension")}</th>
              <th class="r">${t("competency.alpha")}</th>
              <th class="r">${t("competency.one_rater")}</th>
              <th class="r">${t("competency.all_raters", { raters: points(raters) })}</th>
              <th class="r">${t("competency.corrected")}</th>
              <th class="r">${t("competency.leniency_sd")}</th>
              <th class="r">${t("competency.beyond")}</th>
            </tr>
          </thead>
          <tbody>
            ${dimensions.map(
              ({ label, reliability: r, raters: all }) =>
                html`<tr>
                  <th scope="row">${say(label)}</th>
                  <td class="r">${r.alpha ? around(r.alpha) : t("competency.no_items")}</td>
                  <td class="r">${around(r.oneRater)}</td>
                  <td class="r">${around(r.meanOfRaters)}</td>
                  <td class="r">${two(r.corrected)}</td>
                  <td class="r">${points(r.spread.leniency)}</td>
                  <td class="r">${all.lenient} / ${all.severe}<span class="sub">${all.all}</span></td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
      foot: t("competency.foot_reliability", {
        self: isSure ? t("competency.self", { points: points(self) }) : "",
      }).trim(),
    });
  }
}

const around = (estimate: Around): TemplateResult =>
  html`${two(estimate.value)}<span class="sub">${twoRange(estimate)}</span>`;
