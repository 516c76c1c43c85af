// Two samples of numbers → Mann–Whitney's test and the chance that a value of the first exceeds one of the second (AUC).
// U, p: normal approximation with ties and continuity correction, as scipy.stats.mannwhitneyu(method="asymptotic").
// Interval: DeLong, DeLong & Clarke-Pearson 1988 on the logit scale (pROC in R); where all values are on one side, Newcombe's
// (2006) fifth method, which needs no variance.
import type { Limits } from "../../engine/metrics/interval.js";
import { normalTail } from "../../engine/metrics/tail-probability.js";

export interface RankDifference {
  /** Pairs in which the first sample is above, ties count half. */
  u: number;
  p: number;
  auc: number;
  /** 95 %. */
  limits: Limits;
  standardError: number;
}

const z = 1.959963984540054;

export function rankDifference(first: ArrayLike<number>, second: ArrayLike<number>): RankDifference {
  const m = first.length;
  const n = second.length;
  const { placements, ties } = placementsOf(first, second);
  let u = 0;
  for (let i = 0; i < m; i++) u += placements[i] * n;
  const auc = u / (m * n);
  const total = m + n;
  const variance = ((m * n) / 12) * (total + 1 - ties / (total * (total - 1)));
  const distance = Math.max(0, Math.abs(u - (m * n) / 2) - 0.5);
  const standardError = Math.sqrt(deLongVariance(placements, m, n));
  return {
    u,
    p: m > 0 && n > 0 && variance > 0 ? normalTail(distance / Math.sqrt(variance)) : Number.NaN,
    auc,
    limits: aucLimits(auc, standardError, m, n),
    standardError,
  };
}

/** For each value of the first sample the share of the second below it (ties half); then the other way round. */
export function placementsOf(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): { placements: Float64Array; ties: number } {
  const m = first.length;
  const n = second.length;
  const value = (i: number) => (i < m ? first[i] : second[i - m]);
  const order = Array.from({ length: m + n }, (_, i) => i).sort((a, b) => value(a) - value(b));
  const placements = new Float64Array(m + n);
  let below = [0, 0];
  let ties = 0;
  for (let i = 0; i < order.length;) {
    let end = i;
    const here = [0, 0];
    while (end < order.length && value(order[end]) === value(order[i])) here[order[end++] < m ? 0 : 1]++;
    for (let k = i; k < end; k++) {
      const isFirst = order[k] < m;
      placements[order[k]] = isFirst ? (below[1] + here[1] / 2) / n : (m - below[0] - here[0] / 2) / m;
    }
    const tied = end - i;
    ties += tied ** 3 - tied;
    below = [below[0] + here[0], below[1] + here[1]];
    i = end;
  }
  return { placements, ties };
}

function deLongVariance(placements: Float64Array, m: number, n: number): number {
  const spread = (from: number, to: number) => {
    let sum = 0;
    for (let i = from; i < to; i++) sum += placements[i];
    const mean = sum / (to - from);
    let squares = 0;
    for (let i = from; i < to; i++) squares += (placements[i] - mean) ** 2;
    return squares / (to - from - 1) / (to - from);
  };
  return spread(0, m) + spread(m, m + n);
}

export function aucLimits(auc: number, standardError: number, m: number, n: number): Limits {
  if (Number.isNaN(auc)) return { low: Number.NaN, high: Number.NaN };
  if (!(standardError > 0) || auc <= 0 || auc >= 1) return newcombe(auc, m, n);
  const centre = Math.log(auc / (1 - auc));
  const half = (z * standardError) / (auc * (1 - auc));
  return { low: 1 / (1 + Math.exp(half - centre)), high: 1 / (1 + Math.exp(-half - centre)) };
}

/** Solves (θ̂ − θ)² = z² V(θ) with Hanley & McNeil's variance for samples of (m + n)/2. */
function newcombe(auc: number, m: number, n: number): Limits {
  const mean = (m + n) / 2;
  const variance = (a: number) =>
    (a * (1 - a) * (1 + (mean - 1) * ((1 - a) / (2 - a) + a / (1 + a)))) / (m * n);
  const edge = (outer: number) => {
    let [inside, outside] = [auc, outer];
    for (let k = 0; k < 60; k++) {
      const middle = (inside + outside) / 2;
      if ((auc - middle) ** 2 < z * z * variance(middle)) inside = middle;
      else outside = middle;
    }
    return inside;
  };
  return { low: auc <= 0 ? 0 : edge(0), high: auc >= 1 ? 1 : edge(1) };
}
