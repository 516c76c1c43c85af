// One input's part of the model: how the chance of leaving changes along it, with its 95 % band, against the average person-month.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { InputShape } from "../../../models/attrition-shapes.js";
import { labelWidth, line, round, SizedDrawing, text } from "../chart/sized.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { numberText } from "../words.js";

const marks = [0.25, 0.5, 1, 2, 4];

@customElement("rapport-shape-plot")
export class RapportShapePlot extends SizedDrawing {
  @property({ attribute: false }) shape!: InputShape;
  /** Ends of the common scale of ratios. */
  @property({ attribute: false }) range: [number, number] = [0.5, 2];

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    return this.shape.kind === "number" ? this.#curve(width) : this.#levels(width);
  }

  #curve(width: number) {
    const { points } = this.shape;
    const [left, right, top, bottom] = [44, 8, 8, 132];
    const [first, last] = [points[0].at as number, points[points.length - 1].at as number];
    const x = (at: number): number =>
      left + ((at - first) / Math.max(1e-9, last - first)) * (width - left - right);
    const y = this.#scale(bottom, top);
    const drawn = marks
      .filter((mark) => mark >= this.range[0] && mark <= this.range[1])
      .flatMap((mark) => [
        line(left, y(mark), width - right, y(mark), mark === 1 ? "one" : "grid"),
        text(left - 6, y(mark) + 4.5, `×${mark}`, "s", "end"),
      ]);
    const path = (pick: (p: InputShape["points"][number]) => number, list = points): string =>
      list.map((p) => `${round(x(p.at as number))},${round(y(pick(p)))}`).join("L");
    drawn.push(
      svg`<path d=${`M${path((p) => p.high)}L${path((p) => p.low, [...points].reverse())}Z`} class="band"/>`,
      svg`<path d=${`M${path((p) => p.ratio)}`} class=${this.shape.couldBeFlat ? "line shape-flat" : "line"}/>`,
      text(left, bottom + 18, short(first, last - first), "s"),
      text(width - right, bottom + 18, short(last, last - first), "s", "end"),
    );
    return { height: bottom + 24, label: this.#description(), marks: drawn };
  }

  #levels(width: number) {
    const points = this.shape.points.slice(0, 6);
    const names = points.map(({ at }) => this.#levelName(at));
    const left = Math.min(Math.round(width * 0.45), Math.max(60, ...names.map(labelWidth)) + 12);
    const top = 8;
    const rowHeight = 24;
    const bottom = Math.max(132, top + points.length * rowHeight + 4);
    const x = this.#scale(left, width - 14);
    const drawn = marks
      .filter((mark) => mark >= this.range[0] && mark <= this.range[1])
      .flatMap((mark) => [
        line(x(mark), top, x(mark), bottom, mark === 1 ? "one" : "grid"),
        text(x(mark), bottom + 18, `×${mark}`, "s", "middle"),
      ]);
    points.forEach(({ ratio, low, high }, i) => {
      const y = top + (i + 0.5) * rowHeight;
      const isSure = low > 1 || high < 1;
      drawn.push(
        text(0, y + 4.5, shortened(names[i], left - 8), "halo"),
        line(x(low), y, x(high), y, isSure ? "sure" : "chancy"),
        svg`<circle cx=${round(x(ratio))} cy=${round(y)} r="4" class=${isSure ? "dot" : "chancy-dot"}/>`,
      );
    });
    return { height: bottom + 24, label: this.#description(), marks: drawn };
  }

  /** Logarithmic, within the common range. */
  #scale(from: number, to: number): (ratio: number) => number {
    const [low, high] = this.range.map(Math.log);
    return (ratio) =>
      from + ((Math.min(high, Math.max(low, Math.log(ratio))) - low) / (high - low)) * (to - from);
  }

  #levelName(at: number | string): string {
    if (this.shape.kind !== "flag") return String(at);
    return t(at === 1 ? "drivers.yes" : "drivers.no");
  }

  #description(): string {
    const parts = this.shape.points.map(
      ({ at, ratio, low, high }) =>
        `${this.shape.kind === "number" ? numberText(at as number, "score") : this.#levelName(at)}: ×${ratio.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`,
    );
    return `${say(this.shape.label)}: ${parts.join("; ")}`;
  }
}

const shortened = (name: string, room: number): string => {
  if (labelWidth(name) <= room) return name;
  let kept = name;
  while (kept.length > 1 && labelWidth(`${kept}…`) > room) kept = kept.slice(0, -1);
  return `${kept}…`;
};

/** Digits that the width of the axis calls for. */
const short = (value: number, span: number): string =>
  new Intl.NumberFormat(session.locale === "zh" ? "zh-CN" : "en", {
    maximumFractionDigits: span >= 20 ? 0 : span >= 4 ? 1 : 2,
  }).format(value);
