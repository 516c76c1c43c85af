// A coefficient, its standard error and degrees of freedom → interval and p by Student's t; several → a joint F test.
import jstat from "jstat";
import { studentTail } from "../../engine/metrics/tail-probability.js";
import { cholesky, choleskyInverse, quadraticForm } from "./linear-algebra.js";

export interface Estimate {
  value: number;
  error: number;
  /** 95 %. */
  low: number;
  high: number;
  p: number;
  /** Degrees of freedom; null = normal. */
  freedom: number | null;
}

/** NaN limits and p where there is no standard error. Degrees of freedom may be infinite (normal). */
export function estimate(value: number, error: number, freedom: number): Estimate {
  const known = Number.isFinite(error) && error > 0 && freedom > 0;
  const half = known ? tQuantile(freedom) * error : Number.NaN;
  return {
    value,
    error: known ? error : Number.NaN,
    low: value - half,
    high: value + half,
    p: known ? studentTail(value / error, freedom) : Number.NaN,
    freedom: Number.isFinite(freedom) ? freedom : null,
  };
}

const quantiles = new Map<number, number>();

/** 97.5 % of Student's t: jstat's inverse, good to 1e-8, and one Newton step. */
function tQuantile(freedom: number): number {
  const df = Math.min(freedom, 1e6);
  let t = quantiles.get(df);
  if (t === undefined) {
    t = jstat.studentt.inv(0.975, df);
    t += (studentTail(t, df) - 0.05) / (2 * jstat.studentt.pdf(t, df));
    quantiles.set(df, t);
  }
  return t;
}

export interface JointTest {
  f: number;
  numerator: number;
  denominator: number;
  p: number;
}

/** H₀: all of `indices` are 0. F = bᵀ V⁻¹ b / q on (q, freedom); R: car::linearHypothesis(test = "F"), statsmodels f_test. */
export function jointTest(
  coefficients: ArrayLike<number>,
  covariance: Float64Array,
  columns: number,
  indices: readonly number[],
  freedom: number,
): JointTest | null {
  if (indices.length === 0) return null;
  const q = indices.length;
  const part = Float64Array.from({ length: q * q }, (_, at) => {
    const [i, j] = [indices[Math.floor(at / q)]!, indices[at % q]!];
    return covariance[i * columns + j]!;
  });
  const factor = cholesky(part, q);
  const rank = q - factor.aliased.length;
  if (rank === 0) return null;
  const b = indices.map((i) => coefficients[i]!);
  const f = quadraticForm(b, choleskyInverse(factor), b) / rank;
  return { f, numerator: rank, denominator: freedom, p: 1 - jstat.centralF.cdf(f, rank, freedom) };
}
