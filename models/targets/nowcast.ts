// Forecast + what the running quarter has brought by a day → its total with intervals, whether it is ahead of what is due, and the
// chance of its target. The running month updates its forecast by its own run rate (normal-normal), later months hang on it.
import { quantile } from "../estimators/flat-table.js";
import { modelErrors } from "../model-errors.js";
import { lastDayOf, monthNumber, monthText } from "../month.js";
import { dueShare, type DueShare } from "./due-share.js";
import { runningMonth } from "./running-month.js";
import { chanceOf, simulatedTotals } from "./simulated-totals.js";
import type { TargetFitted } from "./target-forecast.js";

export interface NowcastQuestion {
  /** First and last month of the quarter, "YYYY-MM"; the forecast reaches its end. */
  from: string;
  to: string;
  /** Last day counted, "YYYY-MM-DD". */
  day: string;
  /** Of the running month up to that day; null = nothing of it is known yet. */
  running: number | null;
  target?: number;
  timeZone: string;
}

export interface Nowcast extends DueShare {
  from: string;
  to: string;
  day: string;
  /** Total so far. */
  known: number;
  mean: number;
  low80: number;
  high80: number;
  low95: number;
  high95: number;
  /** Totals reached with a chance of 70, 50 and 25 %. */
  likely: number;
  commit: number;
  stretch: number;
  target: number | null;
  /** known ÷ target, and how many points that lies above what is due (25 % against 21 % due: 4 points). */
  done: number | null;
  points: number | null;
  /** P(total ≥ target). */
  probability: number | null;
}

/** Errors: period_invalid where the quarter is not the one that runs. */
export function nowcast(fitted: TargetFitted, question: NowcastQuestion): Nowcast {
  const { from, to, day, running, target, timeZone } = question;
  const history = new Map(fitted.history.map((h) => [h.month, h.value]));
  const first = monthNumber(from);
  const months = Array.from({ length: monthNumber(to) - first + 1 }, (_, i) => monthText(first + i));
  const open = months.filter((month) => !history.has(month));
  const steps = open.map((month) => fitted.forecast.findIndex((f) => f.month === month));
  if (months.length === 0 || steps.some((step, i) => step !== steps[0] + i || step < 0))
    throw modelErrors.period_invalid({ from, to, horizon: fitted.forecast.length });
  const whole = months.reduce((sum, month) => sum + (history.get(month) ?? 0), 0);
  const isRunning = running !== null && steps[0] === 0 && day.slice(0, 7) === open[0];
  const known = whole + (isRunning ? running : 0);
  const lastKnown = isRunning ? day : lastDayOf(fitted.history.at(-1)!.month);
  const totals = simulatedTotals(
    fitted,
    whole,
    steps,
    isRunning ? runningMonth(fitted, running, day, timeZone) : undefined,
  );
  const due = dueShare(history, { from, to }, lastKnown, timeZone);
  const done = target === undefined ? null : known / target;
  const share =
    target === undefined ? null : totals.filter((total) => total >= target).length / totals.length;
  return {
    from,
    to,
    day: lastKnown,
    ...due,
    known,
    mean: totals.reduce((sum, total) => sum + total / totals.length, 0),
    low80: quantile(totals, 0.1),
    high80: quantile(totals, 0.9),
    low95: quantile(totals, 0.025),
    high95: quantile(totals, 0.975),
    likely: quantile(totals, 0.3),
    commit: quantile(totals, 0.5),
    stretch: quantile(totals, 0.75),
    target: target ?? null,
    done,
    points: done === null ? null : pointsAhead(done, due.due),
    probability: share === null ? null : chanceOf(share, steps.length > 0),
  };
}

/** Percentage points by which a share done lies above the share due. */
export const pointsAhead = (done: number, due: number): number => 100 * (done - due);
