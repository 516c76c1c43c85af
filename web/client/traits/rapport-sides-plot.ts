// Share with a trait among the best (filled) and among the others (open), each with its interval, on one scale from 0 to 100 %.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { SideView } from "../../server/traits-view.js";
import { labelWidth, line, round, SizedDrawing, text } from "../chart/sized.js";
import { say, t } from "../t.js";
import { percentText, timesText } from "./trait-words.js";

@customElement("rapport-sides-plot")
export class RapportSidesPlot extends SizedDrawing {
  @property({ attribute: false }) rows: (SideView & { beyondChance: boolean })[] = [];

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const narrow = width < 620;
    const rowHeight = narrow ? 82 : 46;
    const left = narrow
      ? 6
      : Math.min(
          Math.round(width * 0.42),
          Math.max(150, ...this.rows.map((row) => labelWidth(say(row.text)))) + 20,
        );
    const right = narrow ? 6 : 210;
    const x = (share: number): number => left + share * (width - left - right);
    const top = 30;
    const bottom = top + this.rows.length * rowHeight;
    const marks: SVGTemplateResult[] = [];
    for (const mark of [0, 0.25, 0.5, 0.75, 1]) {
      marks.push(line(x(mark), top - 6, x(mark), bottom + 4, "grid"));
      const half = labelWidth(percentText(mark)) / 2;
      marks.push(
        text(Math.min(width - half, Math.max(half, x(mark))), bottom + 20, percentText(mark), "s", "middle"),
      );
    }
    if (!narrow)
      marks.push(
        text(width - 134, 14, t("traits.lift"), "s", "end"),
        text(width, 14, t("traits.not_top"), "s", "end"),
      );
    this.rows.forEach((row, i) => {
      const y0 = top + i * rowHeight;
      const y = narrow ? y0 + 60 : y0 + rowHeight / 2;
      const name = row.beyondChance ? "b halo" : "halo";
      marks.push(line(0, y0, width, y0, "grid"), text(0, narrow ? y0 + 20 : y + 4.5, say(row.text), name));
      const lift = timesText(row.lift.ratio);
      const rest = percentText(row.notTop.share);
      if (narrow)
        marks.push(
          text(0, y0 + 39, `${t("traits.lift")} ${lift} · ${t("traits.not_top")} ${rest}`, "s halo"),
        );
      else marks.push(text(width - 134, y + 4.5, lift, "b", "end"), text(width, y + 4.5, rest, "s", "end"));
      const look = row.beyondChance ? "sure" : "chancy";
      marks.push(
        line(x(row.amongTop.low), y - 6, x(row.amongTop.high), y - 6, look),
        line(x(row.amongRest.low), y + 6, x(row.amongRest.high), y + 6, "chancy"),
        svg`<circle cx=${round(x(row.amongTop.share))} cy=${round(y - 6)} r="5" class="dot"/>`,
        svg`<circle cx=${round(x(row.amongRest.share))} cy=${round(y + 6)} r="5" class="chancy-dot"/>`,
      );
    });
    marks.push(line(0, bottom, width, bottom, "base"));
    const label = this.rows
      .map(
        (row) =>
          `${say(row.text)}: ${t("traits.top")} ${percentText(row.amongTop.share)}, ${t("traits.rest")} ${percentText(row.amongRest.share)}`,
      )
      .join("; ");
    return { height: bottom + 28, label, marks };
  }
}
