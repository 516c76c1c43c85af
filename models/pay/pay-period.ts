// "2026-09" or "2026-Q3" → the months of a period of the rules' kind, its last day, and the ones after it.
import { lastDayOf, monthNumber, monthText } from "../month.js";
import { payErrors } from "./pay-errors.js";

export interface PayPeriod {
  /** First and last month, YYYY-MM. */
  from: string;
  to: string;
}

export const monthsOf = (from: string, to: string): number => monthNumber(to) - monthNumber(from) + 1;
export const addMonths = (month: string, count: number): string => monthText(monthNumber(month) + count);

export const daysOf = ({ from, to }: PayPeriod): number =>
  Math.round((Date.parse(`${lastDayOf(to)}T00:00:00Z`) - Date.parse(`${from}-01T00:00:00Z`)) / 86_400_000) +
  1;

/** The period that a month lies in: the month itself, or its calendar quarter. */
export function periodOf(kind: "month" | "quarter", month: string): PayPeriod {
  if (kind === "month") return { from: month, to: month };
  const first = Math.floor(monthNumber(month) / 3) * 3;
  return { from: monthText(first), to: monthText(first + 2) };
}

/** As typed: a month, or a quarter "2026-Q3". Errors: pay_period_invalid, also where it is not inside the history. */
export function readPeriod(
  kind: "month" | "quarter",
  text: string,
  history: { from: string; to: string },
): PayPeriod {
  const quarter = /^(\d{4})-?[Qq]([1-4])$/.exec(text);
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
    ? text
    : quarter && kind === "quarter"
      ? `${quarter[1]}-${String(Number(quarter[2]) * 3).padStart(2, "0")}`
      : null;
  const found = month && periodOf(kind, month);
  const [from, to] = [history.from.slice(0, 7), history.to.slice(0, 7)];
  if (!found || found.to < from || found.from > to)
    throw payErrors.pay_period_invalid({
      kind,
      found: text.slice(0, 20),
      expected: kind === "month" ? to : `${to.slice(0, 4)}-Q${Math.ceil(Number(to.slice(5)) / 3)}`,
      from,
      to,
    });
  return found;
}

/** As typed, both included: the whole periods from one to another. Errors: pay_period_invalid, also where they run backwards. */
export function readPeriods(
  kind: "month" | "quarter",
  asked: { from: string; to: string },
  history: { from: string; to: string },
): PayPeriod[] {
  const [first, last] = [readPeriod(kind, asked.from, history), readPeriod(kind, asked.to, history)];
  if (first.from > last.from) readPeriod(kind, `${asked.to} < ${asked.from}`, history);
  return periodsBetween(kind, first, last);
}

/** Every whole period of that kind from one to another, both included. */
export function periodsBetween(kind: "month" | "quarter", from: PayPeriod, to: PayPeriod): PayPeriod[] {
  const periods: PayPeriod[] = [];
  for (let at = from.from; at <= to.from; at = addMonths(at, kind === "month" ? 1 : 3))
    periods.push(periodOf(kind, at));
  return periods;
}
