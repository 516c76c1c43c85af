// Rows that belong to clusters (a person's) + responses → least squares with errors that hold within clusters: the jackknife that
// leaves out one cluster at a time (CR3; Bell & McCaffrey 2002). With one row per cluster it is HC3 × (n − 1)/n.
// Numbers as R sandwich::vcovBS(type = "jackknife", cluster = ) and clubSandwich's CR3.
import jstat from "jstat";
import { studentTail } from "../../engine/metrics/tail-probability.js";
import { cholesky, choleskyInverse, choleskySolve } from "./linear-algebra.js";

export interface ClusteredFit {
  coefficients: Float64Array;
  /** NaN where a coefficient rests on one cluster. */
  errors: Float64Array;
  low: Float64Array;
  high: Float64Array;
  p: Float64Array;
  /** Clusters − 1. */
  degrees: number;
  clusters: number;
}

/** `rows[i]`: regressors of row i, the intercept among them. Undefined with fewer than columns + 2 clusters, or dependent columns. */
export function clusteredLeastSquares(
  rows: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  clusters: readonly string[],
  level = 0.95,
): ClusteredFit | undefined {
  const width = rows[0]?.length ?? 0;
  const members = new Map<string, number[]>();
  clusters.forEach((cluster, i) => members.set(cluster, [...(members.get(cluster) ?? []), i]));
  const count = members.size;
  if (width === 0 || count < width + 2) return undefined;
  const all = sums(rows, y, [...rows.keys()]);
  const factor = cholesky(all.cross, width);
  if (factor.aliased.length > 0) return undefined;
  const coefficients = choleskySolve(factor, all.right);
  const spread = new Float64Array(width);
  let isWhole = choleskyInverse(factor).every(Number.isFinite);
  for (const own of members.values()) {
    const part = sums(rows, y, own);
    const without = cholesky(
      all.cross.map((v, k) => v - part.cross[k]),
      width,
      1e-9,
    );
    if (without.aliased.length > 0) {
      isWhole = false;
      break;
    }
    const left = choleskySolve(
      without,
      all.right.map((v, k) => v - part.right[k]),
    );
    for (let j = 0; j < width; j++) spread[j] += (left[j] - coefficients[j]) ** 2;
  }
  const errors = spread.map((v) => (isWhole ? Math.sqrt(((count - 1) / count) * v) : NaN));
  const quantile = jstat.studentt.inv((1 + level) / 2, count - 1);
  return {
    coefficients,
    errors,
    low: coefficients.map((b, j) => b - quantile * errors[j]),
    high: coefficients.map((b, j) => b + quantile * errors[j]),
    p: coefficients.map((b, j) => studentTail(b / errors[j], count - 1)),
    degrees: count - 1,
    clusters: count,
  };
}

function sums(
  rows: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  own: readonly number[],
): { cross: Float64Array; right: Float64Array } {
  const width = rows[0].length;
  const cross = new Float64Array(width * width);
  const right = new Float64Array(width);
  for (const i of own)
    for (let j = 0; j < width; j++) {
      right[j] += rows[i][j] * y[i];
      for (let k = 0; k < width; k++) cross[j * width + k] += rows[i][j] * rows[i][k];
    }
  return { cross, right };
}
