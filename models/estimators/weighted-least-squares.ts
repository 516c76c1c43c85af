// Weighted numbers, dense design → coefficients by weighted least squares, their errors and p values.
// Numbers as statsmodels' WLS and R's lm(weights = w): weights are inverse variances up to a factor; columns that depend on
// earlier ones are set aside.
import { studentTail } from "../../engine/metrics/tail-probability.js";
import { cholesky, choleskyInverse, choleskySolve } from "./linear-algebra.js";

export interface LeastSquares {
  coefficients: Float64Array;
  standardErrors: Float64Array;
  /** Two-sided, Student's t. */
  p: Float64Array;
  aliased: number[];
  freedom: number;
  /** Residual variance of an observation of weight 1. */
  variance: number;
}

export function weightedLeastSquares(
  x: Float64Array,
  columns: number,
  y: ArrayLike<number>,
  weights: ArrayLike<number>,
): LeastSquares {
  const n = y.length;
  const gram = new Float64Array(columns * columns);
  const right = new Float64Array(columns);
  for (let i = 0; i < n; i++)
    for (let a = 0; a < columns; a++) {
      const value = weights[i] * x[i * columns + a];
      if (value === 0) continue;
      right[a] += value * y[i];
      for (let b = 0; b < columns; b++) gram[a * columns + b] += value * x[i * columns + b];
    }
  const decomposed = cholesky(gram, columns, 1e-10);
  const coefficients = choleskySolve(decomposed, right);
  const inverse = choleskyInverse(decomposed);
  let squares = 0;
  for (let i = 0; i < n; i++) {
    let residual = y[i];
    for (let j = 0; j < columns; j++) residual -= x[i * columns + j] * coefficients[j];
    squares += weights[i] * residual ** 2;
  }
  const freedom = n - columns + decomposed.aliased.length;
  const variance = squares / freedom;
  const standardErrors = coefficients.map((_, j) => Math.sqrt(variance * inverse[j * columns + j]));
  return {
    coefficients,
    standardErrors,
    p: coefficients.map((b, j) => studentTail(b / standardErrors[j], freedom)),
    aliased: decomposed.aliased,
    freedom,
    variance,
  };
}
