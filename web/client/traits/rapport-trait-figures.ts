// Figures: how far each trait goes with performance, whether the others have it too, and the rules that hold.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { TraitsView, TraitView } from "../../server/traits-view.js";
import { chip } from "../figure/chip.js";
import { figure, tableSwitch } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import "./rapport-effect-plot.js";
import "./rapport-sides-plot.js";
import {
  capital,
  percentRange,
  percentText,
  plainRange,
  qText,
  signed,
  signedRange,
  timesText,
  traitNames,
} from "./trait-words.js";

@customElement("rapport-trait-figures")
export class RapportTraitFigures extends RapportElement {
  @property({ attribute: false }) model!: TraitsView;
  @state() private effectTable = false;
  @state() private sideTable = false;
  @state() private all = false;

  override render(): TemplateResult {
    return html`${this.#effects()} ${this.#sides()} ${this.#rules()}`;
  }

  #effects(): TemplateResult {
    const { traits } = this.model;
    const real = traits.filter(({ beyondChance }) => beyondChance);
    const rows = traits.flatMap(({ effects, beyondChance }) =>
      effects.map((effect) => ({ ...effect, beyondChance: beyondChance && isApart(effect) })),
    );
    return figure({
      id: "figure-effects",
      number: 1,
      title:
        real.length > 0
          ? capital(t("traits.fig_effects_some", { names: traitNames(real.slice(0, 4)), count: real.length }))
          : t("traits.fig_effects"),
      how: t("traits.how_effects", { count: traits.length }),
      controls: tableSwitch(this.effectTable, () => (this.effectTable = !this.effectTable)),
      body: this.effectTable
        ? effectTable(traits)
        : html`<rapport-effect-plot .rows=${rows}></rapport-effect-plot>`,
      foot: t("traits.foot_effects"),
    });
  }

  #sides(): TemplateResult {
    const { traits } = this.model;
    const real = traits.filter(({ beyondChance }) => beyondChance);
    const shown = this.all || real.length === 0 ? traits : real;
    const rows = shown.flatMap(({ sides, beyondChance }) => sides.map((side) => ({ ...side, beyondChance })));
    return figure({
      id: "figure-sides",
      number: 2,
      title: t("traits.fig_sides"),
      how: t("traits.how_sides"),
      controls: tableSwitch(this.sideTable, () => (this.sideTable = !this.sideTable)),
      body: html`${this.sideTable ? sideTable(rows) : html`<rapport-sides-plot .rows=${rows}></rapport-sides-plot>`}
      ${
        real.length > 0 && real.length < traits.length
          ? html`<p class="acts">
              <button class="link" aria-expanded=${this.all} @click=${() => (this.all = !this.all)}>
                ${this.all ? t("traits.show_few") : t("traits.show_all", { count: traits.length })}
              </button>
            </p>`
          : nothing
      }`,
      foot: t("traits.foot_sides"),
    });
  }

  #rules(): TemplateResult {
    const { rules } = this.model;
    return figure({
      id: "figure-rules",
      number: 3,
      title: t(rules.length > 0 ? "traits.fig_rules" : "traits.fig_rules_none"),
      how: t("traits.how_rules"),
      body:
        rules.length === 0
          ? html`<p>${t("traits.rules_none")}</p>`
          : html`<table>
              <thead>
                <tr>
                  <th>${t("traits.rule")}</th>
                  <th class="r">${t("traits.precision")}</th>
                  <th class="r">${t("traits.coverage")}</th>
                  <th class="r">${t("traits.lift")}</th>
                </tr>
              </thead>
              <tbody>
                ${rules.map(
                  (rule) =>
                    html`<tr>
                      <th scope="row">
                        ${say(rule.text)}
                        <span class="sub"
                          >${t(rule.profile === "hiring" ? "traits.hiring" : "traits.coaching")}</span
                        >
                      </th>
                      <td class="r">
                        <b>${percentText(rule.precision.share)}</b
                        ><span class="sub">${percentRange(rule.precision)}</span>
                      </td>
                      <td class="r">${percentText(rule.coverage.share)}</td>
                      <td class="r">
                        ${timesText(rule.lift.ratio)}<span class="sub">${plainRange(rule.lift)}</span>
                      </td>
                    </tr>`,
                )}
              </tbody>
            </table>`,
    });
  }
}

/** A level whose own interval holds 0 is not what makes its trait stand out. */
const isApart = ({ low, high }: { low: number; high: number }): boolean => low > 0 || high < 0;

const effectTable = (traits: readonly TraitView[]): TemplateResult =>
  html`<table>
    <thead>
      <tr>
        <th>${t("traits.trait")}</th>
        <th class="r">${t("traits.effect")}</th>
        <th class="r">${t("traits.interval")}</th>
        <th class="r">${t("traits.q")}</th>
        <th class="r">${t("overview.column_real")}</th>
      </tr>
    </thead>
    <tbody>
      ${traits.flatMap(({ effects, meaning, q, beyondChance }) =>
        effects.map(
          (effect) =>
            html`<tr>
              <th scope="row">
                ${say(effect.label)}${meaning ? html`<span class="sub">${say(meaning)}</span>` : nothing}
              </th>
              <td class="r"><b>${signed(effect.value)}</b></td>
              <td class="r">${signedRange(effect)}</td>
              <td class="r">${qText(q)}</td>
              <td class="r">
                ${chip(beyondChance && isApart(effect) ? "beyond_chance" : "could_be_chance")}
              </td>
            </tr>`,
        ),
      )}
    </tbody>
  </table>`;

const sideTable = (rows: readonly TraitsView["traits"][number]["sides"][number][]): TemplateResult =>
  html`<table>
    <thead>
      <tr>
        <th>${t("traits.trait")}</th>
        <th class="r">${t("traits.top")}</th>
        <th class="r">${t("traits.rest")}</th>
        <th class="r">${t("traits.lift")}</th>
        <th class="r">${t("traits.not_top")}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <th scope="row">${say(row.text)}</th>
            ${[row.amongTop, row.amongRest].map(
              (share) =>
                html`<td class="r">
                  <b>${percentText(share.share)}</b><span class="sub">${percentRange(share)}</span>
                </td>`,
            )}
            <td class="r">${timesText(row.lift.ratio)}<span class="sub">${plainRange(row.lift)}</span></td>
            <td class="r">
              ${percentText(row.notTop.share)}<span class="sub">${row.notTop.count}/${row.notTop.of}</span>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
