// A period as the engine writes it ("2024-05-01", "2024-Q2", epoch ms) → its start, its end and its name in a language.
import type { Locale } from "../../engine/locale.js";
import type { TimeGrain } from "../../engine/metrics/metric-query.js";
import type { Cell } from "./report-data.js";

const monthsEn = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const spans: Record<TimeGrain, number> = {
  month: 1,
  quarter: 3,
  year: 12,
  fiscal_quarter: 3,
  fiscal_year: 12,
};

/** Month number since year 0 at which the period begins, or null when the value is no period. */
export function periodMonth(value: Cell | Date | bigint | undefined): number | null {
  if (value == null || typeof value === "boolean") return null;
  if (value instanceof Date) return value.getUTCFullYear() * 12 + value.getUTCMonth();
  if (typeof value === "bigint") return periodMonth(Number(value));
  if (typeof value === "number")
    return value > 1900 && value < 2200 ? value * 12 : periodMonth(new Date(value));
  const match = /^(\d{4})(?:-?Q([1-4])|-(\d{2}))?/.exec(value);
  if (!match) return null;
  return (
    Number(match[1]) * 12 + (match[2] ? (Number(match[2]) - 1) * 3 : match[3] ? Number(match[3]) - 1 : 0)
  );
}

/** Month number → "2024-05". */
export const monthText = (month: number): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;

/** First instant of the month (UTC ms), as charts place it. */
export const monthTime = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12, 1);

/** Months of the period that begins at `start` which lie inside the covered months. */
export function coveredMonths(start: number, grain: TimeGrain, from: string, to: string): number {
  const [first, last] = [periodMonth(from) ?? start, periodMonth(to) ?? start + spans[grain] - 1];
  return Math.max(0, Math.min(start + spans[grain] - 1, last) - Math.max(start, first) + 1);
}
export const monthsIn = (grain: TimeGrain): number => spans[grain];

/**
 * "Q3 2025", "2025年第三季度"; `short` for axes: "2025Q3". Fiscal years bear the number of the calendar year in which
 * they end: "FY2026", "2026财年"; fiscal quarters also their months.
 */
export function periodLabel(start: number, grain: TimeGrain, locale: Locale, short = false): string {
  const [year, month] = [Math.floor(start / 12), start % 12];
  if (grain === "fiscal_year") {
    const end = Math.floor((start + 11) / 12);
    return locale === "zh" ? `${end}财年` : `FY${end}`;
  }
  if (grain === "fiscal_quarter") {
    const [endYear, endMonth] = [Math.floor((start + 2) / 12), (start + 2) % 12];
    return locale === "zh"
      ? `${year}年${month + 1}月至${endYear === year ? "" : `${endYear}年`}${endMonth + 1}月`
      : `${monthsEn[month]}${endYear === year ? "" : ` ${year}`}–${monthsEn[endMonth]} ${endYear}`;
  }
  if (grain === "year") return locale === "zh" && !short ? `${year}年` : String(year);
  if (grain === "quarter") {
    const quarter = Math.floor(month / 3) + 1;
    if (locale === "en") return `Q${quarter} ${year}`;
    return short ? `${year}Q${quarter}` : `${year}年第${"一二三四"[quarter - 1]}季度`;
  }
  return locale === "zh" ? `${year}年${month + 1}月` : `${monthsEn[month]} ${year}`;
}
