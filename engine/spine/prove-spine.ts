// employee_month → proof of its grain, of its limits and of end = start + hires − exits; throws at the first breach.
import type { Database } from "../database.js";
import { spineErrors as fail } from "./spine-errors.js";

export async function proveSpine(db: Database): Promise<void> {
  await proveGrain(db);
  await proveEmployment(db);
  await proveFlows(db);
}

/** One row per employee and month: as many rows of a person as different months, a bit each as long as they fit a number. */
async function proveGrain(db: Database): Promise<void> {
  const { months } = await db.row<{ months: number }>("SELECT count(*) AS months FROM calendar_month");
  const first = "(SELECT month_number(min(month)) FROM calendar_month)";
  const different =
    months <= 120
      ? `bit_count(bit_or(1::HUGEINT << (month_number(month) - ${first})))`
      : "count(DISTINCT month)";
  const people = await db.rows<{ employee_id: string }>(`
    SELECT employee_id::VARCHAR AS employee_id FROM employee_month_keyed AS m
    GROUP BY m.employee_id HAVING count(*) <> ${different}`);
  if (people.length === 0) return;
  const repeated = await db.row<{ employee_id: string; month: string; duplicates: number }>(
    `SELECT employee_id, month, count(*) OVER () AS duplicates FROM employee_month
     GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL LIMIT 1`,
  );
  const { employee_id, month, duplicates } = repeated;
  throw fail.employee_month_grain({ duplicates, employee: employee_id, month: month.slice(0, 7) });
}

/** No month outside the employment or the history, and none with an impossible number of days. */
async function proveEmployment(db: Database): Promise<void> {
  const wrong = await db.rows<{ employee_id: string; month: string }>(`
    SELECT employee_id, month FROM employee_month JOIN calendar_month USING (month) JOIN employment USING (employee_id)
    WHERE employed_days NOT BETWEEN 1 AND days OR last_day < hire_date OR month > coalesce(exit_date, month)
    ORDER BY ALL LIMIT 1`);
  if (wrong[0])
    throw new Error(
      `employee_month has a row outside the employment: ${wrong[0].employee_id} ${wrong[0].month}`,
    );
  const { rows, expected } = await db.row<{ rows: number; expected: number }>(`
    SELECT (SELECT count(*) FROM employee_month) AS rows,
      (SELECT sum(least(coalesce(exit_number, month_number(getvariable('history_to'))), month_number(getvariable('history_to')))
        - greatest(hire_number, month_number(getvariable('history_from'))) + 1) FROM employment) AS expected`);
  if (rows !== expected)
    throw new Error(`employee_month should have ${expected} rows for the employments, has ${rows}`);
}

/** Headcount at a month's end = at the end of the month before + hires − exits. */
async function proveFlows(db: Database): Promise<void> {
  const broken = await db.rows<{ month: string; ending: number; expected: number }>(`
    WITH flow AS (
      SELECT month, sum(headcount_end) AS ending, count(*) FILTER (is_hire) AS hires,
        count(*) FILTER (is_voluntary_exit OR is_involuntary_exit OR is_other_exit) AS exits
      FROM calendar_month LEFT JOIN employee_month USING (month) GROUP BY month
    )
    SELECT month, coalesce(ending, 0) AS ending, start + hires - exits AS expected
    FROM (SELECT *, lag(coalesce(ending, 0)) OVER (ORDER BY month) AS start FROM flow)
    WHERE coalesce(ending, 0) <> start + hires - exits ORDER BY month LIMIT 1`);
  if (broken[0])
    throw new Error(
      `headcount at the end of ${broken[0].month} is ${broken[0].ending}; start + hires − exits is ${broken[0].expected}`,
    );
}
