// A named query with $from and $to → its rows of these months.
import type { Database } from "../../engine/database.js";
import { monthText, type MonthRange } from "../../engine/metrics/period.js";
import { querySql } from "../../queries/index.js";

export function monthRows<R extends object>(
  database: Database,
  query: string,
  { from, to }: MonthRange,
): Promise<R[]> {
  const sql = querySql(query).replaceAll("$from", "$1").replaceAll("$to", "$2");
  return database.rows<R>(sql, [`${monthText(from)}-01`, `${monthText(to)}-01`]);
}
