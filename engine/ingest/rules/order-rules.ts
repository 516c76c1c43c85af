// Rows → findings about dates, amounts and scores inside one row: end before start, a part larger than the whole, a score above its scale.
import type { Database } from "../../database.js";
import { identifier } from "../../sql.js";
import { recordFindings } from "../finding.js";
import { headerIn, type Part } from "../parts.js";

/** Moments are compared where both are known: on the night on which clocks go back, 02:10 may come after 02:50. */
export async function checkDatesInOrder(db: Database, part: Part): Promise<void> {
  const has = (column: string) => part.columns.includes(column);
  for (const [from, to] of part.contract.ordered ?? []) {
    if (!has(from) || !has(to)) continue;
    const isInstant = has(`${from}_utc`) && has(`${to}_utc`);
    const [first, last] = isInstant ? [`${from}_utc`, `${to}_utc`] : [from, to];
    await recordFindings(db, {
      part: part.number,
      table: part.contract.table,
      rule: "dates_in_order",
      column: headerIn(part, to),
      expected: { en: `${to} on or after ${from}`, zh: `${to} 不早于 ${from}` },
      select: `SELECT rid, source_row, source_file, ${identifier(from)} || ' > ' || ${identifier(to)} AS found
      FROM ${identifier(part.relation)} WHERE ${identifier(last)} < ${identifier(first)}`,
    });
  }
}

/** 6 on a scale of 5: one of the two was misread. */
export async function checkScoreWithinScale(db: Database, part: Part): Promise<void> {
  if (!part.columns.includes("score") || !part.columns.includes("scale_max")) return;
  await recordFindings(db, {
    part: part.number,
    table: part.contract.table,
    rule: "above_scale",
    column: headerIn(part, "score"),
    expected: { en: "a score from 0 to the top of its scale", zh: "分数应在 0 与满分之间" },
    select: `SELECT rid, source_row, source_file, score || ' / ' || scale_max AS found
      FROM ${identifier(part.relation)} WHERE score > scale_max OR score < 0`,
  });
}

/** Nobody coaches himself. */
export async function checkNotOneself(db: Database, part: Part): Promise<void> {
  const [one, other] = part.contract.distinct ?? [];
  if (!one || !other || !part.columns.includes(one) || !part.columns.includes(other)) return;
  await recordFindings(db, {
    part: part.number,
    table: part.contract.table,
    rule: "oneself",
    column: headerIn(part, other),
    expected: { en: "two different people", zh: "应为两名不同人员" },
    select: `SELECT rid, source_row, source_file, ${identifier(other)} AS found
      FROM ${identifier(part.relation)} WHERE ${identifier(one)} = ${identifier(other)}`,
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
