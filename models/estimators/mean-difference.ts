// Two samples of numbers → Welch's test and the standardised difference of their means with an interval.
// t and df: Welch 1947, as scipy.stats.ttest_ind(equal_var=False); d with the pooled standard deviation; g = J d with the exact
// J = Γ(ν/2) / (√(ν/2) Γ((ν−1)/2)) or Hedges' (1981) own 1 − 3/(4ν − 1), which most packages print. Interval of g: noncentral t
// inverted (Steiger & Fouladi 1997; MBESS::ci.smd in R), exact for normal values with one variance.
import jstat from "jstat";
import type { Limits } from "../../engine/metrics/interval.js";
import { studentTail } from "../../engine/metrics/tail-probability.js";
import { noncentrality } from "./noncentral-t.js";

export interface Moments {
  n: number;
  mean: number;
  /** n − 1 in the denominator; NaN below two values. */
  sd: number;
}

export interface MeanDifference {
  /** First minus second sample. */
  difference: number;
  /** 95 % by Welch's t. */
  differenceLimits: Limits;
  t: number;
  freedom: number;
  /** Two-sided. */
  p: number;
  cohensD: number;
  hedgesG: number;
  /** 95 % of the standardised difference. */
  gLimits: Limits;
}

export function moments(values: ArrayLike<number>): Moments {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i];
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  return { n, mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : Number.NaN };
}

/** NaN throughout where a sample has fewer than two values or nothing varies. */
export function meanDifference(first: Moments, second: Moments): MeanDifference {
  const difference = first.mean - second.mean;
  const a = first.sd ** 2 / first.n;
  const b = second.sd ** 2 / second.n;
  const error = Math.sqrt(a + b);
  const freedom = (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1));
  const t = difference / error;
  const within = first.n + second.n - 2;
  const pooled = Math.sqrt(((first.n - 1) * first.sd ** 2 + (second.n - 1) * second.sd ** 2) / within);
  const half = jstat.studentt.inv(0.975, freedom) * error;
  const cohensD = difference / pooled;
  const hedgesG = cohensD * (1 - 3 / (4 * within - 1));
  return {
    difference,
    differenceLimits: { low: difference - half, high: difference + half },
    t,
    freedom,
    p: studentTail(t, freedom),
    cohensD,
    hedgesG,
    gLimits: limitsOfG(cohensD, first.n, second.n),
  };
}

function limitsOfG(d: number, n1: number, n2: number): Limits {
  if (!Number.isFinite(d)) return { low: Number.NaN, high: Number.NaN };
  const freedom = n1 + n2 - 2;
  const root = Math.sqrt(1 / n1 + 1 / n2);
  const t = d / root;
  return {
    low: noncentrality(t, freedom, 0.975) * root,
    high: noncentrality(t, freedom, 0.025) * root,
  };
}
