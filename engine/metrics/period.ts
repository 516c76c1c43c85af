// Months as whole numbers ("2025-03" ↔ 24302) → periods of a grain within a range.
import type { TimeGrain } from "./metric-query.js";

/** Months since year 0: additions and differences of months are plain arithmetic. */
export type MonthNumber = number;

export const monthNumber = (text: string): MonthNumber =>
  Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;

/** 24302 → "2025-03". */
export const monthText = (month: MonthNumber): string =>
  `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;

/** Days from 1970-01-01 to the first of the month, as Arrow's DateDay has it. */
export const monthEpochDay = (month: MonthNumber): number =>
  Date.UTC(Math.floor(month / 12), month % 12, 1) / 86_400_000;

/** Epoch day of any date → the month it lies in. */
export function monthOfEpochDay(day: number): MonthNumber {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

export interface MonthRange {
  from: MonthNumber;
  to: MonthNumber;
}

/** One bucket of time. `start` names it (first month of the whole period); `from`..`to` are the months asked for. */
export interface Period extends MonthRange {
  start: MonthNumber;
  /** Fewer months than the grain has. */
  partial: boolean;
}

export const monthsOf: Record<TimeGrain, number> = { month: 1, quarter: 3, year: 12 };

/** First month of the period that the month lies in; years and quarters start with the fiscal year's first month (1–12). */
export function periodStart(month: MonthNumber, grain: TimeGrain, fiscalYearStart: number): MonthNumber {
  const length = monthsOf[grain];
  const offset = (fiscalYearStart - 1) % length;
  return month - ((((month - offset) % length) + length) % length);
}

/** The periods that touch the range, in order, cut to it. Without a grain: the range itself as one period. */
export function periodsOf(range: MonthRange, grain: TimeGrain | null, fiscalYearStart: number): Period[] {
  if (grain === null) return [{ start: range.from, ...range, partial: false }];
  const periods: Period[] = [];
  const length = monthsOf[grain];
  for (let start = periodStart(range.from, grain, fiscalYearStart); start <= range.to; start += length) {
    const from = Math.max(start, range.from);
    const to = Math.min(start + length - 1, range.to);
    periods.push({ start, from, to, partial: to - from + 1 < length });
  }
  return periods;
}
