// Series → exponential smoothing state-space models, weighted by AICc: level, trend (none, linear, damped) and season (none,
// additive, multiplicative) with additive or multiplicative errors. Hyndman, Koehler, Ord & Snyder 2008; likelihood and AICc
// as in R forecast::ets, seasonal starts fixed from classical decomposition. Additive errors × multiplicative season left out.
import { nelderMead } from "./nelder-mead.js";
import { random } from "./random.js";
import { deseasonalise, seasonalIndices } from "./seasonal-indices.js";

export type Trend = "none" | "linear" | "damped";
export type Season = "none" | "additive" | "multiplicative";

export interface EtsForm {
  isMultiplicativeError: boolean;
  trend: Trend;
  season: Season;
}

export interface EtsFit {
  form: EtsForm;
  alpha: number;
  beta: number;
  gamma: number;
  phi: number;
  level: number;
  slope: number;
  /** Seasonal states in the order in which the next periods use them. */
  seasonal: Float64Array;
  /** Variance of the (relative) errors. */
  variance: number;
  aicc: number;
  /** Optimiser's coordinates, to start a refit from. */
  coordinates: Float64Array;
}

export interface EtsAverage {
  mean: Float64Array;
  best: EtsFit;
  fits: { fit: EtsFit; weight: number }[];
}

const temperature = 4;
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

export const etsName = ({ isMultiplicativeError, trend, season }: EtsForm): string =>
  `ETS(${isMultiplicativeError ? "M" : "A"},${{ none: "N", linear: "A", damped: "Ad" }[trend]},${{ none: "N", additive: "A", multiplicative: "M" }[season]})`;

/** All admissible forms; `start`: fits of a similar series to begin from. */
export function etsAverage(
  y: Float64Array,
  m: number,
  horizon: number,
  options: { trends?: readonly Trend[]; start?: EtsAverage; isSeasonalAllowed?: boolean } = {},
): EtsAverage {
  const n = y.length;
  const isPositive = y.every((v) => v > 0);
  const seasons: Season[] = ["none"];
  if ((options.isSeasonalAllowed ?? true) && m > 1 && n >= 2 * m + 2) {
    seasons.push("additive");
    if (isPositive) seasons.push("multiplicative");
  }
  const fits: EtsFit[] = [];
  for (const season of seasons)
    for (const trend of options.trends ?? (["none", "linear", "damped"] as const))
      for (const isMultiplicativeError of isPositive ? [false, true] : [false]) {
        if (season === "multiplicative" && !isMultiplicativeError) continue;
        const form = { isMultiplicativeError, trend, season };
        const before = options.start?.fits.find(({ fit }) => sameForm(fit.form, form))?.fit;
        const fit = fitEts(y, m, form, before?.coordinates);
        if (Number.isFinite(fit.aicc)) fits.push(fit);
      }
  if (fits.length === 0)
    fits.push(fitEts(y, m, { isMultiplicativeError: false, trend: "none", season: "none" }));
  const best = fits.reduce((a, b) => (b.aicc < a.aicc ? b : a));
  const raw = fits.map((fit) =>
    Number.isFinite(fit.aicc) ? Math.exp(-(fit.aicc - best.aicc) / (2 * temperature)) : 1,
  );
  const total = raw.reduce((a, b) => a + b, 0);
  const mean = new Float64Array(horizon);
  const weighted = fits.map((fit, i) => ({ fit, weight: raw[i] / total }));
  for (const { fit, weight } of weighted) {
    if (weight < 1e-6) continue;
    const path = etsForecast(fit, horizon);
    for (let h = 0; h < horizon; h++) mean[h] += weight * path[h];
  }
  return { mean, best, fits: weighted };
}

const sameForm = (a: EtsForm, b: EtsForm): boolean =>
  a.trend === b.trend && a.season === b.season && a.isMultiplicativeError === b.isMultiplicativeError;

