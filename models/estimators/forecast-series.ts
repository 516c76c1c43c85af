// Series → forecast: lasting changes of level and effects of known days taken out, the rest forecast by the combination or the
// special rules, and the effects put back. Where nothing of the kind is asked for or found: the combination as it is.
import { findRegressors, regressorEffect } from "./calendar-regressors.js";
import { combinedForecast } from "./forecast-combination.js";
import { atItsOwnLevel, findLevelShifts, onOneLevel } from "./level-shift.js";
import type { ForecastOptions, SeriesForecast } from "./series-forecast.js";

export function forecastSeries(y: Float64Array, options: ForecastOptions): SeriesForecast {
  const { season, horizon, isShiftSought = false, regressors = [] } = options;
  const n = y.length;
  const shifts = isShiftSought ? findLevelShifts(y, season) : [];
  const levelled = shifts.length > 0 ? onOneLevel(y, shifts) : y;
  const kept = regressors.length > 0 ? findRegressors(levelled, season, regressors) : [];
  if (shifts.length === 0 && kept.length === 0) return combinedForecast(y, options);
  const effect = regressorEffect(regressors, kept, n, n + horizon);
  const plain = levelled.map((v, t) => v / effect[t]);
  const forecast = combinedForecast(plain, options);
  const back = (path: Float64Array) => path.map((v, h) => v * effect[n + h]);
  /** As it would have been forecast at the level of its time. */
  const own = (value: number, t: number) => atItsOwnLevel(value * effect[t], t, shifts);
  return {
    ...forecast,
    mean: back(forecast.mean),
    spread: back(forecast.spread),
    low80: back(forecast.low80),
    high80: back(forecast.high80),
    low95: back(forecast.low95),
    high95: back(forecast.high95),
    parts: Object.fromEntries(Object.entries(forecast.parts).map(([id, path]) => [id, back(path!)])),
    backtest: forecast.backtest.map(({ known, actual, combined, naive }) => ({
      known,
      actual: actual.map((_, h) => y[known + h]),
      combined: combined.map((v, h) => own(v, known + h)),
      naive: naive.map((v, h) => own(v, known + h)),
    })),
    ...(shifts.length > 0 && { levelShifts: shifts }),
    ...(kept.length > 0 && { regressors: kept }),
  };
}
