// Issues over time: expected exits with their 80 % interval, the constant rate's, and what came.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ScoreboardIssue } from "../../../models/index.js";
import { line, round, SizedDrawing, text } from "../chart/sized.js";
import { t } from "../t.js";
import { monthText, numberText } from "../words.js";

@customElement("rapport-record-plot")
export class RapportRecordPlot extends SizedDrawing {
  @property({ attribute: false }) issues: ScoreboardIssue[] = [];
  @property({ type: Number }) months = 6;

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const shown = this.issues.flatMap(({ month, replay, horizons }) => {
      const horizon = horizons.find(({ months }) => months === this.months);
      return horizon ? [{ month, replay, ...horizon }] : [];
    });
    const [left, right, top] = [40, 16, 34];
    const bottom = 270;
    const most =
      Math.max(4, ...shown.flatMap(({ high80, score, naive }) => [high80, score?.events ?? 0, naive])) * 1.08;
    const room = (width - left - right) / Math.max(1, shown.length);
    const x = (i: number) => left + (i + 0.5) * room;
    const y = (count: number) => bottom - (count / most) * (bottom - top);
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000].find((s) => most / s <= 6) ?? 10_000;
    const drawn: SVGTemplateResult[] = [];
    for (let mark = 0; mark <= most; mark += step)
      drawn.push(
        line(left, y(mark), width - right, y(mark), mark === 0 ? "base" : "grid"),
        text(left - 6, y(mark) + 4.5, numberText(mark, "count"), "s", "end"),
      );
    const every = Math.max(1, Math.ceil(96 / room));
    shown.forEach(({ month, expected, low80, high80, naive, score }, i) => {
      drawn.push(
        line(x(i), y(low80), x(i), y(high80), "sure"),
        line(x(i) - 9, y(expected), x(i) + 9, y(expected), "sure"),
        line(x(i) - 14, y(naive), x(i) + 14, y(naive), "one"),
      );
      if (score)
        drawn.push(svg`<circle cx=${round(x(i))} cy=${round(y(score.events))} r="5.5" class="dot"/>`);
      if (i % every === 0) drawn.push(text(x(i), bottom + 20, monthText(month), "s", "middle"));
    });
    drawn.push(text(left, 14, t("scoreboard.legend"), "s"));
    const label = shown
      .map(
        ({ month, expected, low80, high80, score }) =>
          `${monthText(month)}: ${expected.toFixed(1)} (${low80}–${high80}), ${score ? score.events : t("scoreboard.not_due")}`,
      )
      .join("; ");
    return { height: bottom + 30, label, marks: drawn };
  }
}
