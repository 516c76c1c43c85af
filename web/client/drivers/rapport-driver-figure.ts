// Figure: the forest plot of drivers, or the same as a table.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { AttritionView, DriverView } from "../../server/attrition-view.js";
import { chip } from "../figure/chip.js";
import { figure, tableSwitch } from "../figure/figure.js";
import { refusalText } from "../figure/refused.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { numberText } from "../words.js";
import { nameList } from "./name-list.js";
import { ratioRange, ratioText } from "./ratio-text.js";
import { comparisonsIn } from "./comparisons.js";
import "./rapport-forest-plot.js";

/** The strongest evidence first; the rest on demand. */
const fewDrivers = 12;

@customElement("rapport-driver-figure")
export class RapportDriverFigure extends RapportElement {
  @property({ attribute: false }) model!: AttritionView;
  @state() private asTable = false;
  @state() private all = false;

  override render(): TemplateResult {
    const { drivers, events, rows } = this.model;
    const real = drivers.filter(({ beyondChance }) => beyondChance);
    // One or two left over are not worth a button.
    const few = Math.max(fewDrivers, real.length);
    const shown = this.all || drivers.length <= few + 2 ? drivers : drivers.slice(0, few);
    const ordered = shown === drivers && drivers.length > few ? underTheirInput(drivers) : shown;
    return figure({
      id: "figure-drivers",
      number: 1,
      title:
        real.length > 0
          ? capital(t("drivers.fig_forest_some", { names: nameList(real.slice(0, 3)), count: real.length }))
          : t("drivers.fig_forest"),
      how: t("drivers.how_forest", { count: comparisonsIn(drivers) }),
      controls: tableSwitch(this.asTable, () => (this.asTable = !this.asTable)),
      body: this.#body(ordered, drivers.length > few + 2, drivers.length - few),
      foot: t("drivers.foot_forest", {
        events: numberText(events, "count"),
        months: numberText(rows, "count"),
      }),
    });
  }

  #body(shown: DriverView[], isLong: boolean, rest: number): TemplateResult {
    return html`${
      this.asTable ? this.#table(shown) : html`<rapport-forest-plot .drivers=${shown}></rapport-forest-plot>`
    }
    ${
      isLong
        ? html`<p class="acts">
            <button class="link" aria-expanded=${this.all} @click=${() => (this.all = !this.all)}>
              ${t(this.all ? "drivers.show_few" : "drivers.show_rest", { count: rest })}
            </button>
          </p>`
        : nothing
    }`;
  }

  #table(drivers: DriverView[]): TemplateResult {
    return html`<table>
      <thead>
        <tr>
          <th>${t("drivers.driver")}</th>
          <th class="r">${t("drivers.times")}</th>
          <th class="r">${t("drivers.interval")}</th>
          <th class="r">${t("drivers.exits")}</th>
          <th class="r">${t("overview.column_real")}</th>
        </tr>
      </thead>
      <tbody>
        ${drivers.map((driver) =>
          driver.rateRatio === null
            ? html`<tr>
                <th scope="row">${say(driver.contrast)}</th>
                <td class="refused" colspan="4"><span>${refusalText("small_group")}</span></td>
              </tr>`
            : html`<tr>
                <th scope="row">${say(driver.contrast)}</th>
                <td class="r"><b>${ratioText(known(driver))}</b></td>
                <td class="r">${ratioRange(known(driver))}</td>
                <td class="r">${driver.exits ?? "–"}</td>
                <td class="r">${chip(driver.beyondChance ? "beyond_chance" : "could_be_chance")}</td>
              </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

/** Those beyond chance first; then levels of one input (departments, sources) together, in the order of the strongest. */
export function underTheirInput(drivers: DriverView[]): DriverView[] {
  const real = drivers.filter(({ beyondChance }) => beyondChance);
  const rest = drivers.filter(({ beyondChance }) => !beyondChance);
  const inputs = [...new Set(rest.map(({ input }) => input))];
  return [...real, ...inputs.flatMap((input) => rest.filter((driver) => driver.input === input))];
}

const known = ({ rateRatio, low, high }: DriverView) => ({ rateRatio: rateRatio!, low: low!, high: high! });

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
