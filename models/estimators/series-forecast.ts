// What is asked of a series and what comes back: means, intervals, how they were made, how the past was missed.
import type { KeptRegressor, Regressor } from "./calendar-regressors.js";
import type { LevelShift } from "./level-shift.js";

export interface ForecastOptions {
  season: number;
  horizon: number;
  seed: number;
  /** Look for lasting changes of level and move the earlier part to the later level. Default: no. */
  isShiftSought?: boolean;
  /** Effects of known days: per regressor one value for every period known and to come. See calendar-regressors.ts. */
  regressors?: readonly Regressor[];
}

export interface BacktestOrigin {
  /** Periods known at that point. */
  known: number;
  actual: number[];
  combined: number[];
  naive: number[];
}

export interface SeriesForecast {
  /** What a shock of size 1 adds 1, 2, … steps later, from the best state-space model: how errors hang together. */
  responses: Float64Array;
  mean: Float64Array;
  /** Standard deviation that the interval stands for, per step. */
  spread: Float64Array;
  low80: Float64Array;
  high80: Float64Array;
  low95: Float64Array;
  high95: Float64Array;
  /** "combination", "seasonal_naive" where the combination does not beat it, or the special rule for short, constant or intermittent series. */
  method: string;
  weights: Partial<Record<string, number>>;
  /** Spreads by which totals to come are expected above the means, by how past values came in: see forecast-lean.ts. Default: 0. */
  lean?: number;
  /** Forecast of each weighted part; weights × parts = mean. */
  parts: Partial<Record<string, Float64Array>>;
  backtest: BacktestOrigin[];
  /** Changes of level that were found, earliest first; the earlier part was moved for the fit. */
  levelShifts?: LevelShift[];
  /** Effects of known days that were found and taken out before the fit, and put back on the forecast. */
  regressors?: KeptRegressor[];
  /** Counts: totals are drawn from a negative binomial with this mean and variance per period, the mean itself uncertain. */
  counts?: { mean: number; variance: number; meanError: number };
  /** Mean absolute error over the backtest, of every member, the combination and the seasonal naive. */
  errors: Partial<Record<string, number>>;
}
