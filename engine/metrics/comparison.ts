// Two measured cells, now and before (or here and there) → difference, its 95 % interval, and whether it could be chance.
import type { Chance, RefusalCode } from "../result.js";
import type { Measured } from "./cell.js";
import { mover } from "./interval.js";
import type { MeasureNode } from "./tree.js";

/** Below these no claim about chance is made: events of both sides together; people on the smaller side. */
export const minimumEvents = 5;
export const minimumPeople = 10;

export interface Compared {
  previous: Float64Array;
  difference: Float64Array;
  low: Float64Array;
  high: Float64Array;
  chance: (Chance | null)[];
  refused: (RefusalCode | null)[];
}

/** `then` is aligned with `now`, row by row. */
export function compareMeasured(now: Measured, then: Measured): Compared {
  const length = now.value.length;
  const result: Compared = {
    previous: then.value,
    difference: new Float64Array(length).fill(NaN),
    low: new Float64Array(length).fill(NaN),
    high: new Float64Array(length).fill(NaN),
    chance: Array.from({ length }, () => null),
    refused: Array.from({ length }, () => null),
  };
  const hasInterval = now.node.metric.interval !== "none";
  for (let row = 0; row < length; row++) {
    result.refused[row] = now.refused[row] ?? then.refused[row];
    if (result.refused[row] !== null) continue;
    const [a, b] = [now.value[row], then.value[row]];
    result.difference[row] = a - b;
    if (!hasInterval) continue;
    const limits = mover(a, { low: now.low[row], high: now.high[row] }, b, {
      low: then.low[row],
      high: then.high[row],
    });
    result.low[row] = limits.low;
    result.high[row] = limits.high;
    result.chance[row] = isTooFew(now, then, row)
      ? "too_few"
      : limits.low > 0 || limits.high < 0
        ? "beyond_chance"
        : "could_be_chance";
  }
  return result;
}

function isTooFew(now: Measured, then: Measured, row: number): boolean {
  if (Number.isNaN(now.low[row]) || Number.isNaN(then.low[row])) return true;
  if (now.node.metric.interval === "poisson") return now.events[row] + then.events[row] < minimumEvents;
  return Math.min(people(now.node, now, row), people(then.node, then, row)) < minimumPeople;
}

/** Wilson's n is the number followed; elsewhere the people behind the number. */
const people = (node: MeasureNode, measured: Measured, row: number): number =>
  node.metric.interval === "wilson" ? measured.exposure[row] : measured.n[row];
