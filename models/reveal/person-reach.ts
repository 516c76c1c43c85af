// Reader + employee number → may this reader read that person's row in the last month? The policy's own conditions decide.
import { Binder } from "../../engine/metrics/emit-duckdb-predicate.js";
import { readRights } from "../../engine/metrics/read-rights.js";
import type { Reader } from "../../engine/metrics/reader.js";
import type { ModelContext } from "../model-context.js";

/** Readers of groups only reach the unit that they have person-level rights on, if any. */
export async function reaches(
  { cache, reader }: Pick<ModelContext, "cache" | "reader">,
  employee: string,
): Promise<boolean> {
  return (await reachable({ cache, reader }, [employee])).has(employee);
}

/** Those within the reader's rights in the last month; with `months` (YYYY-MM), also in each of these that they were employed in. */
export async function reachable(
  { cache, reader }: Pick<ModelContext, "cache" | "reader">,
  employees: readonly string[],
  months?: { from: string; to: string },
): Promise<Set<string>> {
  const rights = rightsOf(reader);
  if (!rights.rows || employees.length === 0) return new Set();
  const binder = new Binder();
  const month = (text: string): string => `${binder.bind(`${text.slice(0, 7)}-01`)}::DATE`;
  const last = month(cache.history.to);
  const asked = months ? `OR e.month BETWEEN ${month(months.from)} AND ${month(months.to)}` : "";
  const ids = employees.map((one) => binder.bind(one)).join(", ");
  const scope = (rights.scope ?? []).map((predicate) => binder.predicate(predicate)).join(" AND ") || "TRUE";
  const rows = await cache.database.rows<{ id: string }>(
    `SELECT id FROM (
       SELECT e.employee_id AS id, e.month = ${last} AS is_last, (${scope}) AS is_mine
       FROM employee_month e WHERE e.employee_id IN (${ids}) AND (e.month = ${last} ${asked}))
     GROUP BY id HAVING bool_or(is_last) AND bool_and(is_mine)`,
    binder.params,
  );
  return new Set(rows.map(({ id }) => id));
}

const rightsOf = (reader: Reader) =>
  readRights(reader, reader.rights === "group" && reader.person !== undefined ? [reader.person] : undefined);
