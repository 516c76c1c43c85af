// Series → the forecasts that a model has to beat: last value, same period of the last season, and Naive 2 of the M4 rule.
import { deseasonalise, isSeasonal, reseasonalise, seasonalIndices } from "./seasonal-indices.js";

export const naive = (y: ArrayLike<number>, horizon: number): Float64Array =>
  new Float64Array(horizon).fill(y[y.length - 1]);

/** Last season repeated; the last value where there is less than one season. */
export function seasonalNaive(y: ArrayLike<number>, m: number, horizon: number): Float64Array {
  const n = y.length;
  if (n < m) return naive(y, horizon);
  return Float64Array.from({ length: horizon }, (_, h) => y[n - m + (h % m)]);
}

/** Last value of the seasonally adjusted series, where the M4 test finds a season. */
export function naive2(y: Float64Array, m: number, horizon: number): Float64Array {
  const indices = isSeasonal(y, m) ? seasonalIndices(y, m, false) : undefined;
  return reseasonalise(naive(deseasonalise(y, indices), horizon), indices, y.length);
}
