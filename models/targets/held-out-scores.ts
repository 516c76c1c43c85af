// Forecasts and the values held back → accuracy and coverage per family of series, as the M4 competition scores them: OWA against
// Naive 2, sMAPE, MASE, coverage and interval score.
import * as scores from "../estimators/forecast-scores.js";
import { naive2 } from "../estimators/naive-forecasts.js";
import type { SeriesForecast } from "../estimators/series-forecast.js";

export interface HeldOutSeries {
  family: string;
  season: number;
  train: Float64Array;
  test: Float64Array;
  forecast: Pick<SeriesForecast, "mean" | "low80" | "high80" | "low95" | "high95">;
}

export interface HeldOutScores {
  family: string;
  series: number;
  /** Series without a seasonal difference: MASE and MSIS have no scale, and these are left out of both. */
  unscaled: number;
  smape: number;
  mase: number;
  /** Half of (sMAPE / Naive 2's + MASE / Naive 2's). */
  owa: number;
  coverage80: number;
  coverage95: number;
  msis80: number;
  msis95: number;
}

type Sums = Record<Exclude<keyof HeldOutScores, "family" | "owa"> | "naiveSmape" | "naiveMase", number>;

/** Sums kept per family; `of("")` is all of them together. */
export interface HeldOutBoard {
  add(series: HeldOutSeries): void;
  /** All series first, then every family by name; empty while nothing was added. */
  scores(): HeldOutScores[];
}

export const allSeries = "all";

export function heldOutBoard(): HeldOutBoard {
  const families = new Map<string, Sums>();
  const sumsOf = (family: string): Sums => {
    let sums = families.get(family);
    if (!sums) families.set(family, (sums = emptySums()));
    return sums;
  };
  return {
    add(series) {
      for (const family of new Set([allSeries, series.family])) addTo(sumsOf(family), series);
    },
    scores: () =>
      [...families]
        .sort(([a], [b]) => Number(b === allSeries) - Number(a === allSeries) || a.localeCompare(b))
        .map(([family, sums]) => meansOf(family, sums)),
  };
}

const emptySums = (): Sums => ({
  series: 0,
  unscaled: 0,
  smape: 0,
  mase: 0,
  coverage80: 0,
  coverage95: 0,
  msis80: 0,
  msis95: 0,
  naiveSmape: 0,
  naiveMase: 0,
});

function addTo(sums: Sums, { train, test, season, forecast }: HeldOutSeries): void {
  const { mean, low80, high80, low95, high95 } = forecast;
  const naive = naive2(train, season, test.length);
  const scale = scores.seasonalScale(train, season);
  sums.series++;
  sums.smape += scores.smape(test, mean);
  sums.naiveSmape += scores.smape(test, naive);
  sums.coverage80 += scores.coverage(test, low80, high80);
  sums.coverage95 += scores.coverage(test, low95, high95);
  if (!(scale > 0)) {
    sums.unscaled++;
    return;
  }
  sums.mase += scores.mase(test, mean, scale);
  sums.naiveMase += scores.mase(test, naive, scale);
  sums.msis80 += scores.msis(test, low80, high80, 0.2, scale);
  sums.msis95 += scores.msis(test, low95, high95, 0.05, scale);
}

function meansOf(family: string, sums: Sums): HeldOutScores {
  const { series, unscaled } = sums;
  const scaled = series - unscaled;
  return {
    family,
    series,
    unscaled,
    smape: sums.smape / series,
    mase: sums.mase / scaled,
    owa: 0.5 * (sums.smape / sums.naiveSmape + sums.mase / sums.naiveMase),
    coverage80: sums.coverage80 / series,
    coverage95: sums.coverage95 / series,
    msis80: sums.msis80 / scaled,
    msis95: sums.msis95 / scaled,
  };
}
