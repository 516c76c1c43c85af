// Figure: a quarter from the company down to each person: forecasts that add up, targets on record beside them, gaps named.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Unit } from "../../../engine/metrics/unit.js";
import type { HierarchyAnswer, TargetSums } from "../../../models/index.js";
import { figure } from "../figure/figure.js";
import type { MessageKey } from "../messages/index.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { t } from "../t.js";
import { quarterText } from "../targets/quarters.js";
import { intervalText, monthText, numberText } from "../words.js";
import { hierarchyRows, widestGap, type HierarchyRow } from "./hierarchy-rows.js";

const levelNames: Readonly<Record<string, MessageKey>> = {
  company: "targets.company",
  left_or_to_come: "standing.left",
};
const measuredAt: Readonly<Record<string, MessageKey>> = {
  company: "standing.l_company",
  division: "standing.l_division",
  department: "standing.l_department",
  team: "standing.l_team",
  person: "standing.l_person",
};

@customElement("rapport-hierarchy-figure")
export class RapportHierarchyFigure extends RapportElement {
  @property({ attribute: false }) found!: HierarchyAnswer;
  @property({ attribute: false }) sums!: TargetSums;
  @property() unit: Unit = "money";
  @property() currency = "CNY";
  /** Units whose people are shown. */
  @state() private open: ReadonlySet<string> = new Set();

  override render(): TemplateResult {
    const rows = hierarchyRows(this.found, this.sums);
    return figure({
      id: "figure-hierarchy",
      number: 2,
      title: this.#title(rows),
      how: t("standing.how_hierarchy", {
        quarter: quarterText(this.found.from),
        month: monthText(this.found.until),
      }),
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("standing.hierarchy")}>
        <table class="hierarchy" data-testid="hierarchy">
          <thead>
            <tr>
              <th class="names">${t("standing.unit")}</th>
              <th class="r">${t("targets.forecast")}</th>
              <th class="r hideph">${t("targets.interval80")}</th>
              <th class="r hideph">${t("standing.alone")}</th>
              <th class="r">${t("targets.target")}</th>
              <th class="r hideph">${t("standing.parts")}</th>
              <th class="r">${t("standing.gap")}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => this.#unit(row))}
          </tbody>
        </table>
      </div>`,
      foot: this.#foot(),
    });
  }

  #title(rows: readonly HierarchyRow[]): string {
    const [whole] = rows;
    const quarter = quarterText(this.found.from);
    const widest = widestGap(rows);
    if (widest)
      return t(widest.gap > 0 ? "targets.sums_short" : "targets.sums_over", {
        whole: nameOf(widest.row),
        gap: this.#money(Math.abs(widest.gap)),
      });
    return whole
      ? t("standing.fig_hierarchy", { quarter, mean: this.#money(whole.value) })
      : t("standing.hierarchy");
  }

  #unit(row: HierarchyRow): TemplateResult {
    const key = `${row.level} ${row.name}`;
    const isOpen = this.open.has(key);
    const turn = (): void => {
      const open = new Set(this.open);
      if (!open.delete(key)) open.add(key);
      this.open = open;
    };
    const people =
      row.people.length === 0
        ? nothing
        : html`<button class="from" type="button" aria-expanded=${isOpen} @click=${turn}>
            ${t(isOpen ? "standing.hide_people" : "standing.show_people", { n: row.people.length })}
          </button>`;
    return html`${this.#row(row, people)}${isOpen ? row.people.map((person) => this.#row(person, nothing)) : nothing}`;
  }

  #row(row: HierarchyRow, people: TemplateResult | typeof nothing): TemplateResult {
    const { depth, value, low80, high80, forecast, target, parts, level } = row;
    return html`<tr class=${level === "person" ? "person" : `depth-${Math.min(depth, 3)}`}>
      <th scope="row" .style=${`--depth:${depth}`}>${nameOf(row)} ${people}</th>
      <td class="r"><b>${this.#money(value)}</b></td>
      <td class="r hideph">${intervalText(low80, high80, this.unit, { currency: this.currency })}</td>
      <td class="r hideph">${this.#money(forecast)}</td>
      <td class="r">${target === null ? "–" : this.#money(target)}</td>
      <td class="r hideph">
        ${level === "person" ? nothing : parts === null || parts.sum === null ? "–" : this.#money(parts.sum)}
        ${parts && parts.missing > 0 ? html`<span class="sub">${t("targets.parts_missing", { n: parts.missing })}</span>` : nothing}
      </td>
      <td class="r">
        ${level === "person" ? nothing : parts === null || parts.gap === null ? "–" : this.#gap(parts.gap)}
      </td>
    </tr>`;
  }

  #money(value: number): string {
    return numberText(value, this.unit, { currency: this.currency });
  }

  #gap(gap: number): string {
    return Math.abs(gap) < 1 ? "0" : `${gap > 0 ? "+" : "−"}${this.#money(Math.abs(gap))}`;
  }

  #foot(): string {
    const { coverage, pastSpans, way } = this.found;
    const join = session.locale === "zh" ? "，" : ", ";
    const measured = (coverage ?? [])
      .filter(({ level }) => measuredAt[level])
      .map(({ level, nodes, inside }) =>
        t("standing.covered", {
          level: t(measuredAt[level]!),
          share: `${Math.round(100 * inside)}%`,
          n: nodes,
        }),
      )
      .join(join);
    return [
      t("standing.way", { way: t(`standing.way_${way}`), n: pastSpans }),
      coverage === null ? t("standing.no_coverage") : t("standing.coverage", { measured }),
    ].join(session.locale === "zh" ? "" : " ");
  }
}

const nameOf = ({ name, level }: HierarchyRow): string => {
  const known = levelNames[level];
  return known ? t(known) : name;
};
