// Figure: the glass box opened: one curve per input, inputs that go together as one group, and how stable their order is.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { InputGroup, InputShape } from "../../../models/attrition-shapes.js";
import type { AttritionView, PairView } from "../../server/attrition-view.js";
import { figure, tableSwitch } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { numberText } from "../words.js";
import { cellName } from "./pair-words.js";
import "./rapport-pair-plot.js";
import "./rapport-shape-plot.js";

const fewGroups = 5;

@customElement("rapport-shapes-figure")
export class RapportShapesFigure extends RapportElement {
  @property({ attribute: false }) model!: AttritionView;
  @property({ type: Number }) number = 2;
  @state() private all = false;
  @state() private asTable = false;

  override render(): TemplateResult {
    const { groups, stability } = this.model;
    const shown = this.all ? groups : groups.slice(0, fewGroups);
    return figure({
      id: "figure-shapes",
      number: this.number,
      title: t("drivers.fig_shapes"),
      how: t("drivers.how_shapes", { refits: stability?.refits ?? 0 }),
      controls: tableSwitch(this.asTable, () => (this.asTable = !this.asTable)),
      body: html`${this.asTable ? this.#table() : html`<div class="shape-groups">${shown.map((g, i) => this.#group(g, i))}</div>`}
      ${
        groups.length > fewGroups && !this.asTable
          ? html`<p class="acts">
              <button class="link" aria-expanded=${this.all} @click=${() => (this.all = !this.all)}>
                ${t(this.all ? "drivers.shapes_few" : "drivers.shapes_rest", { count: groups.length - fewGroups })}
              </button>
            </p>`
          : nothing
      }
      ${this.model.pairs.length > 0 && !this.asTable ? this.#pairs() : nothing}`,
      foot: stability
        ? t("drivers.foot_shapes", {
            kept: numberText(stability.topThreeKept, "score"),
            refits: stability.refits,
            agreement: stability.rankAgreement.toFixed(2),
          })
        : t("drivers.foot_shapes_none"),
    });
  }

  #group(group: InputGroup, i: number): TemplateResult {
    const shapes = group.inputs.flatMap((id) => this.model.shapes.find(({ input }) => input === id) ?? []);
    const names = shapes.map(({ label }) => say(label)).join(session.locale === "zh" ? "、" : ", ");
    const how = [
      ...(group.inputs.length > 1
        ? [t("drivers.together", { association: group.association.toFixed(2) })]
        : []),
      t("drivers.in_top_three", { share: numberText(group.inTopThree, "share") }),
    ].join(session.locale === "zh" ? "" : " ");
    return html`<section class=${group.inputs.length > 1 ? "shape-group many" : "shape-group"}>
      <h3>${i + 1}. ${names}</h3>
      <p class="how">${how}</p>
      <div class="shapes">
        ${shapes.map(
          (shape) =>
            html`<div>
              <p class="shape-name">
                ${shapes.length > 1 ? say(shape.label) : nothing}${shape.couldBeFlat ? html` <small>${t("drivers.could_be_flat")}</small>` : nothing}
              </p>
              <rapport-shape-plot .shape=${shape} .range=${this.#range()}></rapport-shape-plot>
            </div>`,
        )}
      </div>
    </section>`;
  }

  /** Parts of every sum as well: what two inputs add together, beyond the curve of each. */
  #pairs(): TemplateResult {
    return html`<section class="shape-group many" data-testid="pairs">
      <h3>${t("drivers.pairs")}</h3>
      <p class="how">${t("drivers.how_pairs")}</p>
      <div class="shapes wide">
        ${this.model.pairs.map(
          (pair) =>
            html`<div>
              <p class="shape-name">
                ${say(pair.label)}${pair.couldBeFlat ? html` <small>${t("drivers.could_be_flat")}</small>` : nothing}
              </p>
              <rapport-pair-plot .pair=${pair}></rapport-pair-plot>
            </div>`,
        )}
      </div>
    </section>`;
  }

  #range(): [number, number] {
    const widest = Math.max(
      2,
      ...this.model.shapes.flatMap(({ points }) => points.flatMap(({ ratio }) => [ratio, 1 / ratio])),
    );
    const end = widest > 2 ? 4 : 2;
    return [1 / end, end];
  }

  #table(): TemplateResult {
    return html`<div class="scroll" tabindex="0">
      <table>
        <thead>
          <tr>
            <th>${t("drivers.input")}</th>
            <th>${t("drivers.at")}</th>
            <th class="r">${t("drivers.times")}</th>
            <th class="r">${t("drivers.interval")}</th>
            <th class="r">${t("drivers.person_months")}</th>
          </tr>
        </thead>
        <tbody>
          ${this.model.shapes.flatMap((shape) => shape.points.map((point) => row(shape, point)))}
          ${this.model.pairs.flatMap((pair) => pair.cells.map((cell, i) => (cell ? pairRow(pair, i, cell) : nothing)))}
        </tbody>
      </table>
    </div>`;
  }
}

const row = (shape: InputShape, point: InputShape["points"][number]): TemplateResult =>
  html`<tr>
    <th scope="row">${say(shape.label)}</th>
    <td>
      ${
        shape.kind === "flag"
          ? t(point.at === 1 ? "drivers.yes" : "drivers.no")
          : typeof point.at === "number"
            ? numberText(point.at, "score")
            : point.at
      }
    </td>
    <td class="r">×${point.ratio.toFixed(2)}</td>
    <td class="r">${point.low.toFixed(2)}–${point.high.toFixed(2)}</td>
    <td class="r">${numberText(point.months, "count")}</td>
  </tr>`;

const pairRow = (
  pair: PairView,
  at: number,
  { ratio, low, high, months }: NonNullable<PairView["cells"][number]>,
): TemplateResult =>
  html`<tr>
    <th scope="row">${say(pair.label)}</th>
    <td>${cellName(pair, at)}</td>
    <td class="r">×${ratio.toFixed(2)}</td>
    <td class="r">${low === null || high === null ? "–" : `${low.toFixed(2)}–${high.toFixed(2)}`}</td>
    <td class="r">${months === null ? "–" : numberText(months, "count")}</td>
  </tr>`;
