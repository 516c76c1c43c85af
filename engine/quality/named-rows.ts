// Reader → may rows that name people be shown, and of which part of the company; everybody else sees counts.
import type { SqlValue } from "../database.js";
import { RapportError } from "../errors.js";
import { Binder } from "../metrics/emit-duckdb-predicate.js";
import { readRights, type ReadRights } from "../metrics/read-rights.js";
import type { Reader } from "../metrics/reader.js";
import type { Predicate } from "../metrics/tree.js";
import { qualityErrors as fail } from "./quality-errors.js";

/** A reader of groups with person-level rights on a unit sees the rows of that unit. */
const rightsOf = (reader: Reader): ReadRights =>
  readRights(reader, reader.rights === "group" && reader.person !== undefined ? [reader.person] : undefined);

/** Without the purpose that a role may ask for there are counts, too. */
export function mayName(reader: Reader): boolean {
  try {
    return rightsOf(reader).rows;
  } catch (error) {
    if (error instanceof RapportError) return false;
    throw error;
  }
}

/** Every row and every column of the company: lists that cannot be cut to a part of it need this. */
export function mayNameAll(reader: Reader): boolean {
  if (!mayName(reader)) return false;
  const { scope, hide, mask } = rightsOf(reader);
  return scope?.length === 0 && hide.length === 0 && mask.length === 0;
}

export function requireNames(reader: Reader): void {
  // A purpose that is missing or unknown is refused in its own words.
  if (!rightsOf(reader).rows) throw fail.quality_needs_person_rights({ need: "rights" });
}

export function requireAllNames(reader: Reader): void {
  requireNames(reader);
  if (!mayNameAll(reader)) throw fail.quality_needs_person_rights({ need: "whole" });
}

/** May this reader see that column or metric as it is? */
export const maySee = (reader: Reader, field: string): boolean =>
  !(reader.hide ?? []).includes(field) && !(reader.mask ?? []).includes(field);

interface Condition {
  sql: string;
  params: SqlValue[];
}

/**
 * Condition on `relation` (employee_id, month) that keeps the reader's part of the organisation as it was in that month.
 * `next` is the number of the first free parameter.
 */
export function inScope(reader: Reader, relation: string, next: number): Condition {
  return within(reader, next, (where) => {
    const row = `e.employee_id = ${relation}.employee_id AND e.month = ${relation}.month`;
    return `EXISTS (SELECT 1 FROM employee_month AS e WHERE ${row} AND ${where})`;
  });
}

/** The same for rows without a month: people who are in that part in the last month that knows them. */
export function lastInScope(reader: Reader, relation: string, next: number): Condition {
  return within(reader, next, (where) => {
    const last = "SELECT employee_id, max(month) AS month FROM employee_month GROUP BY employee_id";
    return `${relation}.employee_id IN (SELECT e.employee_id FROM employee_month AS e
      JOIN (${last}) AS last ON last.employee_id = e.employee_id AND last.month = e.month WHERE ${where})`;
  });
}

function within(reader: Reader, next: number, sql: (where: string) => string): Condition {
  const scope: Predicate[] = rightsOf(reader).scope ?? [];
  if (scope.length === 0) return { sql: "true", params: [] };
  const binder = new Binder();
  const where = scope.map((predicate) => binder.predicate(predicate)).join(" AND ");
  // The binder counts from 1; here its values follow those of the statement.
  const moved = sql(where).replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + next - 1}`);
  return { sql: moved, params: binder.params as SqlValue[] };
}
