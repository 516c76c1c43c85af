// A number and its unit → text as a careful report writes it, in either language. Pure: runs in the browser too.
// Decimals follow the interval's width: an estimate known to ±8 points is not printed to a tenth.
import type { Locale } from "../locale.js";
import { isPercentUnit as isPercent, type DifferenceUnit, type Unit } from "./unit.js";

export interface NumberOptions {
  /** 95 % interval beside the number, in the number's own scale. */
  low?: number | null;
  high?: number | null;
  /** Three letters, as in CNY; the workspace's currency. */
  currency?: string;
}

type AnyUnit = Unit | DifferenceUnit;

/** The sign of a negative number is U+2212, and nothing is ever −0.0. */
export function grouped(value: number, decimals: number): string {
  const isZero = Math.abs(value) < 0.5 * 10 ** -decimals;
  return (isZero ? 0 : value)
    .toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .replace(/^-/, "\u2212");
}

/** How many decimals a number of that unit deserves, given how well it is known. */
export function decimalsFor(value: number, unit: AnyUnit, { low, high }: NumberOptions = {}): number {
  const scale = isPercent(unit) ? 100 : 1;
  if (low != null && high != null && Number.isFinite(high - low)) {
    const width = (high - low) * scale;
    return width >= 10 ? 0 : width >= 0.5 ? 1 : 2;
  }
  if (isPercent(unit) && unit !== "points") return isWhole(value * 100) ? 0 : 1;
  if (unit === "count" || unit === "days") return isWhole(value) ? 0 : 1;
  return unit === "score" || unit === "index" ? 2 : 1;
}

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-9;

const suffixes: Partial<Record<AnyUnit, Record<Locale, string>>> = {
  hours: { en: " h", zh: " 小时" },
  days: { en: " days", zh: " 天" },
  months: { en: " months", zh: " 个月" },
  points: { en: " points", zh: " 个百分点" },
};

/** `formatNumber(0.25, "share", "en")` → "25%"; nothing → "–". Differences of shares have the unit `points`. */
export function formatNumber(
  value: number | null | undefined,
  unit: AnyUnit | undefined,
  locale: Locale,
  options: NumberOptions = {},
): string {
  if (value == null || !Number.isFinite(value)) return "–";
  const kind = unit ?? "index";
  if (kind === "money") return money(value, locale, options.currency ?? "CNY");
  const decimals = kind === "points" ? pointDecimals(value, options) : decimalsFor(value, kind, options);
  if (kind === "points") return grouped(value * 100, decimals) + suffixes.points![locale];
  if (isPercent(kind)) return `${grouped(value * 100, decimals)}%`;
  return grouped(value, decimals) + (suffixes[kind]?.[locale] ?? "");
}

const pointDecimals = (value: number, options: NumberOptions): number =>
  options.low == null || options.high == null ? 1 : decimalsFor(value, "points", options);

/** Differences carry their sign: "−10.0 points", "+3". */
export function formatDifference(
  value: number | null | undefined,
  unit: DifferenceUnit | undefined,
  locale: Locale,
  options: NumberOptions = {},
): string {
  const text = formatNumber(value, unit, locale, options);
  return value != null && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A ratio of two numbers: "×2.8" / "2.8 倍". */
export const formatRatio = (ratio: number, locale: Locale): string =>
  !Number.isFinite(ratio) ? "–" : locale === "zh" ? `${grouped(ratio, 1)} 倍` : `×${grouped(ratio, 1)}`;

/** A relative change, never to be taken for points: "28.6% relative" / "相对 28.6%". */
export const formatRelative = (change: number, locale: Locale): string =>
  !Number.isFinite(change)
    ? "–"
    : locale === "zh"
      ? `相对 ${grouped(change * 100, 1)}%`
      : `${grouped(change * 100, 1)}% relative`;

/** "18–34%" in English, "18%～34%" in Chinese; both ends at the same decimals. */
export function formatInterval(
  low: number | null | undefined,
  high: number | null | undefined,
  unit: AnyUnit | undefined,
  locale: Locale,
  options: NumberOptions = {},
): string {
  if (low == null || high == null || !Number.isFinite(low) || !Number.isFinite(high)) return "";
  const both = { ...options, low, high };
  const [from, to] = [formatNumber(low, unit, locale, both), formatNumber(high, unit, locale, both)];
  if (locale === "zh")
    return unit !== undefined && isPercent(unit) && unit !== "points"
      ? `${from}～${to}`
      : joined(from, to, "～");
  return low < 0 ? `${withoutUnitOf(from, to)} to ${to}` : joined(from, to, "–");
}

/** Drops the unit from the first end when both ends carry the same: "18–34%", "CNY 1.2–3.4 M". */
function joined(from: string, to: string, dash: string): string {
  const currency = /^[A-Z]{3} /.exec(to)?.[0] ?? "";
  const start = withoutUnitOf(from, to);
  return start === from ? `${from}${dash}${to}` : `${start}${dash}${to.slice(currency.length)}`;
}

function withoutUnitOf(from: string, to: string): string {
  const unit = /[^\d]*$/.exec(to)![0];
  return unit !== "" && from.endsWith(unit) ? from.slice(0, -unit.length) : from;
}

function money(value: number, locale: Locale, currency: string): string {
  const size = Math.abs(value);
  const decimals = (unit: number): number => (size >= 100 * unit ? 0 : 1);
  const small = size >= 1000 || isWhole(value) ? 0 : 2;
  if (locale === "zh") {
    const name = currency === "CNY" ? "元" : ` ${currency}`;
    if (size >= 1e8) return `${grouped(value / 1e8, 2)} 亿${name}`;
    if (size >= 1e4) return `${grouped(value / 1e4, decimals(1e4))} 万${name}`;
    return `${grouped(value, small)} ${name.trim()}`;
  }
  if (size >= 1e9) return `${currency} ${grouped(value / 1e9, 2)} B`;
  if (size >= 1e6) return `${currency} ${grouped(value / 1e6, decimals(1e6))} M`;
  if (size >= 1e4) return `${currency} ${grouped(value / 1e3, decimals(1e3))} k`;
  return `${currency} ${grouped(value, small)}`;
}
