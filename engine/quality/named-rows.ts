// Reader → may rows that name people be shown, and of which part of the company.
import type { SqlValue } from "../database.js";
import type { Reader } from "../metrics/reader.js";
import { qualityErrors as fail } from "./quality-errors.js";

/** Rows with an employee number need person-level rights; everybody else sees counts. */
export const mayName = (reader: Reader): boolean => reader.rights === "person";

/** `isWhole`: the list cannot be cut to a part of the organisation, so rights on a part are not enough. */
export function requireNames(reader: Reader, isWhole = false): void {
  if (!mayName(reader) || (isWhole && reader.scope !== undefined))
    throw fail.quality_needs_person_rights({ scope: isWhole ? "whole" : "none" });
}

/**
 * Condition on `relation` (employee_id, month) that keeps the reader's part of the organisation as it was in that month.
 * `next` is the number of the first free parameter.
 */
export function inScope(reader: Reader, relation: string, next: number): { sql: string; params: SqlValue[] } {
  if (reader.scope === undefined) return { sql: "true", params: [] };
  return {
    sql: `EXISTS (FROM employee_month AS e WHERE e.employee_id = ${relation}.employee_id AND e.month = ${relation}.month
      AND list_contains(e.org_path, $${next}))`,
    params: [reader.scope],
  };
}

/** The same for rows without a month: people who are in that part in the last month that knows them. */
export function everInScope(
  reader: Reader,
  relation: string,
  next: number,
): { sql: string; params: SqlValue[] } {
  if (reader.scope === undefined) return { sql: "true", params: [] };
  return {
    sql: `${relation}.employee_id IN (SELECT employee_id FROM employee_month GROUP BY employee_id
      HAVING list_contains(arg_max(org_path, month), $${next}))`,
    params: [reader.scope],
  };
}
