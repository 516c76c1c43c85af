// A comparison of organisations → a table in tree order: heads on both sides, and what became of each unit.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type {
  ComparedUnit,
  OrganisationSide,
  UnitSide,
} from "../../../engine/history/compare-organisations.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { dayText, monthText, numberText } from "../words.js";
import type { OrganisationComparison } from "./organisation-data.js";

@customElement("rapport-unit-table")
export class RapportUnitTable extends RapportElement {
  @property({ attribute: false }) comparison!: OrganisationComparison;
  @state() private onlyChanged = false;

  override render(): TemplateResult {
    const { a, b, units } = this.comparison;
    const shown = this.onlyChanged ? units.filter(({ changes }) => changes.length > 0) : units;
    const [nameA, nameB] = [sideName(a), sideName(b)];
    return figure({
      id: "figure-units",
      number: 1,
      title: t("organisation.fig"),
      how: t("organisation.how"),
      controls: html`<button
        class="flat"
        aria-pressed=${this.onlyChanged}
        data-testid="only-changed"
        @click=${() => (this.onlyChanged = !this.onlyChanged)}
      >
        ${t(this.onlyChanged ? "organisation.all_units" : "organisation.only_changed")}
      </button>`,
      foot: t("organisation.heads_note", {
        a: nameA,
        b: nameB,
        monthA: monthText(a.month),
        monthB: monthText(b.month),
      }),
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("organisation.fig")}>
        <table data-testid="units">
          <thead>
            <tr>
              <th>${t("organisation.unit")}</th>
              <th class="r">${nameA}</th>
              <th class="r">${nameB}</th>
              <th>${t("organisation.change")}</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map(unitRow)}
            <tr>
              <th scope="row"><b>${t("organisation.total")}</b></th>
              <td class="r"><b>${heads(a.heads)}</b></td>
              <td class="r"><b>${heads(b.heads)}</b></td>
              <td></td>
            </tr>
          </tbody>
        </table>
      </div>`,
    });
  }
}

const sideName = ({ text, draft, day }: OrganisationSide): string =>
  text === "latest"
    ? t("organisation.latest")
    : draft !== null
      ? t("organisation.draft_named", { name: draft })
      : /^\d{4}-\d{2}$/.test(text)
        ? monthText(text)
        : dayText(day);

const heads = (count: number | null): string =>
  count === null ? t("organisation.hidden") : numberText(count, "count");

const headsOf = (side: UnitSide | null): string => (side ? heads(side.headsBelow) : "–");

function unitRow(unit: ComparedUnit): TemplateResult {
  const { a, b, depth } = unit;
  const isGone = b === null;
  return html`<tr class=${unit.changes.length > 0 ? "differs" : ""}>
    <th scope="row" class=${`tree-${Math.min(depth, 6)}`}>
      ${isGone ? html`<s>${a!.name}</s>` : b.name}<span class="sub">${unit.unit}</span>
    </th>
    <td class="r">${headsOf(a)}</td>
    <td class="r">${headsOf(b)}</td>
    <td>
      ${unit.changes.map((change) => html`<div>${changeText(change, unit)}</div>`)}${unit.changes.length === 0 ? nothing : ""}
    </td>
  </tr>`;
}

function changeText(change: ComparedUnit["changes"][number], { a, b, into }: ComparedUnit): string {
  const top = t("organisation.root");
  switch (change) {
    case "moved":
      return t("organisation.moved", { before: a?.parentName ?? top, after: b?.parentName ?? top });
    case "renamed":
      return t("organisation.renamed", { before: a?.name, after: b?.name });
    case "merged":
      return t("organisation.merged", { into });
    default:
      return t(`organisation.${change}`);
  }
}
