// Paired scores and what a pay rule makes of each → the cost of either scheme, in whole minor units, or why it is not known.
import type { PersonScore } from "../score-types.js";
import type { Comparability, CostFacts } from "./backtest-types.js";
import type { PairedScore } from "./paired-scores.js";

/** What the rule pays for this score, in whole minor units; null where it gives none. It is reckoned, never paid. */
export type Bonus = (score: PersonScore) => number | null;

export function compareCost(
  pairs: readonly PairedScore[],
  { basis }: Comparability,
  bonus: Bonus | undefined,
): CostFacts {
  const multiplier = {
    a: meanOf(pairs.map(({ a }) => a.multiplier)),
    b: meanOf(pairs.map(({ b }) => b.multiplier)),
  };
  const unknown = (reason: CostFacts["unknown"]): CostFacts => ({
    a: null,
    b: null,
    difference: null,
    unknown: reason,
    multiplier,
  });
  if (basis !== "whole") return { ...unknown("partial"), multiplier: { a: null, b: null } };
  if (multiplier.a === null || multiplier.b === null) return unknown("no_multiplier");
  if (!bonus) return unknown("no_rule");
  const a = sumOf(pairs.map((pair) => bonus(pair.a)));
  const b = sumOf(pairs.map((pair) => bonus(pair.b)));
  if (a === null || b === null) return unknown("no_rule");
  return { a, b, difference: b - a, unknown: null, multiplier };
}

/** Null as soon as one is not known: a sum without it would look like less cost. */
function sumOf(amounts: readonly (number | null)[]): number | null {
  let sum = 0n;
  for (const amount of amounts) {
    if (amount === null) return null;
    sum += BigInt(amount);
  }
  return amounts.length > 0 ? Number(sum) : null;
}

function meanOf(values: readonly (number | null)[]): number | null {
  if (values.length === 0 || values.includes(null)) return null;
  return values.reduce<number>((sum, value) => sum + value!, 0) / values.length;
}