export function fitEts(y: Float64Array, m: number, form: EtsForm, start?: Float64Array): EtsFit {
  const n = y.length;
  const hasTrend = form.trend !== "none";
  const hasSeason = form.season !== "none";
  const startSeason = startingSeason(y, m, form.season);
  const { level: level0, slope: slope0, scale } = startingLine(y, m, form.season, startSeason);
  const seasonal = new Float64Array(hasSeason ? m : 1);

  // Coordinates: α, [β/α], [γ/(1−α)], [φ], level, [slope]; the first four on the logistic scale.
  const dimensions = 2 + (hasTrend ? 2 : 0) + (form.trend === "damped" ? 1 : 0) + (hasSeason ? 1 : 0);
  const state = { alpha: 0, beta: 0, gamma: 0, phi: 1, level: 0, slope: 0 };
  const place = (x: ArrayLike<number>) => {
    let k = 0;
    state.alpha = 0.0001 + 0.9998 * sigmoid(x[k++]);
    state.beta = hasTrend ? state.alpha * (0.0001 + 0.9998 * sigmoid(x[k++])) : 0;
    state.gamma = hasSeason ? (1 - state.alpha) * (0.0001 + 0.9998 * sigmoid(x[k++])) : 0;
    state.phi = form.trend === "damped" ? 0.8 + 0.18 * sigmoid(x[k++]) : 1;
    state.level = level0 + x[k++] * scale;
    state.slope = hasTrend ? slope0 + x[k++] * scale * 0.1 : 0;
  };
  const criterion = (x: ArrayLike<number>) => {
    place(x);
    seasonal.set(startSeason);
    return minusTwiceLogLikelihood(y, m, form, state, seasonal);
  };
  const first = Float64Array.from({ length: dimensions }, () => 0);
  first[0] = hasSeason ? -1 : -0.4;
  if (hasTrend) first[1] = -2;
  if (hasSeason) first[hasTrend ? 2 : 1] = -2.5;
  if (form.trend === "damped") first[hasSeason ? 3 : 2] = 1;
  const step = Float64Array.from({ length: dimensions }, () => 0.8);
  const minimum = nelderMead(criterion, start ?? first, {
    step: start ? step.map((s) => s / 3) : step,
    maxEvaluations: start ? 40 * dimensions : 80 * dimensions,
    tolerance: 1e-5,
  });
  const lik = criterion(minimum.at);
  // Parameters as R counts them: smoothing, start values (m − 1 free seasonal ones), variance.
  const parameters = dimensions + (hasSeason ? m - 1 : 0) + 1;
  const aicc =
    n - parameters - 1 > 0
      ? lik + 2 * parameters + (2 * parameters * (parameters + 1)) / (n - parameters - 1)
      : Infinity;
  const rotated = new Float64Array(seasonal.length);
  for (let k = 0; k < seasonal.length; k++) rotated[k] = seasonal[(n + k) % seasonal.length];
  return {
    form,
    ...state,
    seasonal: rotated,
    variance: lastSumOfSquares / Math.max(1, n - dimensions),
    aicc,
    coordinates: minimum.at,
  };
}

/** Left behind by the last run of the recursion: Σ e² (additive) or Σ (e/μ)² (multiplicative). */
let lastSumOfSquares = 0;

/** Runs the recursion and leaves the end states in `state` and `seasonal`. */
function minusTwiceLogLikelihood(
  y: Float64Array,
  m: number,
  form: EtsForm,
  state: { alpha: number; beta: number; gamma: number; phi: number; level: number; slope: number },
  seasonal: Float64Array,
): number {
  const { alpha, beta, gamma, phi } = state;
  const n = y.length;
  const isProduct = form.season === "multiplicative";
  const hasSeason = form.season !== "none";
  let level = state.level;
  let slope = state.slope;
  let squares = 0;
  let logs = 0;
  let position = 0;
  for (let t = 0; t < n; t++) {
    const base = level + phi * slope;
    const s = hasSeason ? seasonal[position] : 0;
    const mu = isProduct ? base * s : base + s;
    const e = y[t] - mu;
    if (form.isMultiplicativeError) {
      if (!(mu > 0)) return Number.MAX_VALUE;
      squares += (e / mu) ** 2;
      logs += Math.log(mu);
    } else squares += e * e;
    const inner = isProduct ? e / s : e;
    level = base + alpha * inner;
    slope = phi * slope + beta * inner;
    if (hasSeason) {
      seasonal[position] = s + gamma * (isProduct ? e / base : e);
      if (++position === m) position = 0;
    }
  }
  state.level = level;
  state.slope = slope;
  lastSumOfSquares = squares;
  return n * Math.log(Math.max(squares, 1e-300)) + 2 * logs;
}

