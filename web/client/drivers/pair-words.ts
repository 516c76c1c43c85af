// A cell of a table of two inputs → where it lies and what it says, in the reader's language.
import type { PairAxis } from "../../../models/attrition-pair-shapes.js";
import type { PairView } from "../../server/attrition-view.js";
import { session } from "../session.js";
import { say, t } from "../t.js";

/** "Overtime 10–20, manager changed yes" of the cell with this number. */
export function cellName({ down, across }: PairView, cell: number): string {
  const [row, column] = [Math.floor(cell / across.cells), cell % across.cells];
  const comma = session.locale === "zh" ? "，" : ", ";
  return [
    `${say(down.label)} ${levelName(down, row)}`,
    `${say(across.label)} ${levelName(across, column)}`,
  ].join(comma);
}

/** A level, yes or no, or the span of numbers. */
export function levelName(axis: PairAxis, at: number): string {
  if (axis.levels.length > 0) return axis.levels[at];
  if (axis.kind === "flag") return t(at === axis.cells - 1 && axis.cells > 1 ? "drivers.yes" : "drivers.no");
  const [from, to] = [axis.edges[at - 1], axis.edges[at]].map((edge) =>
    edge === undefined ? undefined : axisNumber(edge, axis.edges),
  );
  if (from === undefined) return to === undefined ? t("drivers.pair_any") : `≤ ${to}`;
  return to === undefined ? `> ${from}` : session.locale === "zh" ? `${from}～${to}` : `${from}–${to}`;
}

export const cellText = (cell: PairView["cells"][number]): string => {
  if (!cell) return t("drivers.pair_withheld");
  const ratio = `×${cell.ratio.toFixed(2)}`;
  if (cell.low === null || cell.high === null) return ratio;
  const limits = `${cell.low.toFixed(2)}–${cell.high.toFixed(2)}`;
  return session.locale === "zh" ? `${ratio}（${limits}）` : `${ratio} (${limits})`;
};

/** Digits that the width of the axis calls for. */
export function axisNumber(value: number, edges: readonly number[]): string {
  const span = edges[edges.length - 1] - edges[0];
  return new Intl.NumberFormat(session.locale === "zh" ? "zh-CN" : "en", {
    maximumFractionDigits: span >= 20 ? 0 : span >= 4 ? 1 : 2,
  }).format(value);
}
