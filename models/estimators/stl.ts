// Series → season, trend and remainder by local regression. Cleveland, Cleveland, McRae & Terpenning 1990, not robust, two
// inner loops; as R stats::stl(s.window = 11, robust = FALSE) without its interpolation jumps.

export interface StlParts {
  seasonal: Float64Array;
  trend: Float64Array;
}

export function stl(y: Float64Array, m: number, seasonalWindow = 11): StlParts {
  const n = y.length;
  const trendWindow = odd(Math.ceil((1.5 * m) / (1 - 1.5 / seasonalWindow)));
  const lowWindow = odd(m);
  let trend = new Float64Array(n);
  const seasonal = new Float64Array(n);
  const extended = new Float64Array(n + 2 * m);
  for (let loop = 0; loop < 2; loop++) {
    // Each sub-series (all Januaries …) smoothed, with one period added at both ends.
    for (let s = 0; s < m; s++) {
      const count = Math.floor((n - 1 - s) / m) + 1;
      const sub = new Float64Array(count);
      for (let k = 0; k < count; k++) sub[k] = y[s + k * m] - trend[s + k * m];
      for (let k = -1; k <= count; k++) extended[s + (k + 1) * m] = loess(sub, k, seasonalWindow, 0);
    }
    const low = smooth(movingAverage(movingAverage(movingAverage(extended, m), m), 3), lowWindow);
    for (let t = 0; t < n; t++) seasonal[t] = extended[t + m] - low[t];
    trend = smooth(
      y.map((v, t) => v - seasonal[t]),
      trendWindow,
    );
  }
  return { seasonal, trend };
}

const odd = (x: number): number => (x % 2 === 0 ? x + 1 : x);

function movingAverage(x: Float64Array, length: number): Float64Array {
  const out = new Float64Array(x.length - length + 1);
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    sum += x[i];
    if (i >= length) sum -= x[i - length];
    if (i >= length - 1) out[i - length + 1] = sum / length;
  }
  return out;
}

function smooth(x: Float64Array, window: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: x.length }, (_, t) => loess(x, t, window, 1));
}

/** Tricube-weighted local constant (degree 0) or line (degree 1) through the `window` nearest points, at position `at`. */
function loess(x: Float64Array, at: number, window: number, degree: 0 | 1): number {
  const n = x.length;
  const size = Math.min(window, n);
  const left = Math.max(0, Math.min(n - size, Math.round(at) - Math.floor(size / 2)));
  const right = left + size - 1;
  const reach = Math.max(at - left, right - at) + (window > n ? (window - n) / 2 : 0);
  let total = 0;
  let mean = 0;
  let sum = 0;
  for (let i = left; i <= right; i++) {
    const w = tricube(Math.abs(i - at) / reach);
    total += w;
    mean += w * i;
    sum += w * x[i];
  }
  if (total <= 0) return x[Math.max(0, Math.min(n - 1, at))];
  if (degree === 0) return sum / total;
  mean /= total;
  let top = 0;
  let bottom = 0;
  for (let i = left; i <= right; i++) {
    const w = tricube(Math.abs(i - at) / reach);
    top += w * (i - mean) * x[i];
    bottom += w * (i - mean) ** 2;
  }
  const slope = bottom > 1e-9 * total ? top / bottom : 0;
  return sum / total + slope * (at - mean);
}

const tricube = (u: number): number => (u >= 0.999 ? 0 : u <= 0.001 ? 1 : (1 - u ** 3) ** 3);
