// A scheme and a period → the parts of the period with the version that each is scored by.
import {
  monthNumber,
  monthText,
  periodName,
  periodNamed,
  type MonthRange,
} from "../../engine/metrics/period.js";
import { schemeErrors as fail } from "./scheme-errors.js";
import type { Scheme, SchemeVersion } from "./scheme-schema.js";

export interface Segment extends MonthRange {
  version: SchemeVersion;
  /** Months of this part ÷ months of the period. */
  share: number;
}

export interface SchemePeriod extends MonthRange {
  /** 2026-03 or 2026-Q1. */
  name: string;
  segments: Segment[];
}

export const monthsIn = ({ from, to }: MonthRange): number => to - from + 1;
export const daysIn = ({ from, to }: MonthRange): number =>
  (Date.UTC(Math.floor((to + 1) / 12), (to + 1) % 12, 1) - Date.UTC(Math.floor(from / 12), from % 12, 1)) /
  86_400_000;

/** First month of the scheme's period that the month lies in. */
export const periodFirst = ({ period }: Pick<Scheme, "period">, month: number): number =>
  period === "month" ? month : month - (month % 3);

/** "2026-03", "2026-Q1" → months. Errors: scheme_period_invalid. */
export function periodOf(scheme: Pick<Scheme, "id" | "period">, text: string): MonthRange & { name: string } {
  const form = scheme.period === "month" ? /^\d{4}-(0[1-9]|1[0-2])$/ : /^\d{4}-Q[1-4]$/;
  if (!form.test(text))
    throw fail.scheme_period_invalid({ scheme: scheme.id, grain: scheme.period, found: text.slice(0, 20) });
  return { ...periodNamed(text, 1), name: text };
}

/** The period of the scheme that ends last within the months known, e.g. "2026-Q3". */
export function lastWholePeriod(scheme: Pick<Scheme, "period">, history: MonthRange): string {
  const first = periodFirst(scheme, history.to + 1) - (scheme.period === "month" ? 1 : 3);
  return periodName(first, scheme.period, 1);
}

/**
 * `split`: every version scores its own months. `restate`: a version that starts inside the period scores the whole of it.
 * Errors: scheme_period_invalid, scheme_not_in_force.
 */
export function schemePeriod(scheme: Scheme, text: string): SchemePeriod {
  const period = periodOf(scheme, text);
  const starts = scheme.versions
    .map((version) => ({ version, start: monthNumber(version.effective_from) }))
    .sort((a, b) => a.start - b.start);
  let parts: { version: SchemeVersion; from: number }[] = [];
  for (const { version, start } of starts) {
    if (start > period.to) break;
    if (start <= period.from || version.mid_period === "restate") parts = [{ version, from: period.from }];
    else parts.push({ version, from: start });
  }
  if (parts.length === 0)
    throw fail.scheme_not_in_force({
      scheme: scheme.id,
      period: text,
      first: starts[0]!.version.effective_from,
    });
  const segments = parts.map(({ version, from }, i) => {
    const range = { from, to: (parts[i + 1]?.from ?? period.to + 1) - 1 };
    return { version, ...range, share: monthsIn(range) / monthsIn(period) };
  });
  return { ...period, segments };
}

export const monthsText = ({ from, to }: MonthRange): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => monthText(from + i));
