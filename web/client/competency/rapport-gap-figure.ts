// Figure: mean gap per dimension for the company, and for roles or parts of it, with how many are short; or the same as a table.
import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CompetencyView, FrameworkView } from "../../server/competency-view.js";
import { figure, tableSwitch } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { nameIn, percent, percentRange, points, pointsRange, type Around } from "./competency-words.js";
import "./rapport-interval-plot.js";
import type { IntervalRow } from "./rapport-interval-plot.js";

type Group = CompetencyView["dimensions"][number]["groups"][number];
const groupings = ["role", "division", "department", "team"] as const;

@customElement("rapport-gap-figure")
export class RapportGapFigure extends RapportElement {
  @property({ attribute: false }) model!: CompetencyView;
  @property({ attribute: false }) framework!: FrameworkView;
  @property({ type: Number }) number = 1;
  @state() private by: (typeof groupings)[number] = "department";
  @state() private asTable = false;

  override render(): TemplateResult {
    const rated = this.model.dimensions.filter(({ groups }) => groups.length > 0);
    const worst = [...rated].sort((a, b) => b.groups[0].mean.value - a.groups[0].mean.value)[0];
    const { role, outdated } = this.model.withoutGap;
    return figure({
      id: "figure-gap",
      number: this.number,
      title:
        worst && worst.groups[0].mean.low > 0
          ? t("competency.fig_gap_worst", {
              dimension: say(worst.label),
              points: points(worst.groups[0].mean.value),
            })
          : t("competency.fig_gap"),
      how: t("competency.how_gap"),
      controls: html`<label class="pick"
          >${t("competency.by")}
          <select
            data-testid="gap-by"
            @change=${(event: Event) => {
              this.by = (event.target as HTMLSelectElement).value as typeof this.by;
            }}
          >
            ${groupings
              .filter((by) => rated.some(({ groups }) => groups.some((group) => group.by === by)))
              .map(
                (by) =>
                  html`<option value=${by} ?selected=${by === this.by}>${t(`competency.by_${by}`)}</option>`,
              )}
          </select></label
        >
        ${tableSwitch(this.asTable, () => (this.asTable = !this.asTable))}`,
      body: html`${rated.map(({ label, groups }) => this.#dimension(say(label), groups))}`,
      foot: t("competency.foot_gap", { role, outdated }),
    });
  }

  #dimension(name: string, groups: readonly Group[]): TemplateResult {
    const shown = groups.filter(({ by }) => by === "company" || by === this.by);
    return html`<section class="part">
      <h3>${name}</h3>
      ${this.asTable ? this.#table(shown) : this.#plot(shown)}
    </section>`;
  }

  #name({ by, group }: Group): string {
    if (by === "company") return t("competency.everybody");
    return by === "role" ? nameIn(this.framework.roles, group) : group;
  }

  #counted = ({ observed, people }: Group): string =>
    t("competency.count_of", { count: observed.count, people });

  /** One axis for all dimensions: a longer line is a larger gap. */
  #extent(): Around[] {
    return this.model.dimensions.flatMap(({ groups }) =>
      groups.filter(({ by }) => by === "company" || by === this.by).map(({ mean }) => mean),
    );
  }

  #plot(groups: readonly Group[]): TemplateResult {
    const rows = groups.map((group): IntervalRow => ({
      name: this.#name(group),
      ...group.mean,
      cells: [points(group.mean.value), this.#counted(group), `${percent(group.share.value)} (${percentRange(group.share)})`], // prettier-ignore
    }));
    return html`<rapport-interval-plot
      .rows=${rows}
      .heads=${[t("competency.mean_gap"), t("competency.as_rated"), t("competency.truly")]}
      .extent=${this.#extent()}
      .sides=${[t("competency.reached"), t("competency.short")]}
    ></rapport-interval-plot>`;
  }

  #table(groups: readonly Group[]): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("competency.fig_gap")}>
      <table>
        <thead>
          <tr>
            <th>${t("competency.group")}</th>
            <th class="r">${t("competency.mean_gap")}</th>
            <th class="r">${t("competency.as_rated")}</th>
            <th class="r">${t("competency.truly")}</th>
          </tr>
        </thead>
        <tbody>
          ${groups.map(
            (group) =>
              html`<tr>
                <th scope="row">${this.#name(group)}</th>
                <td class="r">
                  ${points(group.mean.value)}<span class="sub">${pointsRange(group.mean)}</span>
                </td>
                <td class="r">
                  ${this.#counted(group)}<span class="sub">${percentRange(group.observed)}</span>
                </td>
                <td class="r">
                  ${percent(group.share.value)}<span class="sub">${percentRange(group.share)}</span>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
