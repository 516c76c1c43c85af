// Series → one seasonal ARIMA model (p,d,q)(P,D,Q)m: φ(B) Φ(Bᵐ) (w − c) = θ(B) Θ(Bᵐ) e with w = (1−B)ᵈ (1−Bᵐ)ᴰ y.
// Coefficients by conditional least squares (Box & Jenkins 1976) inside the stationary and invertible region; AICc, end state
// and forecasts from one exact pass. As R's arima(method = "CSS") with the likelihood of method = "ML".
import { exactPass, impulses, type ArmaProcess } from "./arma-process.js";
import { cholesky, choleskySolve } from "./linear-algebra.js";

export interface ArimaOrder {
  p: number;
  d: number;
  q: number;
  seasonalP: number;
  seasonalD: number;
  seasonalQ: number;
  season: number;
  /** A mean of w: the level (d + D = 0) or the drift (d + D = 1). */
  hasConstant: boolean;
}

export interface ArimaFit {
  order: ArimaOrder;
  process: ArmaProcess;
  constant: number;
  /** Variance of the innovations, on the series' scale. */
  variance: number;
  aicc: number;
  /** Optimiser's coordinates, to start a refit from. */
  coordinates: Float64Array;
}

export const arimaName = (order: ArimaOrder): string =>
  `ARIMA(${order.p},${order.d},${order.q})` +
  (order.season > 1 ? `(${order.seasonalP},${order.seasonalD},${order.seasonalQ})[${order.season}]` : "") +
  (order.hasConstant ? (order.d + order.seasonalD > 0 ? " with drift" : " with mean") : "");

/** (1−B)ᵈ (1−Bᵐ)ᴰ y */
export function difference(y: ArrayLike<number>, d: number, seasonalD: number, season: number): Float64Array {
  let w = Float64Array.from(y);
  for (let i = 0; i < seasonalD; i++) w = w.slice(season).map((v, t) => v - w[t]);
  for (let i = 0; i < d; i++) w = w.slice(1).map((v, t) => v - w[t]);
  return w;
}

/** Undefined where the series is too short for that order or no sound fit is found. */
export function fitArima(
  y: Float64Array,
  order: ArimaOrder,
  start?: Float64Array,
  differenced?: Float64Array,
): ArimaFit | undefined {
  const { p, q, seasonalP, seasonalQ, season, hasConstant } = order;
  const w = differenced ?? difference(y, order.d, order.seasonalD, season);
  const n = w.length;
  const coefficients = p + q + seasonalP + seasonalQ;
  const parameters = coefficients + (hasConstant ? 1 : 0) + 1;
  const given = p + season * seasonalP;
  if (n - given < Math.max(8, 2 * parameters) || n - parameters - 1 <= 0) return undefined;
  let mean = 0;
  for (const v of w) mean += v / n;
  let squares = 0;
  for (const v of w) squares += (v - (hasConstant ? mean : 0)) ** 2;
  const scale = Math.sqrt(squares / n);
  if (!(scale > 0)) return undefined;

  const constantOf = (x: ArrayLike<number>): number => (hasConstant ? mean + scale * x[coefficients] : 0);
  const arLags = lagsOf(p, seasonalP, season);
  const maLags = lagsOf(q, seasonalQ, season);
  const residuals = (x: ArrayLike<number>, out: Float64Array): number => {
    const { ar, ma } = processOf(x, order);
    const c = constantOf(x);
    let sum = 0;
    for (let t = 0; t < n; t++) {
      if (t < given) {
        out[t] = 0;
        continue;
      }
      let e = w[t] - c;
      for (let k = 0; k < arLags.length; k++) e -= ar[arLags[k] - 1] * (w[t - arLags[k]] - c);
      for (let k = 0; k < maLags.length && maLags[k] <= t; k++) e -= ma[maLags[k] - 1] * out[t - maLags[k]];
      out[t] = e;
      sum += e * e;
    }
    return sum;
  };
  const first = Float64Array.from(start ?? startOf(order));
  const coordinates = first.length > 0 ? leastSquares(residuals, first, n) : first;
  const process = processOf(coordinates, order);
  const constant = constantOf(coordinates);
  const pass = exactPass(
    w.map((v) => v - constant),
    process,
    0,
  );
  if (!pass || !Number.isFinite(pass.deviance)) return undefined;
  return {
    order,
    process,
    constant,
    variance: (pass.variance * n) / Math.max(1, n - parameters + 1),
    aicc: pass.deviance + 2 * parameters + (2 * parameters * (parameters + 1)) / (n - parameters - 1),
    coordinates,
  };
}

