// Survival rows and groups → do the groups' curves differ? The log-rank test and its weighted relatives.
// Formula: Harrington and Fleming 1982, weights S(t−)^rho; numbers match survival::survdiff in R (rho 0: log-rank; 1: Peto and Peto).
import { chiSquareTail } from "./chi-square.js";
import type { ChiSquareTest } from "./cox-regression.js";
import { cholesky, choleskyInverse, quadraticForm } from "./linear-algebra.js";
import { risingOrder } from "../../engine/metrics/rising-order.js";
import type { SurvivalRows } from "./risk-sets.js";

export interface LogRankTest extends ChiSquareTest {
  /** Weighted events per group, and those expected if all groups shared one hazard. */
  observed: Float64Array;
  expected: Float64Array;
}

/** `group` numbers the groups from 0 to `groups` − 1; at least two must have somebody at risk at an event. */
export function logRank(
  { start, stop, event }: Omit<SurvivalRows, "stratum">,
  group: ArrayLike<number>,
  groups: number,
  rho = 0,
): LogRankTest {
  const n = stop.length;
  const byStop = risingOrder(stop);
  const byStart = start ? risingOrder(start) : [];
  const atRisk = new Float64Array(groups);
  if (!start) for (let row = 0; row < n; row++) atRisk[group[row]!]!++;
  const observed = new Float64Array(groups);
  const expected = new Float64Array(groups);
  const variance = new Float64Array(groups * groups);
  let survival = 1;
  let entered = 0;
  const [deaths, left] = [new Float64Array(groups), new Float64Array(groups)];
  for (let at = 0; at < n;) {
    const time = stop[byStop[at]!]!;
    for (; entered < byStart.length && start![byStart[entered]!]! < time; entered++)
      atRisk[group[byStart[entered]!]!]!++;
    deaths.fill(0);
    left.fill(0);
    for (; at < n && stop[byStop[at]!] === time; at++) {
      const row = byStop[at]!;
      left[group[row]!]!++;
      if (event[row]) deaths[group[row]!]!++;
    }
    const d = sum(deaths);
    const all = sum(atRisk);
    if (d > 0) {
      const weight = survival ** rho;
      const spread = all > 1 ? (weight * weight * d * (all - d)) / (all - 1) : 0;
      for (let g = 0; g < groups; g++) {
        const share = atRisk[g]! / all;
        observed[g]! += weight * deaths[g]!;
        expected[g]! += weight * d * share;
        for (let h = 0; h < groups; h++)
          variance[g * groups + h]! += spread * share * ((g === h ? 1 : 0) - atRisk[h]! / all);
      }
      survival *= 1 - d / all;
    }
    for (let g = 0; g < groups; g++) atRisk[g]! -= left[g]!;
  }
  // the differences add up to zero: one group says nothing new, and a group that was never at risk nothing at all
  const kept = Array.from({ length: groups }, (_, g) => g)
    .filter((g) => expected[g]! > 0)
    .slice(1);
  const difference = Float64Array.from(kept, (g) => observed[g]! - expected[g]!);
  const block = Float64Array.from({ length: kept.length ** 2 }, (_, i) => {
    const [a, b] = [kept[Math.floor(i / kept.length)]!, kept[i % kept.length]!];
    return variance[a * groups + b]!;
  });
  const chisq = quadraticForm(difference, choleskyInverse(cholesky(block, kept.length)), difference);
  return { observed, expected, chisq, df: kept.length, p: chiSquareTail(chisq, kept.length) };
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
