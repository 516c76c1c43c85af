// Rows of all imports of one table → the rows in force: the newest word on each key, by order of import.
import type { Contract } from "../../datasets/contracts/index.js";
import { identifier, literal } from "../sql.js";
import { type FullScope, sourceColumns, timeColumn } from "./manifest.js";

/** What a later import replaces, where it is not the key: one person has one exit, whatever its date. */
export const replaced: Record<string, string[]> = { termination: ["employee_id"] };

/** By what a later row replaces an earlier one. */
export const keyInForce = (contract: Contract): string[] => replaced[contract.table] ?? contract.key;
export const isKeyReplaced = (table: string): boolean => table in replaced;

export interface BatchSpan {
  from?: string;
  to?: string;
  full?: FullScope;
}

/** SELECT of the rows in force from `every`, a SELECT with `import_order` (0 = oldest), one span per import in that order. */
export function inForce(contract: Contract, every: string, spans: BatchSpan[]): string {
  const columns = sourceColumns(contract).map((c) => identifier(c.name));
  const all = afterFullBatches(contract, every, spans);
  if (!canMeet(contract, spans)) return `SELECT ${columns.join(", ")} FROM (${all})`;
  const key = (replaced[contract.table] ?? contract.key).map(identifier).join(", ");
  const newest = `SELECT * FROM (${all}) QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY import_order DESC) = 1`;
  return contract.table === "job_assignment"
    ? assignmentsInForce(columns, newest)
    : `SELECT ${columns.join(", ")} FROM (${newest})`;
}

/** A full batch ends what earlier imports said: everything, or what lies in its period where the table has dates. */
function afterFullBatches(contract: Contract, every: string, spans: readonly BatchSpan[]): string {
  const time = timeColumn(contract);
  const conditions = spans.flatMap(({ full, from, to }, order) => {
    if (!full || order === 0) return [];
    if (full === "all" || !time || !from || !to) return [`import_order >= ${order}`];
    return [
      `NOT (import_order < ${order} AND ${identifier(time)} BETWEEN DATE ${literal(from)} AND DATE ${literal(to)})`,
    ];
  });
  return conditions.length === 0 ? every : `SELECT * FROM (${every}) WHERE ${conditions.join(" AND ")}`;
}

/**
 * An assignment of an older import goes when a newer one covers its start, or when its own start was only derived and
 * the person is listed anew; else it ends the day before the next newer one starts.
 */
function assignmentsInForce(columns: string[], newest: string): string {
  const shown = columns.map((c) =>
    c === '"valid_to"'
      ? `CASE WHEN next_start IS NULL OR n.valid_to < next_start THEN n.valid_to ELSE next_start - 1 END AS valid_to`
      : `n.${c}`,
  );
  return `WITH newest AS (${newest}),
    kept AS (SELECT * FROM newest n WHERE NOT EXISTS (
      SELECT 1 FROM newest m WHERE m.employee_id = n.employee_id AND m.import_order > n.import_order
        AND (n.is_derived_valid_from OR n.valid_from BETWEEN m.valid_from AND coalesce(m.valid_to, DATE '9999-12-31'))))
    SELECT ${shown.join(", ")} FROM (
      SELECT n.*, (SELECT min(m.valid_from) FROM kept m WHERE m.employee_id = n.employee_id
        AND m.import_order > n.import_order AND m.valid_from > n.valid_from) AS next_start FROM kept n) n`;
}

/** Can a key of one import stand in another? Not when their dates (part of the key) do not meet. */
function canMeet(contract: Contract, spans: { from?: string; to?: string }[]): boolean {
  if (spans.length < 2) return false;
  const time = timeColumn(contract);
  const isWhole = contract.table === "job_assignment" || contract.table in replaced;
  if (isWhole || !time || !contract.key.includes(time)) return true;
  const sorted = [...spans].sort((a, b) => (a.from ?? "").localeCompare(b.from ?? ""));
  return sorted.some((span, i) => {
    const next = sorted[i + 1];
    return next !== undefined && (!span.from || !span.to || !next.from || span.to >= next.from);
  });
}
