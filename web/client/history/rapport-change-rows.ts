// The rows behind a change, grouped by whose they are: what came, from which file and row, and what it did.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ChangeGroup, ChangeReport, ChangeStep } from "../../../engine/history/change-report.js";
import type { ChangedRow } from "../../../engine/history/changed-rows.js";
import { formatEffect } from "../../../engine/metrics/format-effect.js";
import { figure } from "../figure/figure.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { t } from "../t.js";
import { tableName } from "./table-name.js";

@customElement("rapport-change-rows")
export class RapportChangeRows extends RapportElement {
  @property({ attribute: false }) report!: ChangeReport;
  @property({ attribute: false }) meta!: Meta;

  override render(): TemplateResult | typeof nothing {
    const { steps } = this.report;
    if (steps.length === 0) return nothing;
    return figure({
      id: "figure-rows",
      number: 2,
      title: t("changes.fig_rows"),
      how: t("changes.how_rows"),
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("changes.fig_rows")}>
        <table data-testid="rows">
          <thead>
            <tr>
              <th>${t("changes.who")}</th>
              <th>${t("changes.what")}</th>
              <th class="r">${t("changes.effect")}</th>
            </tr>
          </thead>
          <tbody>
            ${steps.map((step) => this.#step(step))}
          </tbody>
        </table>
      </div>`,
    });
  }

  #step(step: ChangeStep): TemplateResult {
    const line = (text: string, effect: number): TemplateResult =>
      html`<tr>
        <th scope="row"></th>
        <td class="quiet">${text}</td>
        <td class="r">${this.#effect(effect)}</td>
      </tr>`;
    const { more, others, months } = step;
    return html`${step.groups.map((group) => this.#group(group))}
    ${more.groups > 0 ? line(t("changes.more_groups", { groups: more.groups, rows: more.rows }), more.effect) : nothing}
    ${others.people > 0 ? line(t("changes.others", { people: others.people }), others.effect) : nothing}
    ${months === 0 ? nothing : line(t("changes.months"), months)}`;
  }

  #group({ employee, rows, count, effect }: ChangeGroup): TemplateResult {
    const hidden = count - rows.length;
    return html`<tr>
      <th scope="row">${employee ?? t("changes.units")}</th>
      <td>
        ${rows.map((row) => html`<div>${this.#row(row)}</div>`)}
        ${hidden > 0 ? html`<div class="quiet">${t("changes.more_rows", { count: hidden })}</div>` : nothing}
      </td>
      <td class="r">${this.#effect(effect)}</td>
    </tr>`;
  }

  #row({ table, change, key, columns, from }: ChangedRow): TemplateResult {
    const named = Object.entries(key).filter(([column]) => column !== "employee_id");
    return html`<b>${t(`changes.${change}`)}</b> ${tableName(this.meta, table)}
      ${named.map(([column, value]) => html`<span class="nb">${column} ${value ?? "–"}</span> `)}
      ${columns.map(({ column, before, after }) =>
        change === "restated"
          ? html`<span class="nb">${column} <s>${before ?? "–"}</s> → ${after ?? "–"}</span> `
          : html`<span class="nb">${column} ${after ?? before}</span> `,
      )}<span class="sub">${t("changes.place", { file: from.file, row: from.row })}</span>`;
  }

  #effect(effect: number | null): string {
    return formatEffect(effect, this.report.metric.unit, session.locale, {
      currency: this.meta.workspace.currency,
    }).replaceAll(" ", "\u00a0");
  }
}
