// How much, how likely: a monthly series → forecast per month with intervals, tested on the months held back, and the chance
// that the total of some months reaches a target. Or a refusal that says how many more months it takes.
import type { Bilingual } from "../../engine/locale.js";
import { forecastSeries } from "../estimators/forecast-series.js";
import type { Model, ModelCard, Refusal } from "../model.js";
import { monthNumber, monthText } from "../month.js";
import { monthRegressors } from "./month-regressors.js";
import type { RunningMonth } from "./simulated-totals.js";
import { methodText, reasonOf, targetLimits } from "./target-texts.js";

/** Value of one month; null = not known (then it is drawn along the line between its neighbours). */
export interface MonthValue {
  /** "YYYY-MM". */
  month: string;
  value: number | null;
}

export interface TargetOptions {
  /** What the series is, for the card. */
  name: Bilingual;
  horizon: number;
  now: string;
  snapshot: string;
  seed: number;
  /** Where months are calendar months: working days and Spring Festival of this zone are looked for in the series. */
  timeZone?: string;
}

export interface TargetMonth {
  month: string;
  mean: number;
  /** Standard deviation that the intervals stand for. */
  spread: number;
  low80: number;
  high80: number;
  low95: number;
  high95: number;
  /** Same month of the year before, actual or null. */
  lastYear: number | null;
}

export interface TargetFitted {
  model: "targets";
  version: 1;
  name: Bilingual;
  history: { month: string; value: number; isFilled: boolean }[];
  forecast: TargetMonth[];
  responses: number[];
  /** Spreads by which totals to come are expected above the means: forecast-lean.ts. */
  lean?: number;
  /** The first month of the forecast, where it has begun: what it has brought, and what it will come to. */
  running?: RunningMonth;
  /** Lasting changes of level, earliest first: first month on the new level, and by how much (share or difference). */
  shifts?: { month: string; change: number; isShare: boolean }[];
  /** Calendar effects found and used: added to the logarithm per unit. */
  calendar?: { id: string; group: string; coefficient: number; t: number }[];
  /** Counts: mean and variance per month, and the mean's standard error. */
  counts?: { mean: number; variance: number; meanError: number };
  isNonNegative: boolean;
  method: string;
  methodName: Bilingual;
  /** Why this method. */
  reason: Bilingual;
  weights: Record<string, number>;
  /** Forecast per month of each weighted part. */
  parts: Record<string, number[]>;
  /** Mean absolute error on the months held back: every member, the combination, the seasonal naive. */
  errors: Record<string, number>;
  backtest: { known: string; months: { month: string; actual: number; forecast: number; naive: number }[] }[];
  fittedAt: string;
  snapshot: string;
  seed: number;
}

export interface TargetExplanation {
  /** Σ weight × forecast of the parts = the month's mean, exactly. */
  total: number;
  contributions: { input: string; label: Bilingual; weight: number; forecast: number; value: number }[];
}

export const leastMonths = 6;
const season = 12;

export const targets: Model<MonthValue, TargetOptions, TargetFitted, TargetMonth, TargetExplanation> = {
  id: "targets",
  title: { en: "Targets", zh: "目标" },
  fit,
  /** The forecasts of the months named; months outside the horizon are an error of the caller. */
  predict: (fitted, rows) => rows.map(({ month }) => forecastOf(fitted, month)),
  explain(fitted, { month }) {
    const step = fitted.forecast.indexOf(forecastOf(fitted, month));
    const contributions = Object.entries(fitted.weights)
      .filter(([id]) => fitted.parts[id])
      .map(([id, weight]) => ({
        input: id,
        label: methodText(id),
        weight,
        forecast: fitted.parts[id][step],
        value: weight * fitted.parts[id][step],
      }));
    return { total: contributions.reduce((sum, c) => sum + c.value, 0), contributions };
  },
  card,
};

function forecastOf(fitted: TargetFitted, month: string): TargetMonth {
  const found = fitted.forecast.find((f) => f.month === month.slice(0, 7));
  if (!found) throw new Error(`no forecast for ${month}`);
  return found;
}

