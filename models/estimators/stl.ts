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
  const kept: Weights = new Map();
  const extended = new Float64Array(n + 2 * m);
  for (let loop = 0; loop < 2; loop++) {
    // Each sub-series (all Januaries …) smoothed, with one period added at both ends.
    for (let s = 0; s < m; s++) {
      const count = Math.floor((n - 1 - s) / m) + 1;
      const sub = new Float64Array(count);
      for (let k = 0; k < count; k++) sub[k] = y[s + k * m] - trend[s + k * m];
      for (let k = -1; k <= count; k++) extended[s + (k + 1) * m] = loess(sub, k, seasonalWindow, 0, kept);
    }
    const low = smooth(movingAverage(movingAverage(movingAverage(extended, m), m), 3), lowWindow, kept);
    for (let t = 0; t < n; t++) seasonal[t] = extended[t + m] - low[t];
    trend = smooth(
      y.map((v, t) => v - seasonal[t]),
      trendWindow,
      kept,
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

function smooth(x: Float64Array, window: number, kept: Weights): Float64Array<ArrayBuffer> {
  const out = new Float64Array(x.length);
  for (let t = 0; t < x.length; t++) out[t] = loess(x, t, window, 1, kept);
  return out;
}

/** Tricube-weighted local constant (degree 0) or line (degree 1) through the `window` nearest points, at position `at`. */
function loess(x: Float64Array, at: number, window: number, degree: 0 | 1, kept: Weights): number {
  const n = x.length;
  const size = Math.min(window, n);
  const left = Math.max(0, Math.min(n - size, at - Math.floor(size / 2)));
  const { weights, total, middle, square } = weightsAt(
    at - left,
    size,
    window > n ? (window - n) / 2 : 0,
    kept,
  );
  if (total <= 0) return x[Math.max(0, Math.min(n - 1, at))];
  let sum = 0;
  let top = 0;
  for (let i = 0; i < size; i++) {
    sum += weights[i] * x[left + i];
    top += weights[i] * (i - middle) * x[left + i];
  }
  const slope = degree === 1 && square > 1e-9 * total ? top / square : 0;
  return sum / total + slope * (at - left - middle);
}

interface LocalWeights {
  weights: Float64Array;
  /** Σ w, Σ w i / Σ w, Σ w (i − middle)². */
  total: number;
  middle: number;
  square: number;
}
/** Weights by place in the window: nearly every point of a series has the same ones. */
type Weights = Map<number, LocalWeights>;

function weightsAt(place: number, size: number, extra: number, kept: Weights): LocalWeights {
  const key = ((place + 2) * 65_536 + size) * 1024 + 2 * extra;
  const known = kept.get(key);
  if (known) return known;
  const reach = Math.max(place, size - 1 - place) + extra;
  const weights = new Float64Array(size);
  let total = 0;
  let middle = 0;
  for (let i = 0; i < size; i++) {
    weights[i] = tricube(Math.abs(i - place) / reach);
    total += weights[i];
    middle += weights[i] * i;
  }
  middle /= total;
  let square = 0;
  for (let i = 0; i < size; i++) square += weights[i] * (i - middle) ** 2;
  const made = { weights, total, middle, square };
  kept.set(key, made);
  return made;
}

const tricube = (u: number): number => (u >= 0.999 ? 0 : u <= 0.001 ? 1 : (1 - u ** 3) ** 3);
