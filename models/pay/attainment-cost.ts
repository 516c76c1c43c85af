// People's facts → what the rules would cost if everybody reached 80, 100 or 120 % of their target, and at a forecast's quantiles.
import { calculatePay } from "./calculate-pay.js";
import { decimalOf, ratio, timesRatio, type Ratio } from "./decimal.js";
import { scaled, sumFen, type Fen } from "./money.js";
import type { PayFacts } from "./pay-facts.js";
import type { PayRules, PayVersion } from "./pay-rule-schema.js";

/** Attainments of the whole, as a forecast has them: its 10th, 50th and 90th percentile. */
export interface AttainmentForecast {
  low: number;
  middle: number;
  high: number;
}

/** What somebody sold and what was set for them, from whichever rules know it. */
export interface Basis {
  reached: Fen;
  wanted: Fen;
}

export function basisOf({ amounts, targets }: PayFacts): Basis | null {
  let [reached, wanted] = [0, 0];
  for (const [rule, target] of targets) {
    reached += Math.max(0, amounts.get(rule) ?? 0);
    wanted += target;
  }
  return reached > 0 && wanted > 0 ? { reached, wanted } : null;
}

/**
 * The period with sales at that share of the target: a person's amounts become target × share, and what has no target of its
 * own (orders, other amounts) goes by the same factor. Who has no target at all: the period itself is the hundred per cent.
 * Scores and shifts stay as they were.
 */
export function atAttainment(facts: PayFacts, share: Ratio, basis: Basis | null = basisOf(facts)): PayFacts {
  const factor = basis ? timesRatio(share, ratio(basis.wanted, basis.reached)) : share;
  const amounts = new Map(
    [...facts.amounts].map(([rule, amount]) => {
      const target = facts.targets.get(rule);
      return [rule, target !== undefined && target > 0 ? scaled(target, share) : scaled(amount, factor)];
    }),
  );
  const orders = facts.orders.map((order) => ({ ...order, amount: scaled(order.amount, factor) }));
  return { ...facts, amounts, orders, cancelled: [] };
}

/** Cost of everybody at each share of the target. `bases`: by employee, where another side knows the target. */
export function costAt(
  { rules, version, currency }: { rules: PayRules; version: PayVersion; currency: string },
  people: readonly PayFacts[],
  shares: readonly number[],
  bases: ReadonlyMap<string, Basis> = new Map(),
): { share: number; cost: Fen }[] {
  return shares.map((share) => {
    const by = decimalOf(share)!;
    const totals = people.map((facts) => {
      const basis = basisOf(facts) ?? bases.get(facts.employee) ?? null;
      return calculatePay(rules, version, atAttainment(facts, by, basis), currency).total;
    });
    return { share, cost: sumFen(totals) };
  });
}

/**
 * A cost never falls as sales rise, and everybody moves with the whole: so the cost at a quantile of the attainment is that
 * quantile of the cost.
 */
export const quantilesOf = ({ low, middle, high }: AttainmentForecast): number[] => [low, middle, high];
