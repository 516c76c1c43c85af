// Rows → findings about dates and amounts inside one row: end before start, a part larger than the whole.
import type { Database } from "../../database.js";
import { identifier } from "../../sql.js";
import { recordFindings } from "../finding.js";
import { headerIn, type Part } from "../parts.js";

/** Start and end columns per table. */
const spans: Record<string, [string, string]> = {
  job_assignment: ["valid_from", "valid_to"],
  org_unit: ["valid_from", "valid_to"],
  attendance_day: ["clock_in", "clock_out"],
};

export async function checkDatesInOrder(db: Database, part: Part): Promise<void> {
  const [from, to] = spans[part.contract.table] ?? [];
  if (!from || !to || !part.columns.includes(from) || !part.columns.includes(to)) return;
  await recordFindings(db, {
    part: part.number,
    table: part.contract.table,
    rule: "dates_in_order",
    column: headerIn(part, to),
    expected: { en: `${to} on or after ${from}`, zh: `${to} 不早于 ${from}` },
    select: `SELECT rid, source_row, source_file, ${identifier(from)} || ' > ' || ${identifier(to)} AS found
      FROM ${identifier(part.relation)} WHERE ${identifier(to)} < ${identifier(from)}`,
  });
}

export async function checkPartExceedsWhole(db: Database, part: Part): Promise<void> {
  if (!part.columns.includes("revenue")) return;
  for (const column of ["new_customer_revenue", "big_client_revenue"]) {
    if (!part.columns.includes(column)) continue;
    await recordFindings(db, {
      part: part.number,
      table: part.contract.table,
      rule: "part_exceeds_whole",
      column: headerIn(part, column),
      expected: { en: "at most the revenue of that month", zh: "不超过当月销售额" },
      select: `SELECT rid, source_row, source_file, ${identifier(column)} || ' > ' || revenue AS found
        FROM ${identifier(part.relation)} WHERE ${identifier(column)} > revenue + 0.005`,
    });
  }
}
