// Values with 95 % intervals around zero, one row each, with words beside them; solid = the interval leaves zero out, else dashed and open.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { labelWidth, line, round, SizedDrawing, text } from "../chart/sized.js";
import { points, pointsRange, type Around } from "./competency-words.js";

export interface IntervalRow extends Around {
  name: string;
  /** Columns at the right; as many as there are heads. */
  cells: string[];
}

@customElement("rapport-interval-plot")
export class RapportIntervalPlot extends SizedDrawing {
  @property({ attribute: false }) rows: IntervalRow[] = [];
  @property({ attribute: false }) heads: string[] = [];
  /** Everything that the axis must hold; the rows alone when left out. Plots beside each other share one axis. */
  @property({ attribute: false }) extent: readonly Around[] = [];
  /** Words for the two sides of zero. */
  @property({ attribute: false }) sides: [string, string] = ["", ""];

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const narrow = width < 620;
    const rowHeight = narrow ? 66 : 36;
    const columns = this.heads.map((head, c) =>
      Math.max(labelWidth(head), ...this.rows.map((row) => labelWidth(row.cells[c] ?? ""))),
    );
    const right = narrow ? 8 : columns.reduce((sum, w) => sum + w + 22, 8);
    const left = narrow
      ? 8
      : Math.min(Math.round(width * 0.3), Math.max(90, ...this.rows.map((r) => labelWidth(r.name))) + 20);
    const [low, high, step] = scaleOf(this.extent.length > 0 ? this.extent : this.rows);
    const x = (value: number): number =>
      left + ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (width - left - right);
    const top = 30;
    const bottom = top + this.rows.length * rowHeight;
    const marks: SVGTemplateResult[] = [];
    for (let mark = low; mark <= high + 1e-9; mark += step) {
      const isZero = Math.abs(mark) < 1e-9;
      marks.push(line(x(mark), top - 6, x(mark), bottom + 4, isZero ? "one" : "grid"));
      const words = String(Math.round(mark)).replace("-", "−");
      const half = labelWidth(words) / 2;
      marks.push(text(Math.min(width - half, Math.max(half, x(mark))), bottom + 20, words, isZero ? "b" : "s", "middle")); // prettier-ignore
    }
    const [before, after] = this.sides;
    if (x(0) - labelWidth(`← ${before}`) > (narrow ? 0 : left) && low < 0)
      marks.push(text(x(0) - 10, 14, `← ${before}`, "s", "end"));
    if (high > 0) marks.push(text(x(0) + 10, 14, `${after} →`, "s"));
    if (!narrow) {
      let at = width;
      for (let c = this.heads.length - 1; c >= 0; c--) {
        marks.push(text(at, 14, this.heads[c], "s", "end"));
        at -= columns[c] + 22;
      }
    }
    this.rows.forEach((row, i) => {
      const y0 = top + i * rowHeight;
      const y = narrow ? y0 + 50 : y0 + rowHeight / 2;
      const isSure = row.low > 0 || row.high < 0;
      marks.push(line(0, y0, width, y0, "grid"));
      marks.push(text(0, narrow ? y0 + 18 : y + 4.5, row.name, isSure ? "b halo" : "halo"));
      if (narrow) marks.push(text(0, y0 + 36, row.cells.join("  ·  "), "s halo"));
      else {
        let at = width;
        for (let c = row.cells.length - 1; c >= 0; c--) {
          marks.push(text(at, y + 4.5, row.cells[c], c === 0 && isSure ? "b" : "s", "end"));
          at -= columns[c] + 22;
        }
      }
      marks.push(line(x(row.low), y, x(row.high), y, isSure ? "sure" : "chancy"));
      marks.push(
        svg`<circle cx=${round(x(row.value))} cy=${round(y)} r="5" class=${isSure ? "dot" : "chancy-dot"}/>`,
      );
    });
    marks.push(line(0, bottom, width, bottom, "base"));
    return {
      height: bottom + 28,
      label: this.rows.map((row) => `${row.name}: ${points(row.value)} (${pointsRange(row)})`).join("; "),
      marks,
    };
  }
}

/** Round ends that hold zero and every interval. */
function scaleOf(rows: readonly Around[]): [number, number, number] {
  const least = Math.min(0, ...rows.map((row) => row.low));
  const most = Math.max(0, ...rows.map((row) => row.high));
  const step = [1, 2, 5, 10, 20, 50].find((s) => (most - least) / s <= 6) ?? 100;
  return [Math.floor(least / step) * step, Math.max(step, Math.ceil(most / step) * step), step];
}
