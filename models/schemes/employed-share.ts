// Months of employment, with the days of each → working days employed and of all, person by person: what a joiner can be held to.
import type { Database } from "../../engine/database.js";
import { monthNumber, monthText, type MonthRange } from "../../engine/metrics/period.js";
import { isWorkingDay, workingDays } from "../../engine/quality/working-days.js";
import { lastDayOf } from "../month.js";
import { monthRows } from "./month-rows.js";

export interface EmployedDays {
  worked: number;
  of: number;
}

export interface EmployedMonth {
  employee_id: string;
  /** YYYY-MM. */
  month: string;
  /** Calendar days. */
  employed_days: number;
  is_hire: boolean;
  is_exit: boolean;
}

/** By employee. `months`: those scored; the last of them may lie ahead of the history, which ends with `known`. */
export async function employedDays(
  database: Database,
  months: MonthRange,
  known: number,
  timeZone: string,
): Promise<Map<string, EmployedDays>> {
  const rows = await monthRows<EmployedMonth>(database, "scheme-employment", {
    ...months,
    to: Math.min(months.to, known),
  });
  return employedDaysOf(rows, months, known, timeZone);
}

/**
 * A hire's days are the month's last, a leaver's its first; of anybody else's part of a month nothing is known but its length, so it
 * counts in proportion. Months ahead count in full for whoever has not left.
 */
export function employedDaysOf(
  rows: readonly EmployedMonth[],
  months: MonthRange,
  known: number,
  timeZone: string,
): Map<string, EmployedDays> {
  const all = new Map<string, number>();
  for (let month = months.from; month <= months.to; month++)
    all.set(monthText(month), workingDays(monthText(month), timeZone));
  const of = [...all.values()].reduce((sum, days) => sum + days, 0);
  const ahead = [...all].reduce((sum, [month, days]) => sum + (monthNumber(month) > known ? days : 0), 0);
  const found = new Map<string, EmployedDays>();
  for (const row of rows) {
    const own = found.get(row.employee_id) ?? { worked: 0, of };
    own.worked += workedIn(row, all.get(row.month)!, timeZone);
    if (monthNumber(row.month) === known && !row.is_exit) own.worked += ahead;
    found.set(row.employee_id, own);
  }
  return found;
}

function workedIn(
  { month, employed_days: days, is_hire, is_exit }: EmployedMonth,
  all: number,
  timeZone: string,
): number {
  const length = Number(lastDayOf(month).slice(8));
  if (days >= length) return all;
  if (is_hire === is_exit) return (all * days) / length;
  const first = is_hire ? length - days + 1 : 1;
  return Array.from({ length: days }, (_, i) => `${month}-${String(first + i).padStart(2, "0")}`).filter(
    (day) => isWorkingDay(day, timeZone),
  ).length;
}
