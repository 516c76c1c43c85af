// A part of a difference → text that never hides it as zero: small effects get the decimals that they need.
import type { Locale } from "../locale.js";
import { formatDifference, grouped, type NumberOptions } from "./format-number.js";
import { differenceUnit, isPercentUnit, type Unit } from "./unit.js";

/** An effect on a metric of that unit, in the unit of its differences: "+0.38 points", "−0.0042 h". */
export function formatEffect(
  value: number | null,
  unit: Unit,
  locale: Locale,
  options: NumberOptions = {},
): string {
  const kind = differenceUnit(unit);
  const usual = formatDifference(value, kind, locale, options);
  if (value === null || value === 0 || /[1-9]/.test(usual)) return usual;
  const scaled = value * (isPercentUnit(kind) ? 100 : 1);
  const decimals = Math.min(9, Math.ceil(-Math.log10(Math.abs(scaled))) + 1);
  const number = grouped(scaled, decimals);
  return (/[1-9]/.test(number) ? (value > 0 ? "+" : "") : "±") + usual.replace(/[−-]?[\d.,]+/, number);
}
