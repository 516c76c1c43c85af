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

export async function reachable(
  { cache, reader }: Pick<ModelContext, "cache" | "reader">,
  employees: readonly string[],
): Promise<Set<string>> {
  const rights = rightsOf(reader);
  if (!rights.rows || employees.length === 0) return new Set();
  const binder = new Binder();
  const month = `${cache.history.to.slice(0, 7)}-01`;
  const conditions = [
    `e.month = ${binder.bind(month)}::DATE`,
    `e.employee_id IN (${employees.map((one) => binder.bind(one)).join(", ")})`,
    ...(rights.scope ?? []).map((predicate) => binder.predicate(predicate)),
  ];
  const rows = await cache.database.rows<{ id: string }>(
    `SELECT DISTINCT e.employee_id AS id FROM employee_month e WHERE ${conditions.join(" AND ")}`,
    binder.params,
  );
  return new Set(rows.map(({ id }) => id));
}

const rightsOf = (reader: Reader) =>
  readRights(reader, reader.rights === "group" && reader.person !== undefined ? [reader.person] : undefined);
