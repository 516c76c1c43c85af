// Two numbers with 95 % intervals → their difference, its interval, and whether chance alone would do.

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
  chance: Chance;
}

/** Below this many events on both sides together no verdict is given. */
const leastEvents = 5;

/**
 * Difference of two independent estimates by the method of variance estimates recovery (Newcombe 1998; Zou & Donner
 * 2008): L = d − √((b − lᵇ)² + (uᵃ − a)²), U = d + √((uᵇ − b)² + (a − lᵃ)²). For shares it is Newcombe's interval.
 * `confidence` widens it for several comparisons at once: the intervals are stretched by z(confidence) / z(95 %).
 */
export function changeOf(before: Estimate, after: Estimate, comparisons = 1): Change | null {
  const [a, la, ua] = [before.value, before.low, before.high];
  const [b, lb, ub] = [after.value, after.low, after.high];
  if (a === null || b === null || la === null || ua === null || lb === null || ub === null) return null;
  const difference = b - a;
  const below = Math.hypot(b - lb, ua - a);
  const above = Math.hypot(ub - b, a - la);
  const stretch = comparisons > 1 ? normalQuantile(1 - 0.025 / comparisons) / normalQuantile(0.975) : 1;
  const isReal = difference - below * stretch > 0 || difference + above * stretch < 0;
  return {
    difference,
    low: difference - below,
    high: difference + above,
    chance: tooFew(before, after) ? "too_few" : isReal ? "beyond_chance" : "could_be_chance",
  };
}

function tooFew(before: Estimate, after: Estimate): boolean {
  if (before.events !== null && after.events !== null) return before.events + after.events < leastEvents;
  return before.n !== null && after.n !== null && Math.min(before.n, after.n) < leastEvents;
}

/** Standard normal quantile for p > 0.5 (Abramowitz & Stegun 26.2.23, |error| < 4.5e-4). */
function normalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - p));
  return (
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3)
  );
}