/** Undefined where the exact pass fails. */
export function arimaForecast(y: Float64Array, fit: ArimaFit, horizon: number): Float64Array | undefined {
  const { d, seasonalD, season } = fit.order;
  const pass = exactPass(
    difference(y, d, seasonalD, season).map((v) => v - fit.constant),
    fit.process,
    horizon,
  );
  if (!pass) return undefined;
  let path = pass.forecast.map((v) => v + fit.constant);
  // Undone in the opposite order: the last difference taken is the first put back.
  for (let i = d; i >= 1; i--) {
    let last = difference(y, i - 1, seasonalD, season).at(-1)!;
    path = path.map((v) => (last += v));
  }
  for (let i = seasonalD; i >= 1; i--) {
    const before = difference(y, 0, i - 1, season);
    const out = new Float64Array(horizon);
    for (let h = 0; h < horizon; h++)
      out[h] = path[h] + (h < season ? before[before.length - season + h] : out[h - season]);
    path = out;
  }
  return path;
}

/** Standard deviation of the forecast error per step, from the ψ weights. */
export function arimaSpread({ order, process, variance }: ArimaFit, horizon: number): Float64Array {
  let full = Float64Array.of(1, ...process.ar.map((v) => -v));
  for (let i = 0; i < order.d; i++) full = times(full, [1, -1]);
  const seasonal = Float64Array.from({ length: order.season + 1 }, (_, k) =>
    k === 0 ? 1 : k === order.season ? -1 : 0,
  );
  for (let i = 0; i < order.seasonalD; i++) full = times(full, seasonal);
  const psi = impulses(
    full.subarray(1).map((v) => -v),
    process.ma,
    horizon,
  );
  let sum = 0;
  return Float64Array.from({ length: horizon }, (_, h) => {
    sum += psi[h] ** 2;
    return Math.sqrt(variance * sum);
  });
}

/** Coordinates on the whole line → coefficients inside the region, factor by factor, multiplied out. */
function processOf(x: ArrayLike<number>, order: ArimaOrder): ArmaProcess {
  const { p, q, seasonalP, seasonalQ } = order;
  const ar = product(x, 0, p, seasonalP, order.season, 0.98);
  const ma = product(x, p + seasonalP, q, seasonalQ, order.season, 0.99);
  for (let k = 0; k < ar.length; k++) ar[k] = -ar[k];
  return { ar, ma };
}

/** Coefficients 1, 2, … of (1 − Σ a B^k)(1 − Σ b B^(mk)), a and b from the coordinates that begin at `from`. */
function product(
  x: ArrayLike<number>,
  from: number,
  count: number,
  seasonalCount: number,
  season: number,
  limit: number,
): Float64Array {
  const out = new Float64Array(count + season * seasonalCount);
  const short = stable(x, from, count, limit);
  const long = stable(x, from + count, seasonalCount, limit);
  for (let j = 0; j <= seasonalCount; j++)
    for (let i = j === 0 ? 1 : 0; i <= count; i++)
      out[i + j * season - 1] += (i === 0 ? 1 : -short[i - 1]) * (j === 0 ? 1 : -long[j - 1]);
  return out;
}

