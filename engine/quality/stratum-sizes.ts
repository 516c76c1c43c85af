// Plan + strata → how many records each stratum gives: in proportion, rounded up, and enough of them for the plan's proof.
import { upperBound } from "./exact-bound.js";
import { type PlanQuestion, samplingPlan } from "./sampling-plan.js";

export interface StratumSize {
  name: string;
  lot: number;
  size: number;
}

/** One stratum gets the plan's own size. Of several each gets its share, and all a few more until the bound holds. */
export function allocate(
  question: PlanQuestion,
  strata: readonly { name: string; lot: number }[],
): StratumSize[] {
  const lot = strata.reduce((sum, s) => sum + s.lot, 0);
  const { size } = samplingPlan(question);
  if (strata.length === 1) return [{ ...strata[0]!, size: Math.min(size, lot) }];
  for (let target = Math.min(size, lot); ; target++) {
    const sizes = strata.map((s) => ({ ...s, size: Math.min(s.lot, Math.ceil((target * s.lot) / lot)) }));
    if (target >= lot || poolsWithin(question, sizes)) return sizes;
  }
}

/** Would the accepted number of errors still prove the limit? */
function poolsWithin({ accept, confidence, limit }: PlanQuestion, sizes: readonly StratumSize[]): boolean {
  const drawn = sizes.reduce((sum, s) => sum + s.size, 0);
  return upperBound(accept, drawn, confidence) * stratumFactor(sizes) <= limit;
}

/** How far the least sampled stratum falls behind its share of the lot, ≥ 1: a pooled limit times this covers the lot. */
export function stratumFactor(strata: readonly StratumSize[]): number {
  const lot = strata.reduce((sum, s) => sum + s.lot, 0);
  const drawn = strata.reduce((sum, s) => sum + s.size, 0);
  return Math.max(1, ...strata.map((s) => (s.lot / lot) * (drawn / s.size)));
}