function fit(rows: readonly MonthValue[], options: TargetOptions): TargetFitted | Refusal {
  const known = rows.filter((row) => row.value !== null).length;
  if (known < leastMonths) return tooFew(known);
  const history = withoutGaps(rows);
  const y = Float64Array.from(history, (h) => h.value);
  const { horizon, timeZone } = options;
  const forecast = forecastSeries(y, {
    season,
    horizon,
    seed: options.seed,
    isShiftSought: true,
    ...(timeZone !== undefined && {
      regressors: monthRegressors(monthNumber(history[0].month), y.length + horizon, timeZone),
    }),
  });
  const last = monthNumber(history.at(-1)!.month);
  const byMonth = new Map(history.map((h) => [h.month, h.value]));
  const monthAt = (index: number) => history[index].month;
  return {
    model: "targets",
    version: 1,
    name: options.name,
    history,
    forecast: [...forecast.mean].map((mean, h) => ({
      month: monthText(last + 1 + h),
      mean,
      spread: forecast.spread[h],
      low80: forecast.low80[h],
      high80: forecast.high80[h],
      low95: forecast.low95[h],
      high95: forecast.high95[h],
      lastYear: byMonth.get(monthText(last + 1 + h - 12)) ?? null,
    })),
    responses: [...forecast.responses],
    ...(forecast.lean && { lean: forecast.lean }),
    ...(forecast.levelShifts && {
      shifts: forecast.levelShifts.map(({ at, change, isShare }) => ({
        month: monthAt(at),
        change,
        isShare,
      })),
    }),
    ...(forecast.regressors && { calendar: forecast.regressors }),
    ...(forecast.counts && { counts: forecast.counts }),
    isNonNegative: y.every((v) => v >= 0),
    method: forecast.method,
    methodName: methodText(forecast.method),
    reason: reasonOf(forecast, y.length),
    weights: defined(forecast.weights),
    parts: Object.fromEntries(Object.entries(forecast.parts).map(([id, path]) => [id, [...path!]])),
    errors: defined(forecast.errors),
    backtest: forecast.backtest.map((b) => ({
      known: monthAt(b.known - 1),
      months: b.actual.map((actual, h) => ({
        month: monthAt(b.known + h),
        actual,
        forecast: b.combined[h],
        naive: b.naive[h],
      })),
    })),
    fittedAt: options.now,
    snapshot: options.snapshot,
    seed: options.seed,
  };
}

const defined = (record: Partial<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  );

/** Unknown months at both ends fall away; inside they lie on the line between their neighbours and are marked. */
function withoutGaps(rows: readonly MonthValue[]): TargetFitted["history"] {
  const values = new Map<number, number>();
  for (const row of rows) if (row.value !== null) values.set(monthNumber(row.month), row.value);
  const months = [...values.keys()].sort((a, b) => a - b);
  const out: TargetFitted["history"] = [];
  months.forEach((month, i) => {
    const before = months[i - 1];
    for (let gap = (before ?? month - 1) + 1; gap < month; gap++) {
      const share = (gap - before) / (month - before);
      const value = values.get(before)! + share * (values.get(month)! - values.get(before)!);
      out.push({ month: monthText(gap), value, isFilled: true });
    }
    out.push({ month: monthText(month), value: values.get(month)!, isFilled: false });
  });
  return out;
}

function tooFew(months: number): Refusal {
  const moreMonths = leastMonths - months;
  return {
    refused: true,
    code: "too_few_months",
    facts: { months, monthsNeeded: leastMonths, moreMonths },
    text: {
      en: `No forecast: ${months} months of data, at least ${leastMonths} are needed (${moreMonths} more).`,
      zh: `无法预测：只有 ${months} 个月的数据，至少需要 ${leastMonths} 个月（还差 ${moreMonths} 个月）。`,
    },
  };
}

function card(fitted: TargetFitted): ModelCard {
  const { combination, seasonal_naive } = fitted.errors;
  const months = fitted.backtest.flatMap((b) => b.months);
  return {
    model: "targets",
    title: { en: "Targets", zh: "目标" },
    question: {
      en: `How much ${fitted.name.en.toLowerCase()} in the coming months, and how likely is a target reached?`,
      zh: `未来几个月的${fitted.name.zh}会是多少？达成目标的可能性有多大？`,
    },
    window: { from: fitted.history[0].month, to: fitted.history.at(-1)!.month },
    rows: fitted.history.length,
    people: 0,
    events: fitted.history.length,
    backtest:
      combination !== undefined && seasonal_naive !== undefined
        ? [
            {
              measure: "mean_absolute_error",
              model: fitted.method === "seasonal_naive" ? seasonal_naive : combination,
              baseline: seasonal_naive,
              baselineName: "seasonal naive",
              folds: fitted.backtest.length,
              verdict: fitted.reason,
            },
          ]
        : [],
    calibration:
      months.length > 0
        ? {
            predicted: months.reduce((sum, m) => sum + m.forecast, 0) / months.length,
            observed: months.reduce((sum, m) => sum + m.actual, 0) / months.length,
          }
        : undefined,
    limits: targetLimits(fitted),
    inputs: [{ name: "value", label: fitted.name }],
    excluded: [],
    fittedAt: fitted.fittedAt,
    snapshot: fitted.snapshot,
    seed: fitted.seed,
  };
}
