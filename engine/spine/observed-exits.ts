// source_* and the history → the month from which exits were recorded, where nobody states it.
// Lists of leavers often begin later than the other sources: the months before then look as if nobody had left.
import type { Database } from "../database.js";
import type { History } from "./history.js";

/** Exits that the later rate would have made likely: with 7 expected, none at all has a chance of 1 in 1,000. */
const tooManyMissing = 7;

export interface ExitCounts {
  /** Month of the first exit in the history; null when there is none. */
  firstExit: string | null;
  exits: number;
  /** Person-days employed before and from the first exit on. */
  daysBefore: number;
  daysAfter: number;
}

/** Exits expected before the first one at the rate that holds after it (the first itself not counted). */
export const expectedBefore = ({ exits, daysBefore, daysAfter }: ExitCounts): number =>
  daysAfter === 0 ? 0 : ((exits - 1) / daysAfter) * daysBefore;

/** Moves `exitsObservedFrom` to the first exit when so long a silence before it cannot be chance. */
export function observedExits(history: History, counts: ExitCounts): History {
  if (history.exitsObservedFrom === null || counts.firstExit === null) return history;
  return expectedBefore(counts) < tooManyMissing
    ? history
    : { ...history, exitsObservedFrom: counts.firstExit };
}

export async function exitCounts(db: Database, history: History): Promise<ExitCounts> {
  const from = `DATE '${history.from}-01'`;
  const to = `last_day(DATE '${history.to}-01')`;
  const days = (start: string, end: string) =>
    `coalesce(sum(greatest(0, least(coalesce(exit_date, ${to}), ${end}) - greatest(hire_date, ${start}) + 1)), 0)`;
  const counts = await db.row<{ first_exit: string | null; exits: number; before: number; after: number }>(`
    WITH person AS (
      SELECT hire_date, min(exit_date) FILTER (exit_date >= hire_date) AS exit_date
      FROM source_employee LEFT JOIN source_termination USING (employee_id) GROUP BY employee_id, hire_date
    ), first AS (SELECT min(exit_date) AS day FROM person WHERE exit_date BETWEEN ${from} AND ${to})
    SELECT strftime(day, '%Y-%m') AS first_exit,
      count(*) FILTER (exit_date BETWEEN ${from} AND ${to}) AS exits,
      ${days(from, "day - 1")} AS before, ${days("day", to)} AS after
    FROM person, first GROUP BY day`);
  return {
    firstExit: counts.first_exit,
    exits: counts.exits,
    daysBefore: Number(counts.before),
    daysAfter: Number(counts.after),
  };
}
