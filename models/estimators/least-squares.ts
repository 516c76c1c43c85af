// Design (row-major), outcome, optional weights → least squares, and its covariance by clusters of rows.
// Formula: β = (XᵀWX)⁻¹XᵀWy; cluster sandwich CR1 = G/(G−1) · (N−1)/(N−K) · (XᵀWX)⁻¹ [Σ_g s_g s_gᵀ] (XᵀWX)⁻¹ (Liang & Zeger
// 1986). Numbers match statsmodels OLS/WLS(...).fit(cov_type="cluster", cov_kwds={"groups": g}).
import { cholesky, choleskyInverse, choleskySolve } from "./linear-algebra.js";

export interface LeastSquaresFit {
  /** 0 where aliased. */
  coefficients: Float64Array;
  /** (XᵀWX)⁻¹, row-major. */
  bread: Float64Array;
  /** y − Xβ, not weighted. */
  residuals: Float64Array;
  /** Columns that depend on earlier ones. */
  aliased: number[];
  rank: number;
}

export function leastSquares(
  design: Float64Array,
  columns: number,
  y: ArrayLike<number>,
  weights?: ArrayLike<number>,
): LeastSquaresFit {
  const n = y.length;
  const cross = new Float64Array(columns * columns);
  const right = new Float64Array(columns);
  for (let row = 0; row < n; row++) {
    const from = row * columns;
    const w = weights?.[row] ?? 1;
    for (let i = 0; i < columns; i++) {
      const x = w * design[from + i]!;
      if (x === 0) continue;
      right[i]! += x * y[row]!;
      for (let j = 0; j <= i; j++) cross[i * columns + j]! += x * design[from + j]!;
    }
  }
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < i; j++) cross[j * columns + i] = cross[i * columns + j]!;
  const factor = cholesky(cross, columns, 1e-10);
  const coefficients = choleskySolve(factor, right);
  const residuals = Float64Array.from(y);
  for (let row = 0; row < n; row++)
    for (let i = 0; i < columns; i++) residuals[row]! -= design[row * columns + i]! * coefficients[i]!;
  return {
    coefficients,
    bread: choleskyInverse(factor),
    residuals,
    aliased: factor.aliased,
    rank: columns - factor.aliased.length,
  };
}

/** `parameters` = K, all that was estimated (absorbed effects too). Clusters are numbered 0 … G − 1; `clusters` = G. */
export function clusterCovariance(
  { bread, residuals }: Pick<LeastSquaresFit, "bread" | "residuals">,
  design: Float64Array,
  columns: number,
  cluster: ArrayLike<number>,
  clusters: number,
  parameters: number,
  weights?: ArrayLike<number>,
): Float64Array {
  const n = residuals.length;
  const scores = new Float64Array(clusters * columns);
  for (let row = 0; row < n; row++) {
    const u = residuals[row]! * (weights?.[row] ?? 1);
    const at = cluster[row]! * columns;
    for (let i = 0; i < columns; i++) scores[at + i]! += u * design[row * columns + i]!;
  }
  const meat = new Float64Array(columns * columns);
  for (let g = 0; g < clusters; g++)
    for (let i = 0; i < columns; i++) {
      const s = scores[g * columns + i]!;
      if (s === 0) continue;
      for (let j = 0; j < columns; j++) meat[i * columns + j]! += s * scores[g * columns + j]!;
    }
  const correction = (clusters / (clusters - 1)) * ((n - 1) / (n - parameters));
  return sandwich(bread, meat, columns).map((v) => v * correction);
}

/** A B A for symmetric row-major matrices. */
export function sandwich(a: Float64Array, b: Float64Array, n: number): Float64Array {
  return multiplySquare(multiplySquare(a, b, n), a, n);
}

function multiplySquare(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const x = a[i * n + k]!;
      if (x === 0) continue;
      for (let j = 0; j < n; j++) out[i * n + j]! += x * b[k * n + j]!;
    }
  return out;
}
