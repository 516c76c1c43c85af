// What was foretold against what came, month by month ahead: points with intervals; on the diagonal the model is right.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { AttritionView } from "../../server/attrition-view.js";
import { line, round, SizedDrawing, text } from "../chart/sized.js";
import { t } from "../t.js";
import { numberText } from "../words.js";

@customElement("rapport-calibration-plot")
export class RapportCalibrationPlot extends SizedDrawing {
  @property({ attribute: false }) bins: AttritionView["bins"] = [];

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const [left, right, top] = [46, 10, 12];
    const bottom = Math.min(280, Math.max(200, width * 0.75));
    const most = Math.max(...this.bins.flatMap(({ predicted, high }) => [predicted, high ?? 0])) * 1.02;
    const x = (share: number) => left + (share / most) * (width - left - right);
    const y = (share: number) => bottom - (share / most) * (bottom - top);
    const step = stepFor(most);
    const drawn: SVGTemplateResult[] = [];
    for (let mark = 0; mark <= most; mark += step) {
      drawn.push(
        line(left, y(mark), width - right, y(mark), mark === 0 ? "base" : "grid"),
        text(left - 6, y(mark) + 4.5, numberText(mark, "share"), "s", "end"),
        text(x(mark), bottom + 18, numberText(mark, "share"), "s", "middle"),
      );
    }
    drawn.push(line(x(0), y(0), x(most), y(most), "one"));
    for (const { predicted, observed, low, high } of this.bins) {
      if (observed === null || low === null || high === null) {
        drawn.push(text(x(predicted), y(0) - 6, "?", "s", "middle"));
        continue;
      }
      drawn.push(
        line(x(predicted), y(low), x(predicted), y(high), "sure"),
        svg`<circle cx=${round(x(predicted))} cy=${round(y(observed))} r="4.5" class="dot"/>`,
      );
    }
    drawn.push(
      text(width - right, bottom + 36, `${t("drivers.foretold")} →`, "s", "end"),
      text(left + 4, top + 2, `↑ ${t("drivers.came")}`, "s halo"),
    );
    const label = this.bins
      .map(
        ({ predicted, observed }) =>
          `${numberText(predicted, "share")} → ${observed === null ? "–" : numberText(observed, "share")}`,
      )
      .join("; ");
    return { height: bottom + 42, label, marks: drawn };
  }
}

const stepFor = (most: number): number =>
  [0.005, 0.01, 0.02, 0.05, 0.1, 0.2].find((step) => most / step <= 6) ?? 0.25;
