// "YYYY-MM" and days → as either language writes them. Pure: runs in the browser too.
import type { Locale } from "../engine/locale.js";

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "2026-10" → "Oct 2026" / "2026年10月". */
export function monthWords(month: string, locale: Locale): string {
  const [year, number] = month.split("-").map(Number);
  return locale === "zh" ? `${year}年${number}月` : `${monthNames[number! - 1]} ${year}`;
}

/** "Nov 2025 – Oct 2026" / "2025年11月至2026年10月"; a calendar year by its number. */
export function spanWords(from: string, to: string, locale: Locale): string {
  if (from === to) return monthWords(from, locale);
  const year = from.slice(0, 4);
  if (from.endsWith("-01") && to === `${year}-12`) return locale === "zh" ? `${year}年` : year;
  return `${monthWords(from, locale)}${locale === "zh" ? "至" : " – "}${monthWords(to, locale)}`;
}

/** "2026-10-31…" → "31 Oct 2026" / "2026年10月31日". */
export function dayWords(iso: string, locale: Locale): string {
  const [year, number, day] = iso.slice(0, 10).split("-").map(Number);
  return locale === "zh" ? `${year}年${number}月${day}日` : `${day} ${monthNames[number! - 1]} ${year}`;
}
