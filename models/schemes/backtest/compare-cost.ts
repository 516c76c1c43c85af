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
  // a pair with one side unknown would look like less cost on that side
  const known = pairs.filter(({ a, b }) => a.multiplier !== null && b.multiplier !== null);
  const counts = { counted: known.length, leftOut: pairs.length - known.length };
  const isWhole = basis === "whole";
  const multiplier = {
    a: isWhole ? meanOf(known.map(({ a }) => a.multiplier!)) : null,
    b: isWhole ? meanOf(known.map(({ b }) => b.multiplier!)) : null,
  };
  const unknown = (reason: CostFacts["unknown"]): CostFacts => ({
    a: null,
    b: null,
    difference: null,
    unknown: reason,
    ...counts,
    multiplier,
  });
  if (!isWhole) return unknown("partial");
  if (known.length === 0) return unknown("no_multiplier");
  if (!bonus) return unknown("no_rule");
  const amounts = known.map((pair) => ({ a: bonus(pair.a), b: bonus(pair.b) }));
  const paid = amounts.filter(({ a, b }) => a !== null && b !== null);
  if (paid.length === 0) return unknown("no_rule");
  const [a, b] = [sumOf(paid.map((one) => one.a!)), sumOf(paid.map((one) => one.b!))];
  const counted = paid.length;
  return { a, b, difference: b - a, unknown: null, counted, leftOut: pairs.length - counted, multiplier };
}

/** Exact: whole minor units. */
const sumOf = (amounts: readonly number[]): number =>
  Number(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n));

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
