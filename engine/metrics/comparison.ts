// Two measured cells, now and before (or here and there) → difference, its 95 % interval, and whether it could be chance.
// Chance is judged over all comparisons of an answer together: judgeTogether.
import type { Chance, ChanceFamily, RefusalCode } from "../result.js";
import type { Measured } from "./cell.js";
import { meansTest, ratesTest, sharesTest } from "./chance-test.js";
import { falseDiscovery, falseDiscoveryRate } from "./false-discovery.js";
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
  /** Of the test of no difference; NaN where none is made. */
  p: Float64Array;
  /** p adjusted for all comparisons of the answer (Benjamini–Hochberg); filled in by `judgeTogether`. */
  q: Float64Array;
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
    p: new Float64Array(length).fill(NaN),
    q: new Float64Array(length).fill(NaN),
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
    result.p[row] = isTooFew(now, then, row) ? NaN : pOf(now, then, row);
    result.chance[row] = "too_few";
  }
  return result;
}

function pOf(now: Measured, then: Measured, row: number): number {
  switch (now.node.metric.interval) {
    case "poisson":
      return ratesTest(now.events[row], now.exposure[row], then.events[row], then.exposure[row]);
    case "wilson":
      return sharesTest(now.events[row], now.exposure[row], then.events[row], then.exposure[row]);
    case "ratio_by_person":
    case "mean_by_person":
      return meansTest(estimated(now, row), estimated(then, row));
    case "none":
      return NaN;
  }
}

const estimated = ({ value, error, n }: Measured, row: number) => ({
  value: value[row],
  error: error[row],
  freedom: n[row] - 1,
});

/**
 * Every comparison of an answer (rows, totals, metrics, other sides) → verdicts that hold together: of those called
 * "beyond chance" at most 5 % are expected to be false alarms. Fills in `q` and `chance`.
 */
export function judgeTogether(all: readonly Compared[]): ChanceFamily {
  const places = all.flatMap((compared) =>
    Array.from(compared.p, (p, row) => ({ compared, row, p })).filter(({ p }) => !Number.isNaN(p)),
  );
  const q = falseDiscovery(places.map(({ p }) => p));
  let beyond = 0;
  for (const [i, { compared, row }] of places.entries()) {
    compared.q[row] = q[i];
    const isBeyond = q[i] <= falseDiscoveryRate;
    compared.chance[row] = isBeyond ? "beyond_chance" : "could_be_chance";
    if (isBeyond) beyond++;
  }
  return { comparisons: places.length, beyond, rate: falseDiscoveryRate };
}

function isTooFew(now: Measured, then: Measured, row: number): boolean {
  if (Number.isNaN(now.low[row]) || Number.isNaN(then.low[row])) return true;
  if (now.node.metric.interval === "poisson") return now.events[row] + then.events[row] < minimumEvents;
  return Math.min(people(now.node, now, row), people(then.node, then, row)) < minimumPeople;
}

/** Wilson's n is the number followed; elsewhere the people behind the number. */
const people = (node: MeasureNode, measured: Measured, row: number): number =>
  node.metric.interval === "wilson" ? measured.exposure[row] : measured.n[row];
