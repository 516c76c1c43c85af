// A change and its parts → a waterfall: a row for each side and each part, bars hanging where the one before ended.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { labelWidth, line, round, SizedDrawing, text } from "./sized.js";

export interface WaterfallPart {
  label: string;
  value: number;
  /** As it is written at the bar. */
  words: string;
}

const rowHeight = 30;
const barHeight = 14;
const y = (row: number): number => 6 + row * rowHeight;

@customElement("rapport-waterfall")
export class RapportWaterfall extends SizedDrawing {
  @property({ attribute: false }) first!: WaterfallPart;
  @property({ attribute: false }) last!: WaterfallPart;
  @property({ attribute: false }) parts: WaterfallPart[] = [];
  @property() label = "";

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const rows = [this.first, ...this.parts, this.last];
    const left = Math.min(width * 0.4, Math.max(...rows.map(({ label }) => labelWidth(label))) + 10);
    const right = Math.max(...rows.map(({ words }) => labelWidth(words))) + 12;
    let sum = this.first.value;
    const spans = this.parts.map(({ value }) => {
      const from = sum;
      sum += value;
      return { from, to: sum };
    });
    // The axis is about the change: the two totals are drawn from its own left edge, which is not 0.
    const ends = [this.first.value, this.last.value, ...spans.flatMap(({ from, to }) => [from, to])];
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    const margin = (high - low || Math.abs(high) || 1) * 0.12;
    const x = (value: number): number =>
      left + ((value - low + margin) / (high - low + 2 * margin)) * Math.max(40, width - left - right);
    const marks: SVGTemplateResult[] = [];
    const end = rows.length - 1;
    for (const [i, row] of rows.entries()) {
      const middle = y(i) + rowHeight / 2;
      const isTotal = i === 0 || i === end;
      const { from, to } = isTotal ? { from: low - margin, to: row.value } : spans[i - 1];
      const [start, stop] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
      const look = isTotal ? "total" : row.value < 0 ? "falls" : "rises";
      marks.push(text(0, middle + 4.5, row.label, isTotal ? "strong" : ""));
      marks.push(
        svg`<rect x=${round(start)} y=${round(middle - barHeight / 2)} width=${round(Math.max(1, stop - start))} height=${barHeight} class=${look}/>`,
      );
      if (i < end)
        marks.push(
          line(x(to), middle + barHeight / 2, x(to), y(i + 1) + rowHeight / 2 - barHeight / 2, "step"),
        );
      marks.push(text(stop + 6, middle + 4.5, row.words, isTotal ? "strong" : ""));
    }
    const described = rows.map(({ label, words }) => `${label} ${words}`).join(", ");
    return { height: y(rows.length) + 4, label: `${this.label}: ${described}`, marks };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "rapport-waterfall": RapportWaterfall;
  }
}
