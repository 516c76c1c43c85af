// Series → combined forecast with intervals: members weighted equally and by the inverse of their mean squared errors at
// spaced origins, the more by these the more was held back; last season's values are one more member where they did
// better than the others together (a simple forecast that wins there is worth combining: Bates & Granger 1969); intervals from the model's own spread, scaled by what the backtests missed (conformal).
import { arimaSpread } from "./arima.js";
import { etsResponses, etsSpread } from "./exponential-smoothing.js";
import { baseline, memberForecasts, type MemberForecasts, type MemberId } from "./forecast-members.js";
import { forecastLean } from "./forecast-lean.js";
import { memberWeights } from "./forecast-weights.js";
import type { BacktestOrigin, ForecastOptions, SeriesForecast } from "./series-forecast.js";
import { shortForecast } from "./short-series.js";

/** Values back from the end at which the backtests stand. */
const originsBack = (m: number): readonly number[] => (m >= 12 ? [4, 6, 8, 12, 18] : [2, 3, 4, 6, 8]);

export function combinedForecast(y: Float64Array, options: ForecastOptions): SeriesForecast {
  const { season: m, horizon, seed } = options;
  const n = y.length;
  const special = shortForecast(y, options);
  if (special) return special;

  const full = memberForecasts(y, m, horizon);
  const ids = Object.keys(full.forecasts) as MemberId[];
  const origins: {
    known: number;
    steps: number;
    forecasts: Partial<Record<MemberId, Float64Array>>;
    spread: Float64Array;
  }[] = [];
  for (const back of originsBack(m)) {
    const known = n - back;
    if (known < Math.max(2 * m + 2, 8)) continue;
    const steps = Math.min(back, horizon);
    const past = y.subarray(0, known) as Float64Array;
    const members = memberForecasts(past, m, steps, full);
    const { forecasts } = members;
    origins.push({ known, steps, forecasts, spread: memberSpread(members, steps, seed + back, 150) });
  }

  const errors: SeriesForecast["errors"] = {};
  const squares: SeriesForecast["errors"] = {};
  for (const id of ids) {
    const paths = origins.map((o) => ({ ...o, path: o.forecasts[id] }));
    errors[id] = meanError(y, paths);
    squares[id] = meanError(y, paths, 2);
  }
  const heldBack = origins.reduce((sum, o) => sum + o.steps, 0);
  let weights = memberWeights(ids, squares, heldBack);
  const combine = (forecasts: Partial<Record<MemberId, Float64Array>>, steps: number) => {
    const out = new Float64Array(steps);
    let total = 0;
    for (const id of ids) {
      const path = forecasts[id];
      if (!path) continue;
      total += weights[id]!;
      for (let h = 0; h < steps; h++) out[h] += weights[id]! * path[h];
    }
    return out.map((v) => v / total);
  };
  const backtest = origins.map((o): BacktestOrigin & { spread: Float64Array } => ({
    known: o.known,
    actual: [...y.subarray(o.known, o.known + o.steps)],
    combined: [...combine(o.forecasts, o.steps)],
    naive: [...baseline(y.subarray(0, o.known) as Float64Array, m, o.steps)],
    spread: o.spread,
  }));
  const missed = (path: "combined" | "naive", power: 1 | 2) =>
    meanError(
      y,
      backtest.map((b) => ({ known: b.known, steps: b.actual.length, path: Float64Array.from(b[path]) })),
      power,
    );
  squares.seasonal_naive = missed("naive", 2);
  if (squares.seasonal_naive < missed("combined", 2)) {
    ids.push("seasonal_naive");
    full.forecasts.seasonal_naive = baseline(y, m, horizon);
    weights = memberWeights(ids, squares, heldBack);
    for (const [i, b] of backtest.entries()) {
      const forecasts = { ...origins[i].forecasts, seasonal_naive: Float64Array.from(b.naive) };
      b.combined = [...combine(forecasts, b.actual.length)];
    }
  }
  let mean: Float64Array = combine(full.forecasts, horizon);
  if (backtest.length > 0) {
    errors.combination = missed("combined", 1);
    errors.seasonal_naive = missed("naive", 1);
  }
  const isNaiveBetter = isClearlyWorse(errors.combination, errors.seasonal_naive);
  if (isNaiveBetter) {
    mean = baseline(y, m, horizon);
    for (const b of backtest) b.combined = b.naive;
  }
  const spread = atLeast(memberSpread(full, horizon, seed), y, errors.combination);
  const intervals = conformalIntervals(
    mean,
    spread,
    backtest,
    y.every((v) => v >= 0),
  );
  return {
    lean: forecastLean(backtest, intervals.spread),
    responses: etsResponses(full.ets.best, horizon),
    parts: isNaiveBetter ? { seasonal_naive: mean } : full.forecasts,
    mean,
    ...intervals,
    method: isNaiveBetter ? "seasonal_naive" : "combination",
    weights: isNaiveBetter ? { seasonal_naive: 1 } : weights,
    backtest: backtest.map(({ known, actual, combined, naive }) => ({ known, actual, combined, naive })),
    errors,
  };
}

