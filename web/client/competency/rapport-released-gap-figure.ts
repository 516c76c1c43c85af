// Figure for readers of groups: how many fall short of the required level, per dimension and role or unit, as released at the half-year.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { FrameworkView, ReleasedGapsView } from "../../server/competency-view.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { monthEndText, monthText } from "../words.js";
import { comma, nameIn, percent, percentRange } from "./competency-words.js";

type Group = ReleasedGapsView["dimensions"][number]["groups"][number];
const groupings = ["role", "division", "department", "team"] as const;

@customElement("rapport-released-gap-figure")
export class RapportReleasedGapFigure extends RapportElement {
  @property({ attribute: false }) released!: ReleasedGapsView;
  @property({ attribute: false }) framework!: FrameworkView;
  @property({ type: Number }) number = 1;
  @state() private by: (typeof groupings)[number] | null = null;

  override render(): TemplateResult {
    const { dimensions, month, ratedTo, k } = this.released;
    const offered = groupings.filter((by) =>
      dimensions.some(({ groups }) => groups.some((g) => g.by === by)),
    );
    const by = this.by ?? offered.find((one) => one === "department") ?? offered[0];
    const rows = new Map<string, Group>();
    for (const { groups } of dimensions)
      for (const group of groups)
        if (group.by === "company" || group.by === by) rows.set(this.#key(group), group);
    const title = t("competency.fig_released");
    return figure({
      id: "figure-released",
      number: this.number,
      title,
      how: t("competency.how_released", { k }),
      controls:
        offered.length > 1
          ? html`<label class="pick"
              >${t("competency.by")}
              <select
                data-testid="released-by"
                @change=${(event: Event) => {
                  this.by = (event.target as HTMLSelectElement).value as (typeof groupings)[number];
                }}
              >
                ${offered.map(
                  (one) =>
                    html`<option value=${one} ?selected=${one === by}>${t(`competency.by_${one}`)}</option>`,
                )}
              </select></label
            >`
          : nothing,
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${title}>
        <table data-testid="released-gaps">
          <thead>
            <tr>
              <th>${t("competency.group")}</th>
              ${dimensions.map(({ label }) => html`<th class="r">${say(label)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${[...rows].map(
              ([key, group]) =>
                html`<tr>
                  <th scope="row">${this.#name(group)}</th>
                  ${dimensions.map(({ groups }) => this.#cell(groups.find((one) => this.#key(one) === key)))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
      foot: t("competency.foot_released", { date: monthEndText(month), rated: monthText(ratedTo) }),
    });
  }

  #key = ({ by, groups }: Group): string => `${by} ${groups.join("\u0001")}`;

  #name({ by, groups }: Group): string {
    if (by === "company") return t("competency.everybody");
    return groups.map((group) => (by === "role" ? nameIn(this.framework.roles, group) : group)).join(comma());
  }

  #cell(group: Group | undefined): TemplateResult {
    if (!group) return html`<td class="r">–</td>`;
    const { share, count, people, band } = group;
    const about = t("competency.of_about", { people });
    return share
      ? html`<td class="r">
          ${percent(share.value)}
          <span class="sub"
            >${t("competency.range_of", { range: percentRange(share), of: t("competency.count_about", { count: count ?? 0, people }) })}</span
          >
        </td>`
      : html`<td class="r">${t(`competency.${band!}`)}<span class="sub">${about}</span></td>`;
  }
}
