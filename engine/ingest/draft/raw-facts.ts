// Questions about a raw table that drafting needs answered: distinct values, numbers, which people it knows.
import type { Database } from "../../database.js";
import { identifier } from "../../sql.js";
import type { RawTable } from "../raw-table.js";

const column = (raw: RawTable, index: number): string =>
  `nullif(trim(${identifier(raw.columns[index]!)}::VARCHAR), '')`;
const missing = "('na', 'n/a', 'null', 'nan', '-', 'none', '无')";

/** Distinct texts, at most `limit` + 1 of them. */
export async function distinctTexts(
  db: Database,
  raw: RawTable,
  index: number,
  limit: number,
): Promise<string[]> {
  const rows = await db.rows<{ v: string }>(
    `SELECT DISTINCT ${column(raw, index)} AS v FROM ${identifier(raw.relation)} WHERE ${column(raw, index)} IS NOT NULL ORDER BY v LIMIT ${limit + 1}`,
  );
  return rows.map((r) => r.v);
}

export interface Numbers {
  /** Share of the filled cells that are numbers. */
  share: number;
  min: number | null;
  max: number | null;
}

export async function numbersOf(db: Database, raw: RawTable, index: number): Promise<Numbers> {
  const value = `try_cast(replace(${column(raw, index)}, ',', '.') AS DOUBLE)`;
  return db.row<{ share: number; min: number | null; max: number | null }>(
    `SELECT coalesce(count(${value}) / nullif(count(*) FILTER (lower(${column(raw, index)}) NOT IN ${missing}), 0), 0) AS share,
       min(${value}) AS min, max(${value}) AS max FROM ${identifier(raw.relation)}`,
  );
}

/** Rows and distinct people. */
export async function peopleOf(
  db: Database,
  raw: RawTable,
  index: number,
): Promise<{ rows: number; people: number }> {
  return db.row(
    `SELECT count(*) AS rows, count(DISTINCT ${column(raw, index)}) AS people FROM ${identifier(raw.relation)}`,
  );
}

/** Share of the people of `a` whom `b` knows too. */
export async function sharedPeople(
  db: Database,
  a: { raw: RawTable; id: number },
  b: { raw: RawTable; id: number },
): Promise<number> {
  const { share } = await db.row<{ share: number }>(
    `SELECT coalesce(avg((id IN (SELECT ${column(b.raw, b.id)} FROM ${identifier(b.raw.relation)}))::INTEGER), 0) AS share
     FROM (SELECT DISTINCT ${column(a.raw, a.id)} AS id FROM ${identifier(a.raw.relation)}) WHERE id IS NOT NULL`,
  );
  return share;
}

/** Is "NA" (or the like) written anywhere in the table? */
export async function missingTexts(db: Database, raw: RawTable): Promise<string[]> {
  if (raw.file.format === "parquet" || raw.rows === 0) return [];
  const list = raw.columns.map((c) => identifier(c)).join(", ");
  const rows = await db.rows<{ v: string }>(
    `SELECT DISTINCT v FROM (SELECT unnest([${list}]) AS v FROM ${identifier(raw.relation)} USING SAMPLE reservoir(5000 ROWS) REPEATABLE (1)) WHERE v IN ('NA', 'N/A', '#N/A', 'NULL', 'NaN') ORDER BY v`,
  );
  return rows.map((r) => r.v);
}

/** Mean hour of the day of the times in a column. */
export async function meanHour(
  db: Database,
  raw: RawTable,
  indexes: readonly number[],
): Promise<number | null> {
  const list = indexes.map((i) => `${identifier(raw.columns[i]!)}::VARCHAR`).join(", ");
  const { hour } = await db.row<{ hour: number | null }>(
    `SELECT avg(try_cast(regexp_extract(v, '(\\d{1,2}):\\d{2}', 1) AS INTEGER)) AS hour FROM (SELECT unnest([${list}]) AS v FROM ${identifier(raw.relation)} LIMIT 200)`,
  );
  return hour;
}
