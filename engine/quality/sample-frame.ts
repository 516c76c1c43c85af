// Source table + quarter → the lot that is judged, and a list drawn from it that anybody can draw again.
import { createHash } from "node:crypto";
import { contracts, type Contract } from "../../datasets/contracts/index.js";
import type { Database, Row } from "../database.js";
import { identifier, literal } from "../sql.js";
import { qualityErrors as fail } from "./quality-errors.js";

export type Stratification = "none" | "month" | "department" | "file";

export interface Frame {
  contract: Contract;
  quarter: string;
  strata: { name: string; lot: number }[];
  lot: number;
  /** SELECT of record_key, stratum, record_date and the row's columns. */
  sql: string;
}

export interface DrawnRecord {
  /** 1, 2, … in the order in which records are checked. */
  position: number;
  stratum: string;
  key: string;
  row: Row;
}

/** First day and the day after the last: `2026-Q3` → 2026-07-01, 2026-10-01. */
export function quarterDays(quarter: string): { from: string; before: string } {
  const match = /^(\d{4})-?Q([1-4])$/i.exec(quarter);
  if (!match) throw fail.sample_quarter_invalid({ found: quarter });
  const [year, q] = [Number(match[1]), Number(match[2])];
  const day = (month: number): string => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  return { from: day((q - 1) * 3), before: day(q * 3) };
}

/** The last quarter that is over on that day. */
export function lastQuarter(today: string): string {
  const [year, month] = today.split("-").map(Number) as [number, number];
  const q = Math.floor((month - 1) / 3);
  return q === 0 ? `${year - 1}-Q4` : `${year}-Q${q}`;
}

/**
 * Records of facts are those dated in the quarter; lists that hold until further notice (employees, assignments, units)
 * are judged as they are in force.
 */
export const frameDate = (contract: Contract): string | undefined =>
  contract.columns.find(
    (c) =>
      c.type !== "text" &&
      /date|timestamp/.test(c.type) &&
      contract.key.includes(c.name) &&
      c.name !== "valid_from",
  )?.name ?? eventDate(contract);

/** Tables keyed by a number of their own: the first required date is when it happened. */
const eventDate = (contract: Contract): string | undefined =>
  contract.table === "employee" || contract.key.includes("valid_from")
    ? undefined
    : contract.columns.find((c) => c.required && (c.type === "date" || c.type === "timestamp"))?.name;

export async function sampleFrame(
  db: Database,
  present: ReadonlySet<string>,
  question: { table: string; quarter: string; by: Stratification },
): Promise<Frame> {
  const { table, quarter, by } = question;
  const contract = contracts.find((c) => c.table === table);
  if (!contract || !present.has(table))
    throw fail.sample_table_unknown({ table, tables: [...present].sort() });
  const { from, before } = quarterDays(quarter);
  const date = frameDate(contract);
  const isPersonal = contract.columns.some((c) => c.name === "employee_id");
  const key = contract.key.map((c) => `coalesce(t.${identifier(c)}::VARCHAR, '')`).join(", ");
  const day = date ? `t.${identifier(date)}::DATE` : "NULL::DATE";
  const departments = by === "department" && isPersonal;
  const stratum: Record<Stratification, string> = {
    none: "''",
    month: date ? `strftime(${day}, '%Y-%m')` : "''",
    department: departments ? "coalesce(d.department, '–')" : "''",
    file: "coalesce(t.source_file, '–')",
  };
  const sql = `SELECT concat_ws(chr(31), ${key}) AS record_key, ${stratum[by]} AS stratum, ${day} AS record_date, t.*
    FROM ${identifier(`source_${table}`)} AS t ${departments ? `LEFT JOIN (${departmentOf}) AS d ON d.employee_id = t.employee_id` : ""}
    WHERE ${date ? `${day} >= ${literal(from)}::DATE AND ${day} < ${literal(before)}::DATE` : "true"}`;
  const strata = await db.rows<{ name: string; lot: number }>(
    `SELECT stratum AS name, count(*) AS lot FROM (${sql}) GROUP BY stratum ORDER BY stratum`,
  );
  const lot = strata.reduce((sum, s) => sum + s.lot, 0);
  if (lot === 0) throw fail.sample_lot_empty({ table, quarter, ...(await coverage(db, table, date)) });
  return { contract, quarter, strata, lot, sql };
}

/** The department that each employee was last in. */
const departmentOf = `SELECT employee_id, arg_max(department, month) AS department FROM employee_month GROUP BY employee_id`;

async function coverage(
  db: Database,
  table: string,
  date: string | undefined,
): Promise<{ from: string | null; to: string | null }> {
  if (!date) return { from: null, to: null };
  const column = `${identifier(date)}::DATE`;
  return db.row(
    `SELECT min(${column})::VARCHAR AS "from", max(${column})::VARCHAR AS "to" FROM ${identifier(`source_${table}`)}`,
  );
}

/**
 * Simple random sampling without replacement within each stratum: every record is given the SHA-256 of seed and key, and
 * the smallest hashes are drawn. The list depends on nothing but seed and records: not on their order, the machine or
 * the database; and the first of a longer list are the shorter list.
 */
export async function drawSample(
  db: Database,
  frame: Frame,
  sizes: ReadonlyMap<string, number>,
  seed: string,
): Promise<DrawnRecord[]> {
  const wanted = [...sizes].map(([name, size]) => `(${literal(name)}, ${Math.trunc(size)})`).join(", ");
  const rows = await db.rows<Row & { record_key: string; stratum: string }>(
    `WITH frame AS (${frame.sql}), wanted (stratum, size) AS (VALUES ${wanted}), drawn AS (
       SELECT record_key, stratum, sha256(concat($1, chr(31), record_key)) AS hash FROM frame JOIN wanted USING (stratum)
       QUALIFY row_number() OVER (PARTITION BY stratum ORDER BY hash, record_key) <= any_value(size) OVER (PARTITION BY stratum)
     ) SELECT frame.*, hash FROM frame JOIN drawn USING (record_key, stratum) ORDER BY stratum, hash, record_key`,
    [seed],
  );
  const own = new Set(["record_key", "stratum", "record_date", "hash"]);
  return rows.map((row, i) => ({
    position: i + 1,
    stratum: row.stratum,
    key: row.record_key,
    row: Object.fromEntries(Object.entries(row).filter(([name]) => !own.has(name))),
  }));
}

/** Fingerprint of a list: which records, in which order. */
export const listHash = (keys: readonly string[]): string =>
  createHash("sha256").update(keys.join("\n")).digest("hex");
