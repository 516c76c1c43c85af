// A number and its unit → text as a careful report writes it, in either language.
// Decimals follow the interval's width: an estimate known to ±8 points is not printed to a tenth.
import type { Locale } from "../../engine/locale.js";
import type { DifferenceUnit, Unit } from "../../engine/metrics/unit.js";

export interface NumberOptions {
  /** 95 % interval beside the number, in the number's own scale. */
  low?: number | null;
  high?: number | null;
  currency?: string;
}

const minus = (text: string): string => text.replace(/^-/, "\u2212");
const grouped = (value: number, decimals: number): string =>
  minus(
    // −0.04 at one decimal is 0.0, never −0.0
    (Math.abs(value) < 0.5 * 10 ** -decimals ? 0 : value).toLocaleString("en", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }),
  );

const isShare = (unit: Unit | DifferenceUnit): boolean =>
  unit === "share" || unit === "rate_per_year" || unit === "points";

/** How many decimals a number of that unit deserves, given how well it is known. */
export function decimalsFor(
  value: number,
  unit: Unit | DifferenceUnit,
  { low, high }: NumberOptions = {},
): number {
  const scale = isShare(unit) ? 100 : 1;
  if (low != null && high != null && Number.isFinite(high - low)) {
    const width = (high - low) * scale;
    return width >= 10 ? 0 : width >= 0.5 ? 1 : 2;
  }
  if (unit === "count" || unit === "days") return Number.isInteger(value) ? 0 : 1;
  if (unit === "money") return Math.abs(value) >= 1000 ? 0 : 2;
  return unit === "score" || unit === "index" ? 2 : 1;
}

function money(value: number, locale: Locale, currency: string): string {
  const size = Math.abs(value);
  if (locale === "zh") {
    const name = currency === "CNY" ? "元" : ` ${currency}`;
    if (size >= 1e8) return `${grouped(value / 1e8, size >= 1e10 ? 0 : 2)} 亿${name}`;
    if (size >= 1e4) return `${grouped(value / 1e4, size >= 1e7 ? 0 : 1)} 万${name}`;
    return `${grouped(value, size >= 1000 || Number.isInteger(value) ? 0 : 1)} ${name.trim()}`;
  }
  if (size >= 1e9) return `${currency} ${grouped(value / 1e9, 2)} B`;
  if (size >= 1e6) return `${currency} ${grouped(value / 1e6, size >= 1e8 ? 0 : 1)} M`;
  if (size >= 1e4) return `${currency} ${grouped(value / 1e3, size >= 1e5 ? 0 : 1)} k`;
  return `${currency} ${grouped(value, size >= 1000 || Number.isInteger(value) ? 0 : 1)}`;
}

const suffix: Partial<Record<Unit | DifferenceUnit, { en: string; zh: string }>> = {
  hours: { en: " h", zh: " 小时" },
  days: { en: " days", zh: " 天" },
  months: { en: " months", zh: " 个月" },
  points: { en: " points", zh: " 个百分点" },
};

/** `formatNumber(0.25, "share", "en")` → "25.0%"; with an interval 0.18–0.34 → "25%". */
export function formatNumber(
  value: number | null | undefined,
  unit: Unit | DifferenceUnit | undefined,
  locale: Locale,
  options: NumberOptions = {},
): string {
  if (value == null || !Number.isFinite(value)) return "–";
  const kind = unit ?? "index";
  if (kind === "money") return money(value, locale, options.currency ?? "CNY");
  const decimals = decimalsFor(value, kind, options);
  if (kind === "points") return grouped(value * 100, decimals) + suffix.points![locale];
  if (isShare(kind)) return `${grouped(value * 100, decimals)}%`;
  return grouped(value, decimals) + (suffix[kind]?.[locale] ?? "");
}

/** Differences carry their sign: "−10.0 points", "+3". */
export function formatDifference(
  value: number | null | undefined,
  unit: DifferenceUnit | undefined,
  locale: Locale,
  options: NumberOptions = {},
): string {
  const text = formatNumber(value, unit, locale, options);
  return value != null && value > 0 ? `+${text}` : text;
}

/** "18–34%" in English, "18%～34%" in Chinese; both ends at the same decimals. */
export function formatInterval(
  low: number | null | undefined,
  high: number | null | undefined,
  unit: Unit | DifferenceUnit | undefined,
  locale: Locale,
  options: NumberOptions = {},
): string {
  if (low == null || high == null || !Number.isFinite(low) || !Number.isFinite(high)) return "";
  const both = { ...options, low, high };
  const [from, to] = [formatNumber(low, unit, locale, both), formatNumber(high, unit, locale, both)];
  if (locale === "zh")
    return unit === "share" || unit === "rate_per_year" ? `${from}～${to}` : bare(from, to, "～");
  return low < 0 ? `${bareEnd(from, to)} to ${to}` : bare(from, to, "–");
}

/** Drops the unit from the first end when both ends carry the same: "18–34%", "CNY 1.2–3.4 M". */
function bare(from: string, to: string, dash: string): string {
  const prefix = /^[A-Z]{3} /.exec(to)?.[0] ?? "";
  const trimmed = bareEnd(from, to);
  return trimmed === from
    ? `${from}${dash}${to}`
    : `${trimmed}${dash}${prefix ? to.slice(prefix.length) : to}`;
}

function bareEnd(from: string, to: string): string {
  const unit = /[^\d]*$/.exec(to)?.[0] ?? "";
  return unit && from.endsWith(unit) ? from.slice(0, -unit.length) : from;
}
