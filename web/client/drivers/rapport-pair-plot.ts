// Two inputs that matter together: a heat map of what they add beyond their curves, both axes named; colour only where it is sure.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { PairAxis } from "../../../models/attrition-pair-shapes.js";
import type { PairView } from "../../server/attrition-view.js";
import { labelWidth, line, round, SizedDrawing, text } from "../chart/sized.js";
import { say, t } from "../t.js";
import { axisNumber, cellName, cellText, levelName } from "./pair-words.js";

const rowHeight = 26;
/** A cell narrower than this has no room for its number: the table has it. */
const roomForNumber = 42;

@customElement("rapport-pair-plot")
export class RapportPairPlot extends SizedDrawing {
  @property({ attribute: false }) pair!: PairView;

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const { down, across, cells } = this.pair;
    const rowNames = marksOf(down);
    const left = Math.min(
      Math.round(width * 0.4),
      Math.max(34, ...rowNames.map(({ name }) => labelWidth(name))) + 10,
    );
    const top = 26;
    const cell = (width - left - 8) / across.cells;
    const bottom = top + down.cells * rowHeight;
    const marks = [text(0, 14, `↑ ${say(down.label)}`, "s")];
    // numbers rise upward, levels are read from the top
    const yOf = (row: number): number => (isLevels(down) ? top + row * rowHeight : bottom - row * rowHeight);
    for (const { at, name } of rowNames)
      marks.push(text(left - 6, yOf(at) + 4.5, shortened(name, left - 8), "s", "end"));
    let free = -Infinity;
    for (const { at, name } of marksOf(across)) {
      const x = left + at * cell;
      const wide = shortened(name, isLevels(across) ? Math.max(cell - 4, 30) : width);
      const half = labelWidth(wide) / 2;
      const middle = Math.min(x, width - half);
      if (middle - half < free) continue;
      free = middle + half + 6;
      marks.push(text(middle, bottom + 18, wide, "s", "middle"));
    }
    marks.push(text(width - 8, bottom + 40, `${say(across.label)} →`, "s", "end"));
    cells.forEach((one, i) => {
      const [row, column] = [Math.floor(i / across.cells), i % across.cells];
      const y = isLevels(down) ? yOf(row) : yOf(row + 1);
      const step = one ? stepOf(one) : "none";
      marks.push(
        svg`<rect x=${round(left + column * cell)} y=${round(y)} width=${round(cell)} height=${rowHeight} class=${`heat heat-${step}`}><title>${cellName(this.pair, i)}: ${cellText(one)}</title></rect>`,
      );
      if (!one)
        marks.push(line(left + column * cell, y + rowHeight, left + (column + 1) * cell, y, "heat-hatch"));
      if (one && cell >= roomForNumber)
        marks.push(
          text(
            left + (column + 0.5) * cell,
            y + 17.5,
            `×${one.ratio.toFixed(2)}`,
            `s heat-on-${step}`,
            "middle",
          ),
        );
    });
    return { height: bottom + 46, label: this.#description(), marks };
  }

  #description(): string {
    const { label, cells } = this.pair;
    const shown = cells.flatMap((one, i) => (one ? [`${cellName(this.pair, i)} ${cellText(one)}`] : []));
    return t("drivers.pair_described", { pair: say(label), cells: shown.join("; ") });
  }
}

/** Five steps; "even" where the interval holds 1, whatever the estimate. */
function stepOf({ ratio, low, high }: NonNullable<PairView["cells"][number]>): string {
  const isSure = low !== null && high !== null && (low > 1 || high < 1);
  if (!isSure) return "even";
  if (ratio >= 1.5) return "far-more";
  if (ratio >= 1.1) return "more";
  if (ratio <= 1 / 1.5) return "far-less";
  return ratio <= 1 / 1.1 ? "less" : "even";
}

const isLevels = ({ kind, levels }: PairAxis): boolean => kind === "category" || levels.length > 0;

/** Names beside the axis: of levels at their middle, of numbers where one cell ends and the next begins. `at` counts cells. */
function marksOf(axis: PairAxis): { at: number; name: string }[] {
  if (axis.levels.length > 0 || axis.kind === "flag")
    return Array.from({ length: axis.cells }, (_, i) => ({ at: i + 0.5, name: levelName(axis, i) }));
  return axis.edges.map((edge, i) => ({ at: i + 1, name: axisNumber(edge, axis.edges) }));
}

function shortened(name: string, room: number): string {
  if (labelWidth(name) <= room) return name;
  let kept = name;
  while (kept.length > 1 && labelWidth(`${kept}…`) > room) kept = kept.slice(0, -1);
  return `${kept}…`;
}
