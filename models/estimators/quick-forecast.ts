// Series of one of thousands → a forecast in well under a millisecond's worth of fits: mean of simple smoothing and the dynamic theta
// model on the shrunk seasonally adjusted series, spread from one-step errors. For single people's figures, where the combination's
// ARIMA and smoothing families cost a hundred times as much and find little more.
import { deseasonalise, reseasonalise, seasonalIndices } from "./seasonal-indices.js";
import { dynamicTheta, simpleSmoothing } from "./theta.js";

export interface QuickForecast {
  mean: Float64Array;
  /** Standard deviation per step: grows as simple smoothing's does. */
  spread: Float64Array;
  /** One-step errors of the smoothing, on the series' scale, one per value. */
  residuals: Float64Array;
}

export function quickForecast(y: Float64Array, m: number, horizon: number): QuickForecast {
  const n = y.length;
  const indices = n >= 2 * m + 2 ? seasonalIndices(y, m, true) : undefined;
  const plain = deseasonalise(y, indices);
  const { alpha, level } = n >= 4 ? simpleSmoothing(plain) : { alpha: 0.5, level: plain[n - 1] };
  const trended = dynamicTheta(plain, horizon);
  const isNonNegative = y.every((v) => v >= 0);
  const adjusted = trended.map((v) => (v + level) / 2);
  const mean = reseasonalise(adjusted, indices, n).map((v) => (isNonNegative ? Math.max(0, v) : v));
  const errors = new Float64Array(n);
  let state = plain[0];
  let squares = 0;
  for (let t = 1; t < n; t++) {
    errors[t] = plain[t] - state;
    squares += errors[t] ** 2;
    state += alpha * errors[t];
  }
  const step = n > 1 ? Math.sqrt(squares / (n - 1)) * (1 + 2 / n) : Math.abs(y[0]) * 0.3;
  const residuals = reseasonalise(
    plain.map((v, t) => v - errors[t]),
    indices,
    0,
  ).map((fitted, t) => (t === 0 ? 0 : y[t] - fitted));
  const typical = Math.max(step, 1e-9);
  return {
    mean,
    residuals,
    spread: mean.map((_, h) => typical * Math.sqrt(1 + alpha * alpha * h)),
  };
}
