// Effects with 95 % intervals around zero, in standard deviations of performance; solid = beyond chance, dashed and open = could be.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { EffectView } from "../../server/traits-view.js";
import { labelWidth, line, round, SizedDrawing, text } from "../chart/sized.js";
import { say, t } from "../t.js";
import { signed, signedRange } from "./trait-words.js";

export interface EffectRow extends EffectView {
  beyondChance: boolean;
}

@customElement("rapport-effect-plot")
export class RapportEffectPlot extends SizedDrawing {
  @property({ attribute: false }) rows: EffectRow[] = [];

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const narrow = width < 620;
    const rowHeight = narrow ? 58 : 34;
    const left = narrow
      ? 6
      : Math.min(
          Math.round(width * 0.45),
          Math.max(150, ...this.rows.map((row) => labelWidth(say(row.label)))) + 20,
        );
    const right = narrow ? 6 : 150;
    const reach = Math.max(0.5, ...this.rows.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
    const end = Math.min(2, Math.ceil(reach * 4) / 4);
    const x = (value: number): number =>
      left + ((Math.min(end, Math.max(-end, value)) + end) / (2 * end)) * (width - left - right);
    const top = 30;
    const bottom = top + this.rows.length * rowHeight;
    const marks: SVGTemplateResult[] = [];
    for (const mark of [-end, -end / 2, 0, end / 2, end]) {
      marks.push(line(x(mark), top - 6, x(mark), bottom + 4, mark === 0 ? "one" : "grid"));
      const words = signed(mark);
      const half = labelWidth(words) / 2;
      marks.push(
        text(
          Math.min(width - half, Math.max(half, x(mark))),
          bottom + 20,
          words,
          mark === 0 ? "b" : "s",
          "middle",
        ),
      );
    }
    marks.push(
      text(x(0) - 10, 14, `← ${t("traits.lower")}`, "s", "end"),
      text(x(0) + 10, 14, `${t("traits.higher")} →`, "s"),
    );
    if (!narrow)
      marks.push(
        text(width - 104, 14, t("traits.effect"), "s", "end"),
        text(width, 14, t("traits.interval"), "s", "end"),
      );
    this.rows.forEach((row, i) => {
      const y0 = top + i * rowHeight;
      const y = narrow ? y0 + 42 : y0 + rowHeight / 2;
      const words = { value: signed(row.value), range: signedRange(row) };
      const weight = row.beyondChance ? "b halo" : "halo";
      marks.push(line(0, y0, width, y0, "grid"), text(0, narrow ? y0 + 20 : y + 4.5, say(row.label), weight));
      if (narrow)
        marks.push(
          text(
            width,
            y0 + 20,
            `${words.value} (${words.range})`,
            row.beyondChance ? "b halo" : "s halo",
            "end",
          ),
        );
      else
        marks.push(
          text(width - 104, y + 4.5, words.value, "b", "end"),
          text(width, y + 4.5, words.range, "s", "end"),
        );
      marks.push(
        line(x(row.low), y, x(row.high), y, row.beyondChance ? "sure" : "chancy"),
        svg`<circle cx=${round(x(row.value))} cy=${round(y)} r="5" class=${row.beyondChance ? "dot" : "chancy-dot"}/>`,
      );
    });
    marks.push(line(0, bottom, width, bottom, "base"));
    const label = this.rows
      .map((row) => `${say(row.label)}: ${signed(row.value)} (${signedRange(row)})`)
      .join("; ");
    return { height: bottom + 28, label, marks };
  }
}
