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

/** A period as a question writes it ("2025-03", "2025", "2025-Q1", "FY2025", "FY2025-Q2") → its months. */
export function periodNamed(text: string, fiscalYearStart: number): MonthRange {
  const [, fiscal, year, rest] = /^(FY)?(\d{4})(?:-(.*))?$/.exec(text)!;
  const first = fiscal ? fiscalYearFirst(Number(year), fiscalYearStart) : Number(year) * 12;
  if (rest === undefined) return { from: first, to: first + 11 };
  if (rest.startsWith("Q")) {
    const from = first + 3 * (Number(rest.slice(1)) - 1);
    return { from, to: from + 2 };
  }
  const month = monthNumber(text);
  return { from: month, to: month };
}

/** A fiscal year bears the number of the calendar year in which it ends; with a start in January the two agree. */
const fiscalYearFirst = (year: number, fiscalYearStart: number): MonthNumber =>
  year * 12 + fiscalYearStart - 1 - (fiscalYearStart > 1 ? 12 : 0);

/** First month of a period → its name: 2025-03, 2025-Q1, 2025, FY2025, FY2025-Q2; what `periodNamed` reads. */
export function periodName(start: MonthNumber, grain: TimeGrain, fiscalYearStart = 1): string {
  const [year, month] = [Math.floor(start / 12), start % 12];
  if (grain === "month") return monthText(start);
  if (grain === "year") return String(year).padStart(4, "0");
  if (grain === "quarter") return `${String(year).padStart(4, "0")}-Q${Math.floor(month / 3) + 1}`;
  const first = periodStart(start, "fiscal_year", fiscalYearStart);
  const name = `FY${Math.floor((first + 11) / 12)}`;
  return grain === "fiscal_year" ? name : `${name}-Q${(start - first) / 3 + 1}`;
}

export interface MonthRange {
  from: MonthNumber;
  to: MonthNumber;
}

/**
 * One bucket of time. `start` names it (first month of the whole period); `from`..`to` are the months read. In the tree
 * of a comparison they are the other side's months, under the name of the period that they are compared with.
 */
export interface Period extends MonthRange {
  start: MonthNumber;
  /** Fewer months than the grain has. */
  partial: boolean;
}

export const monthsOf: Record<TimeGrain, number> = {
  month: 1,
  quarter: 3,
  year: 12,
  fiscal_quarter: 3,
  fiscal_year: 12,
};

/** First month of the period that the month lies in; fiscal ones start with the fiscal year's first month (1–12). */
export function periodStart(month: MonthNumber, grain: TimeGrain, fiscalYearStart: number): MonthNumber {
  const length = monthsOf[grain];
  const offset = grain.startsWith("fiscal") ? (fiscalYearStart - 1) % length : 0;
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
