// Short, constant and intermittent series → careful forecasts with wide intervals, in place of the combination.
import { etsAverage } from "./exponential-smoothing.js";

import { naive } from "./naive-forecasts.js";
import type { ForecastOptions, SeriesForecast } from "./series-forecast.js";
import { dynamicTheta, simpleSmoothing } from "./theta.js";

/** Undefined when the series is long and lively enough for the combination. */
export function shortForecast(
  y: Float64Array,
  { season: m, horizon }: ForecastOptions,
): SeriesForecast | undefined {
  const n = y.length;
  if (n === 0) throw new Error("a series needs at least one value");
  let low = Infinity;
  let high = -Infinity;
  let sum = 0;
  let zeros = 0;
  let isCount = true;
  for (const v of y) {
    low = Math.min(low, v);
    high = Math.max(high, v);
    sum += v;
    if (v === 0) zeros++;
    if (!Number.isInteger(v) || v < 0) isCount = false;
  }
  const mean = sum / n;
  if (low === high && n >= 2)
    return flat(new Float64Array(horizon).fill(low), y, "constant", Math.abs(low) * 0.02);
  if (low >= 0 && n >= 8 && (zeros / n > 0.3 || (isCount && mean < 3))) return intermittent(y, horizon, mean);
  if (n < 8) {
    const path = n < 3 ? naive(y, horizon) : new Float64Array(horizon).fill((mean + y[n - 1]) / 2);
    return flat(path, y, n < 3 ? "last_value" : "mean_and_last_value", Math.max(Math.abs(mean) * 0.15, 1e-9));
  }
  if (n <= 2 * m + 1 && m > 1) {
    const { level } = simpleSmoothing(y);
    const ets = etsAverage(y, m, horizon, { isSeasonalAllowed: false, trends: ["none", "damped"] }).mean;
    const dynamic = dynamicTheta(y, horizon);
    const last = y[n - 1];
    return flat(
      ets.map((v, h) => (v + dynamic[h] + level + last) / 4),
      y,
      "short_series",
      0,
    );
  }
  return undefined;
}

/** Spread grows with the square root of the step, from the larger of the one-step changes and the floor. */
function flat(level: Float64Array, y: Float64Array, method: string, floor: number): SeriesForecast {
  const n = y.length;
  let squares = 0;
  for (let t = 1; t < n; t++) squares += (y[t] - y[t - 1]) ** 2;
  // Few changes say little about the spread: a t-like widening.
  const widen = 1 + 3 / Math.max(1, n - 1);
  const step = Math.max(n > 1 ? Math.sqrt(squares / (n - 1)) : Math.abs(y[0]) * 0.2, floor) * widen;
  const isNonNegative = y.every((v) => v >= 0);
  const mean = isNonNegative ? level.map((v) => Math.max(0, v)) : level;
  const spread = mean.map((_, h) => step * Math.sqrt(1 + 0.3 * h));
  const bound = (z: number) =>
    mean.map((v, h) => (isNonNegative ? Math.max(0, v + z * spread[h]) : v + z * spread[h]));
  return {
    mean,
    responses: new Float64Array(mean.length).fill(0.5),
    parts: { [method]: mean },
    spread,
    low80: bound(-1.2816),
    high80: bound(1.2816),
    low95: bound(-1.96),
    high95: bound(1.96),
    method,
    weights: { [method]: 1 },
    backtest: [],
    errors: {},
  };
}

/** Mean of the all-history mean, slow smoothing (α .1) and TSB (Teunter, Syntetos & Babai 2011, .1/.1); counts: negative binomial. */
function intermittent(y: Float64Array, horizon: number, average: number): SeriesForecast {
  const n = y.length;
  const smooth = simpleSmoothing(y, 0.1).level;
  let chance = y.filter((v) => v > 0).length / n;
  let size = chance > 0 ? average / chance : 0;
  for (const v of y) {
    chance += 0.1 * ((v > 0 ? 1 : 0) - chance);
    if (v > 0) size += 0.1 * (v - size);
  }
  const level = Math.max(0, (average + smooth + chance * size) / 3);
  let squares = 0;
  for (const v of y) squares += (v - average) ** 2;
  const variance = squares / Math.max(1, n - 1);
  const mean = new Float64Array(horizon).fill(level);
  const sorted = [...y].sort((a, b) => a - b);
  const shift = average > 0 ? level / average : 1;
  const at = (q: number) => {
    if (variance > 0 && y.every(Number.isInteger))
      return countQuantile(level, Math.max(level, variance * shift), q);
    return sorted[Math.min(n - 1, Math.max(0, Math.ceil(q * (n + 1)) - 1))] * shift;
  };
  const constant = (v: number) => new Float64Array(horizon).fill(v);
  const isCount = variance > 0 && y.every(Number.isInteger);
  return {
    mean,
    // Slow smoothing (α .1) sees about the last twenty periods.
    ...(isCount && {
      counts: {
        mean: level,
        variance: Math.max(level, variance * shift),
        meanError: Math.sqrt(variance / Math.min(n, 20)) * shift,
      },
    }),
    responses: new Float64Array(horizon),
    parts: { intermittent: mean },
    spread: constant(Math.sqrt(variance)),
    low80: constant(at(0.1)),
    high80: constant(at(0.9)),
    low95: constant(at(0.025)),
    high95: constant(at(0.975)),
    method: "intermittent",
    weights: { intermittent: 1 },
    backtest: [],
    errors: {},
  };
}

/** Quantile of the negative binomial with that mean and variance; Poisson where the variance is not larger. */
function countQuantile(mean: number, variance: number, q: number): number {
  if (mean <= 0) return 0;
  const size = variance > 1.05 * mean ? (mean * mean) / (variance - mean) : Infinity;
  let log = size === Infinity ? -mean : -size * Math.log1p(mean / size);
  let cumulative = Math.exp(log);
  let k = 0;
  while (cumulative < q && k < 1e6) {
    k++;
    log +=
      size === Infinity ? Math.log(mean / k) : Math.log((size + k - 1) / k) + Math.log(mean / (mean + size));
    cumulative += Math.exp(log);
  }
  return k;
}