/** Lags (from 1) at which that product has a coefficient. */
function lagsOf(count: number, seasonalCount: number, season: number): number[] {
  const lags = new Set<number>();
  for (let j = 0; j <= seasonalCount; j++) for (let i = 0; i <= count; i++) lags.add(i + j * season);
  lags.delete(0);
  return [...lags].sort((a, b) => a - b);
}

function startOf({ p, q, seasonalP, seasonalQ, hasConstant }: ArimaOrder): Float64Array {
  // A root of θ at −.3, of φ at .3: apart from each other, so that the first step tells them apart.
  return Float64Array.of(
    ...startAt(p, 0.3),
    ...startAt(seasonalP, 0.2),
    ...startAt(q, p > 0 ? -0.1 : 0.3),
    ...startAt(seasonalQ, seasonalP > 0 ? -0.1 : 0.4),
    ...(hasConstant ? [0] : []),
  );
}

const startAt = (count: number, first: number): number[] =>
  Array.from({ length: count }, (_, k) => (k === 0 ? first : 0.05));

/** Partial autocorrelations (tanh of the coordinates) → coefficients of a stationary autoregression (Monahan 1984). */
function stable(x: ArrayLike<number>, from: number, count: number, limit: number): Float64Array {
  const phi = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const partial = limit * Math.tanh(x[from + k]);
    // Both ends of the recursion at once, in place.
    for (let i = 0, j = k - 1; i <= j; i++, j--) {
      const [a, b] = [phi[i], phi[j]];
      phi[i] = a - partial * b;
      if (i < j) phi[j] = b - partial * a;
    }
    phi[k] = partial;
  }
  return phi;
}

function times(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const out = new Float64Array(a.length + b.length - 1);
  for (let i = 0; i < a.length; i++) {
    if (a[i] === 0) continue;
    for (let j = 0; j < b.length; j++) out[i + j] += a[i] * b[j];
  }
  return out;
}

/** Smallest Σ e(x)² by Levenberg–Marquardt with forward differences. */
function leastSquares(
  residuals: (x: Float64Array, out: Float64Array) => number,
  start: Float64Array,
  n: number,
): Float64Array {
  const size = start.length;
  let x = start;
  let e = new Float64Array(n);
  let trialE = new Float64Array(n);
  let current = residuals(x, e);
  let damping = 0.01;
  const moved = Array.from({ length: size }, () => new Float64Array(n));
  const step = 1e-5;
  for (let iteration = 0; iteration < 25; iteration++) {
    const hessian = new Float64Array(size * size);
    const gradient = new Float64Array(size);
    for (let j = 0; j < size; j++) {
      const other = Float64Array.from(x);
      other[j] += step;
      residuals(other, moved[j]);
      for (let t = 0; t < n; t++) moved[j][t] = (moved[j][t] - e[t]) / step;
    }
    for (let i = 0; i < size; i++) {
      for (let t = 0; t < n; t++) gradient[i] -= moved[i][t] * e[t];
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let t = 0; t < n; t++) sum += moved[i][t] * moved[j][t];
        hessian[i * size + j] = hessian[j * size + i] = sum;
      }
    }
    let gain = -1;
    for (let attempt = 0; attempt < 6; attempt++) {
      const damped = Float64Array.from(hessian);
      for (let j = 0; j < size; j++)
        damped[j * size + j] += damping * (hessian[j * size + j] + 1e-6 * current);
      const by = choleskySolve(cholesky(damped, size), gradient);
      // Steps beyond 2 on the tanh scale would jump to the edge of the region.
      const trial = x.map((v, j) => Math.max(-4, Math.min(4, v + Math.max(-1.5, Math.min(1.5, by[j])))));
      const value = residuals(trial, trialE);
      if (value < current) {
        gain = current - value;
        x = trial;
        [e, trialE] = [trialE, e];
        current = value;
        damping = Math.max(1e-7, damping / 5);
        break;
      }
      damping *= 6;
    }
    if (gain < 1e-5 * current) break;
  }
  return x;
}
