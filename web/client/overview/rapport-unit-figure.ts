// Figure: turnover unit by unit, before and after, each with interval and verdict; withheld units hatched.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { differenceUnit } from "../../../engine/metrics/unit.js";
import "../chart/rapport-change-dots.js";
import { sharedScale } from "../chart/shared-scale.js";
import { chip } from "../figure/chip.js";
import { figure } from "../figure/figure.js";
import { leastPersonYears, sortRows } from "../figure/little-known.js";
import { refusalText } from "../figure/refused.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { router } from "../router.js";
import { say, t } from "../t.js";
import { differenceRange, intervalText, numberText } from "../words.js";
import type { Fact } from "./fact.js";
import { choose } from "./facts-of.js";
import type { OverviewData, UnitRow } from "./overview-data.js";
import { pairPrecision } from "./pair-precision.js";

const names = (rows: UnitRow[]): string =>
  rows.map(({ name }) => name || t("figure.unknown")).join(t("evidence.comma_list"));

@customElement("rapport-unit-figure")
export class RapportUnitFigure extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  @property({ attribute: false }) data!: OverviewData;

  override render(): TemplateResult {
    const { units, level, unitsCompared, turnover, compared } = this.data;
    return figure({
      id: "figure-units",
      number: 3,
      title: this.#title(),
      how: unitsCompared ? t("overview.how_units", { count: compared }) : t("overview.how_units_single"),
      body: this.#table(level),
      foot: say(turnover.formula),
      from: () => choose(this, units[0]?.after ?? null),
    });
  }

  #title(): string {
    const { units, level, unitsCompared } = this.data;
    if (!unitsCompared) return t("overview.fig_units_single", { level });
    const verdicts = units.flatMap(({ change }) => change?.chance ?? []);
    if (verdicts.every((verdict) => verdict === "too_few")) return t("overview.fig_units_few", { level });
    const real = units.filter(({ change }) => change?.chance === "beyond_chance").map(({ name }) => name);
    if (real.length === 0) return t("overview.fig_units_none", { level });
    return t("overview.fig_units_some", {
      names: real.join(t("evidence.comma_list")),
      count: real.length,
    });
  }

  #table(level: OverviewData["level"]): TemplateResult {
    const { units, unitsCompared: both } = this.data;
    const max = sharedScale(units.flatMap(({ before, after }) => [before, after]));
    const { shown, tiny, hidden } = sortRows(units, ({ before, after }) => [before, after]);
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
        ${shown.map((unit) => this.#unit(unit, max, both))}
        ${
          tiny.length > 0
            ? html`<tr data-testid="tiny-units">
                <th scope="row" colspan=${both ? 4 : 3}>
                  ${
                    tiny.length === 1
                      ? names(tiny)
                      : t("overview.few_units", { count: tiny.length, years: leastPersonYears })
                  }
                  ${tiny.length === 1 ? nothing : html`<span class="sub names">${names(tiny)}</span>`}
                </th>
                <td class="r">${chip("too_few")}</td>
              </tr>`
            : nothing
        }
        ${
          hidden.length > 0
            ? html`<tr data-testid="hidden-units">
                <th scope="row">
                  ${hidden.length === 1 ? names(hidden) : t("overview.hidden_units", { count: hidden.length, level })}
                  ${hidden.length === 1 ? nothing : html`<span class="sub names">${names(hidden)}</span>`}
                </th>
                <td class="refused" colspan=${both ? 4 : 3}>
                  <span>${refusalText("small_group")} ${this.#wider()}</span>
                </td>
              </tr>`
            : nothing
        }
      </tbody>
    </table>`;
  }

  #unit(unit: UnitRow, max: number, both: boolean): TemplateResult {
    const { before, after, change, name, people } = unit;
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
    const label = `${name}: ${[before, after].map((fact) => this.#number(fact, unit)).join(" → ")}`;
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
          >${both ? html`${before === null ? t("overview.new_unit") : this.#number(before, unit)} → ` : nothing}<b
            >${this.#number(after, unit)}</b
          ></a
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
  #wider(): TemplateResult | typeof nothing {
    // Already as wide as this reader's rights go.
    if (this.data.scope === null) return nothing;
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

  #number(fact: Fact | null, unit: UnitRow): string {
    if (!fact || fact.value === null) return "–";
    return numberText(fact.value, fact.metric.unit, pairPrecision(unit));
  }

  #own(fact: Fact | null): string {
    return fact ? intervalText(fact.low, fact.high, fact.metric.unit, fact) : "";
  }

  #change({ change, after }: UnitRow): string {
    if (!change || !after || change.chance === "too_few") return "–";
    return differenceRange(change.low, change.high, differenceUnit(after.metric.unit));
  }
}
