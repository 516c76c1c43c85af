// Figure: turnover unit by unit, before and after, each with interval and verdict; withheld units hatched.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { differenceUnit } from "../../../engine/metrics/unit.js";
import "../chart/rapport-change-dots.js";
import { sharedScale } from "../chart/shared-scale.js";
import { chip } from "../figure/chip.js";
import { figure } from "../figure/figure.js";
import { refusalText } from "../figure/refused.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { router } from "../router.js";
import { say, t } from "../t.js";
import { differenceRange, intervalText, numberText } from "../words.js";
import type { Fact } from "./fact.js";
import { choose } from "./facts-of.js";
import type { OverviewData, UnitRow } from "./overview-data.js";

const listJoin = { en: ", ", zh: "、" };

@customElement("rapport-unit-figure")
export class RapportUnitFigure extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  @property({ attribute: false }) data!: OverviewData;

  override render(): TemplateResult {
    const { units, level, phases, turnover } = this.data;
    const compared = units.filter(({ change }) => change !== null).length;
    return figure({
      id: "figure-units",
      number: 3,
      title: this.#title(),
      how: phases.before ? t("overview.how_units", { count: compared }) : t("overview.how_units_single"),
      body: this.#table(level),
      foot: say(turnover.formula),
      from: () => choose(this, units[0]?.after ?? null),
    });
  }

  #title(): string {
    const { units, level, phases } = this.data;
    if (!phases.before) return t("overview.fig_units_single", { level });
    const real = units.filter(({ change }) => change?.chance === "beyond_chance").map(({ name }) => name);
    if (real.length === 0) return t("overview.fig_units_none", { level });
    const zh = document.documentElement.lang.startsWith("zh");
    return t("overview.fig_units_some", {
      names: real.join(zh ? listJoin.zh : listJoin.en),
      count: real.length,
    });
  }

  #table(level: OverviewData["level"]): TemplateResult {
    const { units, phases } = this.data;
    const max = sharedScale(units.flatMap(({ before, after }) => [before, after]));
    const both = phases.before !== undefined;
    return html`<table class="tcard" data-testid="unit-table">
      <thead>
        <tr>
          <th>${t("overview.unit", { level })}</th>
          <th class="hideph">${t("overview.column_range", { max: `${Math.round(max * 100)}%` })}</th>
          <th class="r">${t(both ? "overview.column_change" : "overview.column_value")}</th>
          <th class="r hideph">
            ${t(both ? "overview.column_interval" : "overview.column_interval_single")}
          </th>
          ${both ? html`<th class="r">${t("overview.column_real")}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${units.map((unit) => this.#unit(unit, max, both))}
      </tbody>
    </table>`;
  }

  #unit(unit: UnitRow, max: number, both: boolean): TemplateResult {
    const { before, after, change, name, people } = unit;
    const refused = (after ?? before)?.refused ?? null;
    const title = html`<th scope="row">
      ${name || t("figure.unknown")}
      <span class="sub"
        >${
          people === null
            ? after?.refused
              ? nothing
              : t("overview.gone")
            : people === 0
              ? t("overview.gone")
              : t("overview.people_count", { count: people })
        }</span
      >
    </th>`;
    if (refused === "small_group")
      return html`<tr>
        ${title}
        <td class="refused" colspan=${both ? 4 : 3}><span>${refusalText(refused)} ${this.#wider()}</span></td>
      </tr>`;
    const label = `${name}: ${[before, after].map((fact) => this.#number(fact)).join(" → ")}`;
    return html`<tr>
      ${title}
      <td class="plot">
        <rapport-change-dots .was=${before} .now=${after} .max=${max} .label=${label}></rapport-change-dots>
      </td>
      <td class="r">
        <a
          href=${`?n=${encodeURIComponent((after ?? before)?.id ?? "")}`}
          class="num quiet-num"
          @click=${(event: Event) => this.#choose(event, after ?? before)}
          >${both ? html`${this.#number(before)} → ` : nothing}<b>${this.#number(after)}</b></a
        >
      </td>
      <td class="r hideph">${both ? this.#change(unit) : this.#own(after)}</td>
      ${both ? html`<td class="r">${change ? chip(change.chance, () => choose(this, after)) : nothing}</td>` : nothing}
    </tr>`;
  }

  #choose(event: Event, fact: Fact | null): void {
    event.preventDefault();
    choose(this, fact);
  }

  /** The nearest question that has an answer: one level up. */
  #wider(): TemplateResult {
    const up = this.data.level === "team" && this.data.scope?.field === "department";
    return html`<a
      href="?people=all"
      @click=${(event: Event) => {
        event.preventDefault();
        router.setSearch({ people: "all", n: null });
      }}
      >${t(up ? "states.ask_department" : "states.ask_company")}</a
    >`;
  }

  #number(fact: Fact | null): string {
    if (!fact || fact.value === null) return "–";
    return numberText(fact.value, fact.metric.unit, { low: fact.low, high: fact.high });
  }

  #own(fact: Fact | null): string {
    return fact ? intervalText(fact.low, fact.high, fact.metric.unit, fact) : "";
  }

  #change({ change, after }: UnitRow): string {
    if (!change || !after || change.chance === "too_few") return "–";
    return differenceRange(change.low, change.high, differenceUnit(after.metric.unit));
  }
}