/** Geometric mean of the best smoothing model's spread and the best ARIMA's, each at most three times the other. */
function memberSpread(
  { ets, arima, differenced }: MemberForecasts,
  steps: number,
  seed: number,
  paths?: number,
): Float64Array {
  const smoothing = etsSpread(ets.best, steps, seed, paths);
  const best = (arima ?? differenced)?.best;
  if (!best) return smoothing;
  const other = arimaSpread(best, steps);
  return smoothing.map((s, h) => Math.sqrt(Math.min(s, 3 * other[h]) * Math.min(other[h], 3 * s)));
}

/** Where last season's values did clearly better even than a combination they are part of, they are the forecast. */
const isClearlyWorse = (own: number | undefined, naive: number | undefined): boolean =>
  own !== undefined && naive !== undefined && naive < naiveMargin * own;
const naiveMargin = 0.5;

/** A spread of next to nothing (a series that follows a rule) would promise too much. */
function atLeast(spread: Float64Array, y: Float64Array, error = 0): Float64Array {
  let size = 0;
  for (const v of y) size += Math.abs(v) / y.length;
  const floor = Math.max(0.002 * size, 0.3 * error);
  return spread.map((s) => (Number.isFinite(s) ? Math.max(s, floor) : floor));
}

/** Mean |error| ^ power over all held-back values; NaN where there are none. */
function meanError(
  y: Float64Array,
  origins: readonly { known: number; steps: number; path?: Float64Array }[],
  power: 1 | 2 = 1,
): number {
  let sum = 0;
  let count = 0;
  for (const { known, steps, path } of origins) {
    if (!path) continue;
    for (let h = 0; h < steps; h++) sum += Math.abs(y[known + h] - path[h]) ** power;
    count += steps;
  }
  return count > 0 ? sum / count : Number.NaN;
}

/**
 * Half-width = .7 q c s h^.05 + .3 z s with c = mean |error| / (s h^.05) over the origins, drawn to .85 with the weight
 * of three origins; q and z were set on open monthly and quarterly series. Assumes that the future resembles the past.
 */
export function conformalIntervals(
  mean: Float64Array,
  spread: Float64Array,
  backtest: readonly { actual: number[]; combined: number[]; spread: Float64Array }[],
  isNonNegative: boolean,
): Pick<SeriesForecast, "spread" | "low80" | "high80" | "low95" | "high95"> {
  let sum = 0.85 * 3;
  for (const { actual, combined, spread: s } of backtest) {
    let ratio = 0;
    for (let h = 0; h < actual.length; h++)
      ratio += Math.min(6, Math.abs(actual[h] - combined[h]) / Math.max(s[h] * (h + 1) ** 0.05, 1e-12));
    sum += ratio / actual.length;
  }
  const c = sum / (backtest.length + 3);
  const half = (q: number, z: number) =>
    spread.map((s, h) => 0.7 * q * c * s * (h + 1) ** 0.05 + 0.3 * z * s);
  const half80 = half(1.6, 1.28);
  const half95 = half(2.6, 2.1);
  const below = (widths: Float64Array) =>
    mean.map((v, h) => (isNonNegative ? Math.max(0, v - widths[h]) : v - widths[h]));
  const above = (widths: Float64Array) => mean.map((v, h) => v + widths[h]);
  return {
    spread: half80.map((w) => w / 1.2816),
    low80: below(half80),
    high80: above(half80),
    low95: below(half95),
    high95: above(half95),
  };
}
