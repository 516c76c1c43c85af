// Two numbers with 95 % intervals → their difference, its interval, and whether chance alone would do; all of a page together.
import { falseDiscovery, falseDiscoveryRate } from "../../../engine/metrics/false-discovery.js";
import { normalTail } from "../../../engine/metrics/tail-probability.js";

/** A number as an answer carries it. */
export interface Estimate {
  value: number | null;
  low: number | null;
  high: number | null;
  /** Events behind a rate; null where the metric counts none. */
  events: number | null;
  n: number | null;
}

export type Chance = "beyond_chance" | "could_be_chance" | "too_few";

export interface Change {
  difference: number;
  low: number;
  high: number;
  /** Of no difference, from the half of the interval that faces 0; NaN where too few to say. */
  p: number;
  chance: Chance;
}

/** Below this many events on both sides together no verdict is given. */
const leastEvents = 5;

/**
 * Difference of two independent estimates by the method of variance estimates recovery (Newcombe 1998; Zou & Donner
 * 2008): L = d − √((b − lᵇ)² + (uᵃ − a)²), U = d + √((uᵇ − b)² + (a − lᵃ)²). For shares it is Newcombe's interval.
 * The verdict is that of this comparison alone: judgeTogether makes it hold among the others of the page.
 */
export function changeOf(before: Estimate, after: Estimate): Change | null {
  const [a, la, ua] = [before.value, before.low, before.high];
  const [b, lb, ub] = [after.value, after.low, after.high];
  if (a === null || b === null || la === null || ua === null || lb === null || ub === null) return null;
  const difference = b - a;
  const below = Math.hypot(b - lb, ua - a);
  const above = Math.hypot(ub - b, a - la);
  const facing = difference > 0 ? below : above;
  const few = tooFew(before, after);
  const p = few ? NaN : facing === 0 ? Number(difference === 0) : normalTail((z95 * difference) / facing);
  return {
    difference,
    low: difference - below,
    high: difference + above,
    p,
    chance: few ? "too_few" : verdict(p),
  };
}

/** Normal quantile for 97.5 %. */
const z95 = 1.959963984540054;

const verdict = (q: number): Chance => (q <= falseDiscoveryRate ? "beyond_chance" : "could_be_chance");

/**
 * All comparisons of a page → verdicts that hold together: of those called beyond chance at most 5 % are expected to be
 * false alarms (Benjamini & Hochberg 1995). Changes the verdicts in place; returns how many were tested.
 */
export function judgeTogether(changes: readonly (Change | null)[]): number {
  const tested = changes.filter((change): change is Change => change !== null && !Number.isNaN(change.p));
  const q = falseDiscovery(tested.map(({ p }) => p));
  for (const [i, change] of tested.entries()) change.chance = verdict(q[i]!);
  return tested.length;
}

function tooFew(before: Estimate, after: Estimate): boolean {
  if (before.events !== null && after.events !== null) return before.events + after.events < leastEvents;
  return before.n !== null && after.n !== null && Math.min(before.n, after.n) < leastEvents;
}
