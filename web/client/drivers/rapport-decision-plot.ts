// Net benefit by threshold: acting on those above it by the model, on everybody, on nobody.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { AttritionView } from "../../server/attrition-view.js";
import { line, round, SizedDrawing, text } from "../chart/sized.js";
import { t } from "../t.js";
import { numberText } from "../words.js";

@customElement("rapport-decision-plot")
export class RapportDecisionPlot extends SizedDrawing {
  @property({ attribute: false }) points: AttritionView["decision"] = [];

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const [left, right, top] = [46, 10, 12];
    const bottom = Math.min(280, Math.max(200, width * 0.75));
    const first = this.points[0].threshold;
    const last = this.points[this.points.length - 1].threshold;
    const best = Math.max(...this.points.map(({ model, all }) => Math.max(model, all)));
    const least = -best / 3;
    const x = (threshold: number) =>
      left + ((threshold - first) / Math.max(1e-9, last - first)) * (width - left - right);
    const y = (benefit: number) =>
      bottom - ((Math.max(least, benefit) - least) / (best - least)) * (bottom - top);
    const drawn = [line(left, y(0), width - right, y(0), "one"), text(left - 6, y(0) + 4.5, "0", "s", "end")];
    for (const share of [0, 0.5, 1]) {
      const at = first + share * (last - first);
      const anchor = share === 0 ? "start" : share === 1 ? "end" : "middle";
      drawn.push(text(x(at), bottom + 18, numberText(at, "share"), "s", anchor));
    }
    // Talking to everybody soon costs more than it finds: the line ends where it leaves the drawing.
    const above = this.points.filter(({ all }) => all >= least);
    const path = (pick: (p: AttritionView["decision"][number]) => number, list = this.points) =>
      `M${list.map((p) => `${round(x(p.threshold))},${round(y(pick(p)))}`).join("L")}`;
    drawn.push(
      svg`<path d=${path(({ all }) => all, above.length > 1 ? above : this.points)} class="line shape-flat"/>`,
      svg`<path d=${path(({ model }) => model)} class="line"/>`,
      text(left - 6, y(best) + 10, (1000 * best).toFixed(0), "s", "end"),
      text(left + 8, top + 2, `↑ ${t("drivers.net_benefit")}`, "s halo"),
      text(width - right, bottom + 36, `${t("drivers.threshold")} →`, "s", "end"),
    );
    const label = this.points
      .map(
        ({ threshold, model, all }) =>
          `${numberText(threshold, "share")}: ${model.toFixed(4)} / ${all.toFixed(4)}`,
      )
      .join("; ");
    return { height: bottom + 42, label, marks: drawn };
  }
}
