// Scores of two schemes → people-periods by range, A upwards and B downwards on one scale; bands' edges as lines.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { SideFacts } from "../../../models/schemes/backtest/backtest-types.js";
import { line, round, SizedDrawing, text } from "../chart/sized.js";
import { t } from "../t.js";
import { rangeText } from "./range-text.js";

type Histogram = SideFacts["histogram"];

/** `b` may be empty: then A alone. Ranges may be of different widths: areas are people, heights are people per 5 points. */
@customElement("rapport-score-histogram")
export class RapportScoreHistogram extends SizedDrawing {
  @property({ attribute: false }) a: Histogram = [];
  @property({ attribute: false }) b: Histogram = [];
  @property({ attribute: false }) edges: readonly number[] = [];

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const [left, right, half] = [8, 8, 92];
    const both = this.b.length > 0;
    const middle = 18 + half;
    const bottom = both ? middle + half + 26 : middle + 8;
    const limits = [...this.a, ...this.b].flatMap(({ from, to }) => [from, to]).filter((v) => v !== null);
    const low = Math.min(...limits, ...this.edges) - 5;
    const high = Math.max(...limits, ...this.edges) + 5;
    const x = (score: number): number => left + ((score - low) / (high - low)) * (width - left - right);
    const heightOf = ({ from, to, people }: Histogram[number]): number =>
      people / (((to ?? high) - (from ?? low)) / 5);
    const most = Math.max(1, ...[...this.a, ...this.b].map(heightOf));
    const marks: SVGTemplateResult[] = [];
    const bars = (ranges: Histogram, isUp: boolean): void => {
      for (const range of ranges) {
        const size = (heightOf(range) / most) * half;
        const [from, to] = [x(range.from ?? low), x(range.to ?? high)];
        const y = isUp ? middle - size : middle + 20;
        marks.push(
          svg`<rect x=${round(from + 0.5)} y=${round(y)} width=${round(Math.max(1, to - from - 1))} height=${round(size)}
            class=${isUp ? "side-a" : "side-b"}><title>${rangeText(range)}: ${range.people}</title></rect>`,
        );
      }
    };
    bars(this.a, true);
    if (both) bars(this.b, false);
    const step = high - low > 60 ? 20 : 10;
    for (let score = Math.ceil(low / step) * step; score <= high; score += step)
      marks.push(text(x(score), middle + 15, String(score), "s", "middle"));
    for (const edge of this.edges)
      marks.push(line(x(edge), 6, x(edge), both ? middle + 20 + half : middle, "event"));
    marks.push(line(left, middle, width - right, middle, "base"));
    if (both) {
      marks.push(line(left, middle + 20, width - right, middle + 20, "base"));
      marks.push(text(left, 14, "A", "b halo"), text(left, bottom - 4, "B", "b halo"));
    }
    const label = both ? `A: ${said(this.a)}. B: ${said(this.b)}` : said(this.a);
    return { height: bottom, label: `${t("schemes.histogram")}. ${label}`, marks };
  }
}

const said = (ranges: Histogram): string =>
  ranges.map((range) => `${rangeText(range)}: ${range.people}`).join("; ");
