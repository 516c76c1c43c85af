// Numbers, months and spans as the reader's language writes them.
import { isPercentUnit, type DifferenceUnit, type Unit } from "../../engine/metrics/unit.js";
import {
  formatDifference,
  formatInterval,
  formatNumber,
  type NumberOptions,
} from "../../engine/metrics/format-number.js";
import { dayWords, monthWords, spanWords } from "../../models/month-words.js";
import { session } from "./session.js";

/** A number and its unit stay on one line: "5,034 万元", "CNY 9.0 M". */
const together = (text: string): string => text.replaceAll(" ", "\u00a0");

export const numberText = (
  value: number | null,
  unit: Unit | DifferenceUnit,
  options?: NumberOptions,
): string => together(formatNumber(value, unit, session.locale, options));

export const differenceText = (value: number | null, unit: DifferenceUnit, options?: NumberOptions): string =>
  together(formatDifference(value, unit, session.locale, options));

export const intervalText = (
  low: number | null,
  high: number | null,
  unit: Unit | DifferenceUnit,
  options?: NumberOptions,
): string =>
  // A word joiner on either side: titles that keep words whole would else break at the dash.
  together(formatInterval(low, high, unit, session.locale, options)).replace("～", "\u2060～\u2060");

/** "2026-10" → "Oct 2026" / "2026年10月". */
export const monthText = (month: string, locale = session.locale): string => monthWords(month, locale);

/** "Nov 2025 – Oct 2026" / "2025年11月至2026年10月"; a calendar year by its number. */
export const spanText = (from: string, to: string, locale = session.locale): string =>
  spanWords(from, to, locale);

/** Last day of the month: "31 Oct 2026" / "2026年10月31日". */
export function monthEndText(month: string, locale = session.locale): string {
  const [year, number] = month.split("-").map(Number);
  return dayText(`${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`, locale);
}

/** "2026-10-31…" → "31 Oct 2026" / "2026年10月31日". */
export const dayText = (iso: string, locale = session.locale): string => dayWords(iso, locale);

/** Interval of a difference: both ends signed, "−22.3 to +2.7 points" / "−22.3～+2.7 个百分点". */
export function differenceRange(
  low: number,
  high: number,
  unit: DifferenceUnit,
  precision: NumberOptions = {},
): string {
  const options = { low, high, ...precision };
  const [from, to] = [low, high].map((end) =>
    // An end that prints as 0 has no sign.
    formatDifference(end, unit, session.locale, options).replace(/^[+\u2212](?=0(\.0+)?(?![\d.]))/, ""),
  );
  const tail = /[^\d]*$/.exec(to)?.[0] ?? "";
  const bare = tail && from.endsWith(tail) ? from.slice(0, -tail.length) : from;
  return session.locale === "zh" ? `${bare}～${to}` : `${bare} to ${to}`;
}

/** A mark of an axis: as many decimals as the steps between marks need. */
export function axisText(value: number, unit: Unit, step: number, currency?: string): string {
  if (unit === "money") return numberText(value, unit, { currency });
  const scale = isPercentUnit(unit) ? 100 : 1;
  const size = step * scale;
  const decimals =
    size >= 1
      ? Number.isInteger(Math.round(size * 1e6) / 1e6)
        ? 0
        : 1
      : Math.min(4, Math.ceil(-Math.log10(size)));
  const text = (value * scale).toLocaleString("en", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return scale === 100 ? `${text}%` : text;
}
