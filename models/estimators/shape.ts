// One input's part of a logit as plain JSON: a curve of steps plus a line with bends for a number, a value per level for a
// category. A glass box is a sum of such shapes, so a person can read all of it (Lou, Caruana and Gehrke 2012).
import type { Column } from "./flat-table.js";

export interface NumberShape {
  kind: "number";
  /** Upper limits of the steps, inclusive; one step more than limits. */
  limits: number[];
  steps: number[];
  /** slope · (x − mean) / sd + Σ coefficient · (x − at)₊, with x kept within [low, high]. */
  line: { mean: number; sd: number; slope: number; bends: { at: number; coefficient: number }[] };
  /** Least and greatest value seen: beyond them the curve stays level. */
  low: number;
  high: number;
  /** Whole effect of a missing value. */
  missing: number;
  /** Mean effect over the training rows: what a contribution is counted from. */
  centre: number;
}

export interface CategoryShape {
  kind: "category";
  levels: { level: string; value: number }[];
  /** Levels never seen, and missing ones. */
  other: number;
  centre: number;
}

export type Shape = NumberShape | CategoryShape;

/** Effect on the logit, before it is centred. NaN = missing. */
export function numberEffect({ limits, steps, line, low, high, missing }: NumberShape, x: number): number {
  if (Number.isNaN(x)) return missing;
  const at = Math.min(high, Math.max(low, x));
  let effect = steps[stepOf(limits, at)] + (line.slope * (at - line.mean)) / line.sd;
  for (const bend of line.bends) if (at > bend.at) effect += bend.coefficient * (at - bend.at);
  return effect;
}

export const categoryEffect = (shape: CategoryShape, level: string | null): number =>
  shape.levels.find((l) => l.level === level)?.value ?? shape.other;

/** Effects of a whole column, before they are centred. */
export function columnEffects(shape: Shape, column: Column): Float64Array {
  if (shape.kind === "number") {
    if (column.kind !== "numeric") throw new Error(`${column.name} was a number when the shape was learned`);
    return Float64Array.from(column.values, (x) => numberEffect(shape, x));
  }
  if (column.kind !== "categorical")
    throw new Error(`${column.name} was a category when the shape was learned`);
  const byLevel = new Map(shape.levels.map(({ level, value }) => [level, value]));
  const byCode = column.levels.map((level) => byLevel.get(level) ?? shape.other);
  return Float64Array.from(column.codes, (code) => (code < 0 ? shape.other : byCode[code]));
}

function stepOf(limits: readonly number[], x: number): number {
  let low = 0;
  let high = limits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x <= limits[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}
