// Series → seasonal ARIMA models of several orders, weighted by AICc. Differences: seasonal by the strength of the season
// (Wang, Smith & Hyndman 2006, above .64), others by the KPSS test at 5 % (Kwiatkowski et al. 1992), as R forecast::ndiffs.
import { arimaForecast, difference, fitArima, type ArimaFit, type ArimaOrder } from "./arima.js";
import { stl } from "./stl.js";

export interface ArimaAverage {
  mean: Float64Array;
  best: ArimaFit;
  fits: ArimaFit[];
}

/** As for exponential smoothing: flatter weights than AICc's own forecast better. */
const temperature = 4;
/** Seasons longer than this get no seasonal part: nothing in a company's history could estimate it. */
const longestSeason = 24;

const seasonalParts = {
  differenced: [[0, 1], [1, 0], [0, 0], [1, 1]],
  plain: [[0, 0], [1, 0], [0, 1], [1, 1]],
} as const; // prettier-ignore
const ordinaryParts = [[0, 0], [1, 0], [0, 1], [1, 1], [2, 0], [0, 2], [2, 1]] as const; // prettier-ignore

/** Undefined when no order can be fitted. `fixed`: these differences in place of the tests'. */
export function arimaAverage(
  y: Float64Array,
  m: number,
  horizon: number,
  options: { fixed?: { d: number; seasonalD: number }; start?: ArimaAverage } = {},
): ArimaAverage | undefined {
  const n = y.length;
  const hasSeason = m > 1 && m <= longestSeason && n >= 2 * m + 2;
  const seasonalD = hasSeason ? (options.fixed?.seasonalD ?? seasonalDifferences(y, m)) : 0;
  const d = options.fixed?.d ?? ordinaryDifferences(difference(y, 0, seasonalD, m), seasonalD);
  const differenced = difference(y, d, seasonalD, m);
  const fits = new Map<string, ArimaFit>();
  const starts = new Map(options.start?.fits.map((fit) => [keyOf(fit.order), fit.coordinates]));
  const attempt = (p: number, q: number, seasonalP: number, seasonalQ: number, hasConstant: boolean) => {
    const order: ArimaOrder = {
      p,
      d,
      q,
      seasonalP,
      seasonalD,
      seasonalQ,
      season: hasSeason ? m : 1,
      hasConstant,
    };
    const key = keyOf(order);
    if (fits.has(key)) return;
    const fit = fitArima(y, order, starts.get(key), differenced);
    if (fit && Number.isFinite(fit.aicc)) fits.set(key, fit);
  };
  const lowest = (): ArimaFit | undefined => {
    let best: ArimaFit | undefined;
    for (const fit of fits.values()) if (!best || fit.aicc < best.aicc) best = fit;
    return best;
  };
  const mayDrift = d + seasonalD <= 1;
  if (hasSeason)
    for (const [P, Q] of seasonalD > 0 ? seasonalParts.differenced : seasonalParts.plain)
      attempt(1, 1, P, Q, mayDrift && d + seasonalD === 0);
  const season = lowest()?.order ?? { seasonalP: 0, seasonalQ: 0 };
  for (const hasConstant of mayDrift ? [true, false] : [false])
    for (const [p, q] of ordinaryParts) attempt(p, q, season.seasonalP, season.seasonalQ, hasConstant);
  const best = lowest();
  if (!best) return undefined;
  const mean = new Float64Array(horizon);
  let total = 0;
  for (const fit of fits.values()) {
    const weight = Math.exp(-(fit.aicc - best.aicc) / (2 * temperature));
    if (weight < 0.01) continue;
    const path = arimaForecast(y, fit, horizon);
    if (!path || !path.every(Number.isFinite)) continue;
    total += weight;
    for (let h = 0; h < horizon; h++) mean[h] += weight * path[h];
  }
  if (total === 0) return undefined;
  return { mean: mean.map((v) => v / total), best, fits: [...fits.values()] };
}

function seasonalDifferences(y: Float64Array, m: number): number {
  if (y.length < 3 * m) return 0;
  const { seasonal, trend } = stl(y, m);
  const remainder = variance(y.map((v, t) => v - seasonal[t] - trend[t]));
  const both = variance(y.map((v, t) => v - trend[t]));
  return both > 0 && 1 - remainder / both > 0.64 ? 1 : 0;
}

function ordinaryDifferences(y: Float64Array, seasonalD: number): number {
  let w = y;
  let d = 0;
  while (d < 2 - seasonalD && w.length > 10 && kpss(w) > 0.463) {
    w = difference(w, 1, 0, 1);
    d++;
  }
  return d;
}

/** Level-stationarity statistic; 5 % critical value .463. Bartlett weights up to lag 3√n/13. */
export function kpss(y: ArrayLike<number>): number {
  const n = y.length;
  let mean = 0;
  for (let t = 0; t < n; t++) mean += y[t] / n;
  const e = Float64Array.from(y, (v) => v - mean);
  let partial = 0;
  let squares = 0;
  for (const v of e) {
    partial += v;
    squares += partial * partial;
  }
  const lags = Math.trunc((3 * Math.sqrt(n)) / 13);
  let longRun = 0;
  for (let lag = 0; lag <= lags; lag++) {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += e[t] * e[t - lag];
    longRun += (lag === 0 ? 1 : 2 * (1 - lag / (lags + 1))) * (sum / n);
  }
  return longRun > 0 ? squares / (n * n * longRun) : 0;
}

function variance(x: Float64Array): number {
  let mean = 0;
  for (const v of x) mean += v / x.length;
  let sum = 0;
  for (const v of x) sum += (v - mean) ** 2;
  return sum / x.length;
}

const keyOf = (o: ArimaOrder): string =>
  `${o.p}${o.d}${o.q}${o.seasonalP}${o.seasonalD}${o.seasonalQ}${o.hasConstant}`;
