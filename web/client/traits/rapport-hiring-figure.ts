// Figure: what is known before the hire: does it foretell performance, and which groups would selecting by it leave out?
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ImpactView, TraitsView } from "../../server/traits-view.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { percentText, plainRange, signed } from "./trait-words.js";

@customElement("rapport-hiring-figure")
export class RapportHiringFigure extends RapportElement {
  @property({ attribute: false }) model!: TraitsView;

  override render(): TemplateResult {
    const { hiring, impact } = this.model;
    return figure({
      id: "figure-hiring",
      number: 4,
      title: t("traits.fig_hiring"),
      how: impact ? t("traits.how_impact") : undefined,
      body: html`<div class="stack">
        <p data-testid="hiring-validity">${this.#validity(hiring)}</p>
        ${
          impact
            ? html`${impact.profile.map((table) => impactTable(table, t("traits.by_profile")))}
              ${impact.top.map((table) => impactTable(table, t("traits.by_top")))}`
            : nothing
        }
      </div>`,
    });
  }

  #validity(hiring: TraitsView["hiring"]): string {
    if (!hiring) return t("traits.hiring_none");
    const names = hiring.columns.map((name) => say(name)).join(session.locale === "zh" ? "、" : ", ");
    const { value, low, high } = hiring.correlation ?? hiring.auc;
    const values = { names, r: signed(value), low: signed(low), high: signed(high) };
    if (!hiring.isValid) return t("traits.hiring_not", values);
    return t("traits.hiring_holds", {
      ...values,
      auc: Math.round(100 * hiring.auc.value),
      strength: value < 0.3 ? "weak" : "useful",
    });
  }
}

const impactTable = ({ label, rows }: ImpactView, what: string): TemplateResult =>
  html`<div>
    <p><b>${what} · ${say(label)}</b></p>
    <table>
      <thead>
        <tr>
          <th class="names">${t("traits.group")}</th>
          <th class="r">${t("traits.selected")}</th>
          <th class="r">${t("traits.ratio")}</th>
          <th class="r">${t("traits.interval")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${say(row.label)}<span class="sub">${verdict(row)}</span></th>
              <td class="r">
                ${percentText(row.rate)}<span class="sub">${row.selected}/${row.people}</span>
              </td>
              <td class="r"><b>${row.ratio === null ? "–" : row.ratio.toFixed(2)}</b></td>
              <td class="r">
                ${row.ratioLimits && row.verdict !== "reference" ? plainRange(row.ratioLimits) : "–"}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

function verdict({ verdict: said, belowFourFifths, isSmall }: ImpactView["rows"][number]): string {
  if (isSmall) return t("traits.small");
  if (said === "reference") return t("traits.reference");
  if (said === "below") return t("traits.below_surely");
  return belowFourFifths ? t("traits.below") : "";
}
