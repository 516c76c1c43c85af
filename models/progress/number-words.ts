// A figure's numbers → text in either language: points are points, a recorded KPI keeps the digits that it was recorded with.
// Pure: runs in the browser too.
import type { Locale } from "../../engine/locale.js";
import { formatNumber, grouped } from "../../engine/metrics/format-number.js";
import { differenceUnit } from "../../engine/metrics/unit.js";
import type { Goal } from "./progress-types.js";

type Measured = Pick<Goal, "unit">;

/** Decimals that the number has, two at most; none for large ones. */
const decimalsOf = (value: number): number => {
  const size = Math.abs(value);
  if (size >= 1000) return 0;
  return [0, 1].find((d) => Math.abs(value - Number(value.toFixed(d))) < 1e-9) ?? 2;
};

export function valueText(value: number, { unit }: Measured, locale: Locale, currency = "CNY"): string {
  if (unit === "index" || unit === "count") return grouped(value, decimalsOf(value));
  return formatNumber(value, unit, locale, { currency });
}

/** 0.15 → "15 percentage points"; never a bare per cent, which would be read as relative. */
export function pointsText(share: number, locale: Locale): string {
  const points = share * 100;
  const text = grouped(points, Math.abs(points - Math.round(points)) < 1e-7 ? 0 : 1);
  return locale === "zh" ? `${text} 个百分点` : `${text} percentage point${text === "1" ? "" : "s"}`;
}

/** A difference with its sign: "+0.5", "−15 percentage points". */
export function differenceText(value: number, { unit }: Measured, locale: Locale, currency = "CNY"): string {
  const isPoints = differenceUnit(unit) === "points";
  const text = isPoints ? pointsText(value, locale) : valueText(value, { unit }, locale, currency);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** The size of a difference, without sign. */
export const sizeText = (value: number, goal: Measured, locale: Locale, currency?: string): string =>
  differenceText(Math.abs(value), goal, locale, currency).replace(/^\+/, "");

export const hoursText = (hours: number, locale: Locale): string =>
  locale === "zh" ? `${grouped(hours, 0)} 小时` : `${grouped(hours, 0)} hours`;

export function ageText(hours: number, locale: Locale): string {
  if (hours < 48) return hoursText(Math.floor(hours), locale);
  const days = Math.floor(hours / 24);
  return locale === "zh" ? `${grouped(days, 0)} 天` : `${grouped(days, 0)} days`;
}
