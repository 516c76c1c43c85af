// Rows of one person beside each other → findings: overlapping assignments, more than one exit.
import type { Database } from "../../database.js";
import { identifier } from "../../sql.js";
import { recordFindings } from "../finding.js";
import { headerIn, type Part } from "../parts.js";

/** An assignment must not begin before the one before it has ended (`valid_to` counts, inclusive). */
export async function checkOverlap(db: Database, part: Part): Promise<void> {
  await recordFindings(db, {
    part: part.number,
    table: part.contract.table,
    rule: "overlap",
    column: headerIn(part, "valid_from"),
    expected: {
      en: "a start after the assignment before has ended",
      zh: "开始日期应晚于上一段任职的结束日期",
    },
    select: `SELECT rid, source_row, source_file, valid_from || ' ≤ ' || coalesce(previous_to::VARCHAR, 'open') AS found
      FROM (SELECT *, lag(valid_from) OVER w AS previous_from, max(coalesce(valid_to, DATE '9999-12-31')) OVER (
          PARTITION BY employee_id ORDER BY valid_from, rid ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS previous_to
        FROM ${identifier(part.relation)} WINDOW w AS (PARTITION BY employee_id ORDER BY valid_from, rid))
      WHERE previous_from IS NOT NULL AND valid_from <= previous_to`,
  });
}

/** One employment, one exit: a second exit date for the same person in one import is rejected. */
export async function checkOneExit(db: Database, part: Part): Promise<void> {
  await recordFindings(db, {
    part: part.number,
    table: part.contract.table,
    rule: "one_exit",
    column: headerIn(part, "exit_date"),
    expected: { en: "one exit per employee number", zh: "每个工号只有一次离职" },
    select: `SELECT rid, source_row, source_file, exit_date || ' (also ' || first_exit || ')' AS found
      FROM (SELECT *, min(exit_date) OVER (PARTITION BY employee_id) AS first_exit,
          row_number() OVER (PARTITION BY employee_id ORDER BY exit_date, rid) AS nth FROM ${identifier(part.relation)}) WHERE nth > 1`,
  });
}
