// "2026-Q4", "2026Q4" or "2026-10" → the quarter's first month, "2026-10".
import { monthNumber, monthText } from "../month.js";
import { targetErrors as fail } from "./target-errors.js";

/** Errors: target_quarter_invalid. */
export function quarterMonth(text: string): string {
  const [, year, quarter] = /^(\d{4})-?Q([1-4])$/i.exec(text.trim()) ?? [];
  if (year !== undefined) return monthText(monthNumber(`${year}-01`) + 3 * (Number(quarter) - 1));
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text.trim())) return text.trim();
  throw fail.target_quarter_invalid({ found: text });
}
