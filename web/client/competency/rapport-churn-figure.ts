// Figure: clients lost, by the competency of those who look after them; and why that says little of any one client.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CompetencyView } from "../../server/competency-view.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { dayText } from "../words.js";
import { nameIn, percent, percentRange, points, pointsRange, type Around } from "./competency-words.js";

type Churn = NonNullable<CompetencyView["churn"]>;

const hundred = ({ value, low, high }: Around): Around => ({
  value: 100 * value,
  low: 100 * low,
  high: 100 * high,
});
const share = (side: Around & { clients: number }): TemplateResult =>
  html`<td class="r">
    ${percent(side.value)}<span class="sub"
      >${t("competency.range_of", { range: percentRange(side), of: t("competency.of_clients", { count: side.clients }) })}</span
    >
  </td>`;

@customElement("rapport-churn-figure")
export class RapportChurnFigure extends RapportElement {
  @property({ attribute: false }) model!: CompetencyView;
  @property({ type: Number }) number = 5;

  override render(): TemplateResult {
    const churn = this.model.churn!;
    const { links, needed, clients, lost, big, cut } = churn;
    const sure = links.filter(({ q }) => q < 0.05);
    return figure({
      id: "figure-churn",
      number: this.number,
      title: t(
        links.length === 0
          ? "competency.fig_churn_needed"
          : sure.length > 0
            ? "competency.fig_churn"
            : "competency.fig_churn_none",
        { dimension: sure.length > 0 ? nameIn(this.model.dimensions, sure[0].dimension) : "" },
      ),
      how: t("competency.how_churn", {
        clients,
        lost,
        share: percent(lost / clients),
        date: dayText(cut),
        big: big.clients,
        bigLost: big.lost,
      }),
      body: needed
        ? html`<div class="state">
            <p><b>${t("competency.churn_needed", { ...needed })}</b></p>
          </div>`
        : this.#table(churn),
      foot: say(churn.caveat),
    });
  }

  #table({ links }: Churn): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("competency.fig_churn_none")}>
        <table data-testid="churn">
          <thead>
            <tr>
              <th>${t("competency.dimension")}</th>
              <th class="r">${t("competency.churn_lower")}</th>
              <th class="r">${t("competency.churn_upper")}</th>
              <th class="r">${t("competency.churn_ten")}</th>
              <th class="r">q</th>
            </tr>
          </thead>
          <tbody>
            ${links.map(({ dimension, lower, upper, perTen, q }) => {
              const change = hundred(perTen);
              return html`<tr>
                <th scope="row">${nameIn(this.model.dimensions, dimension)}</th>
                ${share(lower)} ${share(upper)}
                <td class="r">${points(change.value)}<span class="sub">${pointsRange(change)}</span></td>
                <td class="r">${q < 0.001 ? "< 0.001" : q.toFixed(3)}</td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
      ${
        links.some(({ ratedLate }) => ratedLate > 0)
          ? html`<p class="how spaced">
              ${t("competency.churn_late", { count: Math.max(...links.map(({ ratedLate }) => ratedLate)) })}
            </p>`
          : nothing
      }`;
  }
}