function startingSeason(y: Float64Array, m: number, season: Season): Float64Array {
  if (season === "none") return new Float64Array(1);
  return seasonalIndices(season === "multiplicative" ? y : belowZero(y), m, false)!.index;
}

/** Additive indices of a positive series too: shifted below zero, so that the decomposition is a sum. */
function belowZero(y: Float64Array): Float64Array {
  let high = -Infinity;
  for (const v of y) if (v > high) high = v;
  return y.map((v) => v - high);
}

/** Straight line through the first seasons of the adjusted series. */
function startingLine(
  y: Float64Array,
  m: number,
  season: Season,
  index: Float64Array,
): { level: number; slope: number; scale: number } {
  const adjusted =
    season === "none" ? y : deseasonalise(y, { isMultiplicative: season === "multiplicative", index });
  const n = Math.min(y.length, Math.max(10, 2 * m));
  let mean = 0;
  for (let t = 0; t < n; t++) mean += adjusted[t] / n;
  let top = 0;
  let bottom = 0;
  for (let t = 0; t < n; t++) {
    top += (t - (n - 1) / 2) * (adjusted[t] - mean);
    bottom += (t - (n - 1) / 2) ** 2;
  }
  const slope = bottom > 0 ? top / bottom : 0;
  let spread = 0;
  for (let t = 0; t < n; t++) spread += (adjusted[t] - mean) ** 2 / n;
  const level = mean - slope * ((n + 1) / 2);
  return { level, slope, scale: Math.sqrt(spread) || Math.abs(mean) * 0.01 || 1 };
}

export function etsForecast(fit: EtsFit, horizon: number): Float64Array {
  const out = new Float64Array(horizon);
  let { level, slope } = fit;
  for (let h = 0; h < horizon; h++) {
    level += fit.phi * slope;
    slope *= fit.phi;
    const s = fit.seasonal[h % fit.seasonal.length];
    out[h] = fit.form.season === "none" ? level : fit.form.season === "additive" ? level + s : level * s;
  }
  return out;
}

/** Standard deviation of the forecast error per step: exact for additive errors, from simulated paths otherwise. */
export function etsSpread(fit: EtsFit, horizon: number, seed: number, paths = 300): Float64Array {
  const { form, alpha, beta, gamma, phi } = fit;
  const m = fit.seasonal.length;
  if (!form.isMultiplicativeError) {
    const out = new Float64Array(horizon);
    let sum = 1;
    let damping = 0;
    for (let h = 0; h < horizon; h++) {
      out[h] = Math.sqrt(fit.variance * sum);
      damping += phi ** (h + 1);
      const c = alpha + beta * damping + (form.season !== "none" && (h + 1) % m === 0 ? gamma : 0);
      sum += c * c;
    }
    return out;
  }
  const rng = random(seed);
  const sigma = Math.sqrt(fit.variance);
  const mean = etsForecast(fit, horizon);
  const squares = new Float64Array(horizon);
  const seasonal = new Float64Array(m);
  for (let path = 0; path < paths; path++) {
    let { level, slope } = fit;
    seasonal.set(fit.seasonal);
    for (let h = 0; h < horizon; h++) {
      const base = level + phi * slope;
      const s = seasonal[h % m];
      const isProduct = form.season === "multiplicative";
      const mu = form.season === "none" ? base : isProduct ? base * s : base + s;
      const e = mu * Math.max(-0.95, sigma * rng.normal());
      squares[h] += (mu + e - mean[h]) ** 2;
      const inner = isProduct ? e / s : e;
      level = base + alpha * inner;
      slope = phi * slope + beta * inner;
      if (form.season !== "none") seasonal[h % m] = s + gamma * (isProduct ? e / base : e);
    }
  }
  return squares.map((v) => Math.sqrt(v / paths));
}

/** What a shock of size 1 adds to the forecasts 1, 2, … steps later (additive form of the model). */
export function etsResponses(fit: EtsFit, steps: number): Float64Array {
  const { form, alpha, beta, gamma, phi, seasonal } = fit;
  const out = new Float64Array(steps);
  let damping = 0;
  for (let j = 1; j <= steps; j++) {
    damping += phi ** j;
    out[j - 1] = alpha + beta * damping + (form.season !== "none" && j % seasonal.length === 0 ? gamma : 0);
  }
  return out;
}
