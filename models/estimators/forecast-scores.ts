// Actual values and forecasts → sMAPE, MASE, coverage and interval score, as the M4 competition defines them
// (Makridakis, Spiliotis & Assimakopoulos 2020; numbers as in R M4comp2018).

/** Mean of 200 |y − f| / (|y| + |f|). */
export function smape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  let sum = 0;
  for (let h = 0; h < actual.length; h++) {
    const size = Math.abs(actual[h]) + Math.abs(forecast[h]);
    sum += size === 0 ? 0 : (200 * Math.abs(actual[h] - forecast[h])) / size;
  }
  return sum / actual.length;
}

/** In-sample mean |y_t − y_{t−m}|: what MASE and MSIS are measured in. */
export function seasonalScale(y: ArrayLike<number>, m: number): number {
  let sum = 0;
  for (let t = m; t < y.length; t++) sum += Math.abs(y[t] - y[t - m]);
  return sum / (y.length - m);
}

export function mase(actual: ArrayLike<number>, forecast: ArrayLike<number>, scale: number): number {
  let sum = 0;
  for (let h = 0; h < actual.length; h++) sum += Math.abs(actual[h] - forecast[h]);
  return sum / actual.length / scale;
}

/** Share of actual values inside. */
export function coverage(actual: ArrayLike<number>, low: ArrayLike<number>, high: ArrayLike<number>): number {
  let inside = 0;
  for (let h = 0; h < actual.length; h++) if (actual[h] >= low[h] && actual[h] <= high[h]) inside++;
  return inside / actual.length;
}

/** Mean scaled interval score at level 1 − alpha: width plus 2/alpha times what lies outside. */
export function msis(
  actual: ArrayLike<number>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  alpha: number,
  scale: number,
): number {
  let sum = 0;
  for (let h = 0; h < actual.length; h++)
    sum +=
      high[h] - low[h] + (2 / alpha) * (Math.max(0, low[h] - actual[h]) + Math.max(0, actual[h] - high[h]));
  return sum / actual.length / scale;
}
