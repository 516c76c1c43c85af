// Fitted series + a span of months (a quarter) + a target → what is known, what is expected, how likely the target is reached.
import { quantile } from "../estimators/flat-table.js";
import { modelErrors } from "../model-errors.js";
import { monthNumber, monthText } from "../month.js";
import { chanceOf, simulatedTotals } from "./simulated-totals.js";
import type { TargetFitted } from "./target-forecast.js";

export interface TargetOutlook {
  from: string;
  to: string;
  /** Months of the span that are over, and those that are not. */
  monthsKnown: number;
  monthsForecast: number;
  /** Total so far, of a month that runs too. */
  known: number;
  /** Expected total: known plus forecast. */
  mean: number;
  low80: number;
  high80: number;
  low95: number;
  high95: number;
  /** Reached with a chance of 50 %. */
  commit: number;
  /** Reached with a chance of 25 %. */
  stretch: number;
  /** Total of the same months a year before; null where not all of them are in the history. */
  lastYear: number | null;
  target?: number;
  /** P(total ≥ target). */
  probability?: number;
}

export function targetOutlook(
  fitted: TargetFitted,
  span: { from: string; to: string; target?: number },
): TargetOutlook {
  const { months, known, open, actual } = monthsOf(fitted, span);
  const running = open[0] === 0 ? fitted.running : undefined;
  const totals = simulatedTotals(fitted, known, open, running);
  const before = months.map((m) => actual.get(monthText(monthNumber(m) - 12)));
  const outlook: TargetOutlook = {
    from: span.from,
    to: span.to,
    monthsKnown: months.length - open.length,
    monthsForecast: open.length,
    known: known + (running?.value ?? 0),
    mean: open.reduce(
      (sum, h) => sum + (h === 0 && running ? running.first.mean : fitted.forecast[h].mean),
      known,
    ),
    low80: quantile(totals, 0.1),
    high80: quantile(totals, 0.9),
    low95: quantile(totals, 0.025),
    high95: quantile(totals, 0.975),
    commit: quantile(totals, 0.5),
    stretch: quantile(totals, 0.75),
    lastYear: before.every((v) => v !== undefined) ? before.reduce((sum, v) => sum + v, 0) : null,
  };
  if (span.target === undefined) return outlook;
  const reached = totals.filter((total) => total >= span.target!).length;
  const probability = chanceOf(reached / totals.length, open.length > 0);
  return { ...outlook, target: span.target, probability };
}

/** What the span's total may come to: simulated totals, sorted; the one total where the span is over. */
export function spanTotals(fitted: TargetFitted, span: { from: string; to: string }): Float64Array {
  const { known, open } = monthsOf(fitted, span);
  return simulatedTotals(fitted, known, open, open[0] === 0 ? fitted.running : undefined);
}

/** Months of the span, the total of those known, and the forecast's steps of those open. */
function monthsOf(fitted: TargetFitted, span: { from: string; to: string }) {
  const first = monthNumber(span.from);
  const last = monthNumber(span.to);
  const actual = new Map(fitted.history.map((h) => [h.month, h.value]));
  const steps = new Map(fitted.forecast.map((f, h) => [f.month, h]));
  const months = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => monthText(first + i));
  if (months.length === 0 || !months.every((m) => actual.has(m) || steps.has(m)))
    throw modelErrors.period_invalid({ ...span, horizon: fitted.forecast.length });
  const known = months.reduce((sum, m) => sum + (actual.get(m) ?? 0), 0);
  const open = months.filter((m) => !actual.has(m)).map((m) => steps.get(m)!);
  return { months, known, open, actual };
}

/** The quarters (of the calendar, or of a fiscal year) that begin or go on after the last known month and end in the horizon. */
export function comingQuarters(fitted: TargetFitted, fiscalYearStart = 1): { from: string; to: string }[] {
  const next = monthNumber(fitted.forecast[0].month);
  const end = monthNumber(fitted.forecast.at(-1)!.month);
  const offset = (fiscalYearStart - 1) % 3;
  let start = next - ((((next - offset) % 3) + 3) % 3);
  const quarters: { from: string; to: string }[] = [];
  const first = monthNumber(fitted.history[0].month);
  for (; start + 2 <= end; start += 3)
    if (start >= first) quarters.push({ from: monthText(start), to: monthText(start + 2) });
  return quarters;
}
