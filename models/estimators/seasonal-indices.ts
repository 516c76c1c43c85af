// Series → one index per season, by classical decomposition, drawn towards "no season" as far as they are noise.
// Multiplicative (on logs) for positive series, additive otherwise. Miller & Williams 2003 show that such shrinking helps.

export interface SeasonalIndices {
  isMultiplicative: boolean;
  /** Per position in the season, position of t = t mod m; mean 1 (product) or 0 (sum). */
  index: Float64Array;
}

/** Seasonal at the M4 competition's 90 % level: |acf at lag m| > 1.645 √((1 + 2 Σ acf²) / n), with three seasons at least. */
export function isSeasonal(y: ArrayLike<number>, m: number): boolean {
  const n = y.length;
  if (m < 2 || n < 3 * m) return false;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += y[i] / n;
  let total = 0;
  for (let i = 0; i < n; i++) total += (y[i] - mean) ** 2;
  if (total === 0) return false;
  const acf = (lag: number) => {
    let sum = 0;
    for (let i = lag; i < n; i++) sum += (y[i] - mean) * (y[i - lag] - mean);
    return sum / total;
  };
  let squares = 0;
  for (let lag = 1; lag < m; lag++) squares += acf(lag) ** 2;
  return Math.abs(acf(m)) > 1.645 * Math.sqrt((1 + 2 * squares) / n);
}

export function differences(y: ArrayLike<number>): Float64Array {
  const out = new Float64Array(Math.max(0, y.length - 1));
  for (let i = 0; i < out.length; i++) out[i] = y[i + 1] - y[i];
  return out;
}

/** Undefined below two seasons. `shrunk`: factor max(0, 1 − (m−3)/(m−1) · 1.3 · V/A), V = residual variance / cycles, A = variance of the indices. */
export function seasonalIndices(
  y: ArrayLike<number>,
  m: number,
  shrunk: boolean,
): SeasonalIndices | undefined {
  const n = y.length;
  if (m < 2 || n < 2 * m) return undefined;
  let isMultiplicative = true;
  for (let i = 0; i < n; i++) if (!(y[i] > 0)) isMultiplicative = false;
  const z = Float64Array.from({ length: n }, (_, i) => (isMultiplicative ? Math.log(y[i]) : y[i]));
  const half = Math.floor(m / 2);
  const sums = new Float64Array(m);
  const squares = new Float64Array(m);
  const counts = new Float64Array(m);
  for (let t = half; t < n - half; t++) {
    let trend = 0;
    if (m % 2 === 0) {
      trend = (z[t - half] + z[t + half]) / 2;
      for (let k = 1 - half; k < half; k++) trend += z[t + k];
    } else for (let k = -half; k <= half; k++) trend += z[t + k];
    const detrended = z[t] - trend / m;
    sums[t % m] += detrended;
    squares[t % m] += detrended * detrended;
    counts[t % m]++;
  }
  const index = new Float64Array(m);
  let mean = 0;
  for (let s = 0; s < m; s++) {
    index[s] = counts[s] > 0 ? sums[s] / counts[s] : 0;
    mean += index[s] / m;
  }
  let residual = 0;
  let used = 0;
  let spread = 0;
  for (let s = 0; s < m; s++) {
    residual += squares[s] - (counts[s] > 0 ? sums[s] ** 2 / counts[s] : 0);
    used += counts[s];
    index[s] -= mean;
    spread += index[s] ** 2 / (m - 1);
  }
  if (shrunk) {
    const noise = residual / Math.max(1, used - m) / Math.max(1, used / m);
    const factor = spread > 0 ? Math.max(0, 1 - ((m - 3) / (m - 1)) * 1.3 * (noise / spread)) : 0;
    for (let s = 0; s < m; s++) index[s] *= factor;
  }
  return { isMultiplicative, index: isMultiplicative ? index.map(Math.exp) : index };
}

export function deseasonalise(y: ArrayLike<number>, indices: SeasonalIndices | undefined): Float64Array {
  if (!indices) return Float64Array.from(y);
  const { index, isMultiplicative } = indices;
  return Float64Array.from({ length: y.length }, (_, t) =>
    isMultiplicative ? y[t] / index[t % index.length] : y[t] - index[t % index.length],
  );
}

/** Forecasts of the adjusted series that start at time `from` → on the original scale. */
export function reseasonalise(
  forecast: Float64Array,
  indices: SeasonalIndices | undefined,
  from: number,
): Float64Array {
  if (!indices) return forecast;
  const { index, isMultiplicative } = indices;
  return forecast.map((v, h) =>
    isMultiplicative ? v * index[(from + h) % index.length] : v + index[(from + h) % index.length],
  );
}
