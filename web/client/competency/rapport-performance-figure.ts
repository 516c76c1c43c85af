// Figure: how much later reviews go with each competency, or how many people are still needed to say it.
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CompetencyView } from "../../server/competency-view.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { nameIn, points, pointsRange, two } from "./competency-words.js";
import "./rapport-interval-plot.js";

@customElement("rapport-performance-figure")
export class RapportPerformanceFigure extends RapportElement {
  @property({ attribute: false }) model!: CompetencyView;
  @property({ type: Number }) number = 4;

  override render(): TemplateResult {
    const { performance, dimensions } = this.model;
    const { links, needed, together } = performance;
    if (links.length === 0)
      return figure({
        id: "figure-performance",
        number: this.number,
        title: t("competency.fig_performance"),
        body: html`<div class="state">
          <p>
            <b
              >${t("competency.performance_needed", {
                people: needed?.people ?? 0,
                more: needed?.moreNeeded ?? 0,
              })}</b
            >
          </p>
        </div>`,
      });
    const ordered = [...links].sort((a, b) => b.perDeviation.value - a.perDeviation.value);
    const [first] = ordered;
    const isSure = first.q < 0.05 && first.perDeviation.low > 0;
    const close = together.map(({ correlation }) => correlation).filter((r) => r > 0.8);
    return figure({
      id: "figure-performance",
      number: this.number,
      title:
        isSure && close.length > 0
          ? t("competency.fig_performance_all", {
              low: points(ordered.at(-1)!.perDeviation.value),
              high: points(first.perDeviation.value),
            })
          : isSure
            ? t("competency.fig_performance_most", {
                dimension: nameIn(dimensions, first.dimension),
                points: points(first.perDeviation.value),
              })
            : t("competency.fig_performance"),
      how: t("competency.how_performance", { count: links.length }),
      body: html`<rapport-interval-plot
        .rows=${ordered.map((link) => ({
          name: nameIn(dimensions, link.dimension),
          ...link.perDeviation,
          cells: [points(link.perDeviation.value), pointsRange(link.perDeviation), link.q < 0.001 ? "q < 0.001" : `q ${link.q.toFixed(3)}`], // prettier-ignore
        }))}
        .heads=${["", "", ""]}
        .sides=${[t("competency.less"), t("competency.more")]}
      ></rapport-interval-plot>`,
      foot: t("competency.foot_performance", {
        people: Math.max(...links.map(({ people }) => people)),
        together:
          close.length > 0
            ? t("competency.together", { low: two(Math.min(...close)), high: two(Math.max(...close)) })
            : "",
      }).trim(),
    });
  }
}
