// Means, medians and costs of a back-test → the same, no finer than one person could move them: two back-tests whose people differ by
// one, subtracted, say no more of that one than that. Counts are dealt with where groups are released.
import { snap, toStep } from "../../../engine/disclosure/honest-digits.js";
import type { Backtest, CostFacts, SideFacts } from "./backtest-types.js";

/** Points between the worst and the best score; between two multipliers; that a change of scheme moves somebody by at most. */
const range = { score: 100, multiplier: 1, change: 20 };

/** `people`: who stands behind it; never fewer than one. */
const rounded = (value: number, spread: number, people: number): number =>
  toStep(value, snap(spread / Math.max(1, people)));

export function honestBacktest(found: Backtest): Backtest {
  const { both } = found.people;
  const { changes } = found;
  return {
    ...found,
    sides: { a: honestSide(found.sides.a), b: honestSide(found.sides.b) },
    changes: changes && { ...changes, mean: rounded(changes.mean, range.change, both) },
    cost: honestCost(found.cost, both),
    sensitivity: found.sensitivity.map((one) => ({
      ...one,
      shifts: one.shifts.map((shift) => ({
        ...shift,
        meanChange: rounded(shift.meanChange, range.change, one.people),
      })),
    })),
    contributions: found.contributions.map((row) => ({
      ...row,
      meanWeight: rounded(row.meanWeight, range.score, row.people),
      meanScore: row.meanScore === null ? null : rounded(row.meanScore, range.score, row.people),
    })),
  };
}

/** The middle of few scores is one of them: it is told on the grid of the mean. */
const honestSide = (side: SideFacts): SideFacts => ({
  ...side,
  mean: rounded(side.mean, range.score, side.people),
  median: rounded(side.median, range.score, side.people),
});

/** To a step of twice what one person costs on average; the difference is that of the costs told. */
function honestCost(cost: CostFacts, people: number): CostFacts {
  const { a, b, multiplier } = cost;
  const mean = (value: number | null): number | null =>
    value === null ? null : rounded(value, range.multiplier, people);
  const multipliers = { a: mean(multiplier.a), b: mean(multiplier.b) };
  if (a === null || b === null || people === 0) return { ...cost, multiplier: multipliers };
  const most = Math.max(Math.abs(a), Math.abs(b));
  const told = (value: number): number => (most === 0 ? 0 : toStep(value, snap((2 * most) / people)));
  return { ...cost, a: told(a), b: told(b), difference: told(b) - told(a), multiplier: multipliers };
}
