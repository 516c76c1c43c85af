// Accepted rows of a table + the rows in force before → how many keys are new, other than before, the same, or gone with a full batch.
import path from "node:path";
import type { Database } from "../database.js";
import { identifier, literal } from "../sql.js";
import { withoutFindings } from "./finding.js";
import { fail } from "./ingest-errors.js";
import type { LoadedTable } from "./load-plans.js";
import { type BatchEffect, type FullScope, timeColumn } from "./manifest.js";
import type { Part } from "./parts.js";
import { replaced } from "./supersede.js";

export interface RemovalLimit {
  /** Share of the rows in force (within the batch's scope) that may go without confirmation. */
  share: number;
  isConfirmed: boolean;
}

export interface TableEffect extends BatchEffect {
  table: string;
  /** Rows in force within the batch's scope, before. */
  before: number;
  /** Rows of other tables about employees whom the full batch removes. */
  orphans: number;
}

/** `source_<table>` must hold the rows in force before this import. Errors: full_batch_removes_many, full_batch_with_rejects. */
export async function batchEffect(
  db: Database,
  loaded: LoadedTable,
  full: FullScope | undefined,
  limit: RemovalLimit,
): Promise<TableEffect> {
  const { table, parts } = loaded;
  const { contract } = parts[0]!;
  const source = identifier(`source_${table}`);
  const accepted = await acceptedSql(db, parts);
  const { rows } = await db.row<{ rows: number }>(`SELECT count(*) AS rows FROM (${accepted})`);
  const { before } = await db.row<{ before: number }>(`SELECT count(*) AS before FROM ${source}`);
  const none = { table, added: rows, changed: 0, same: 0, removed: 0, before: 0, orphans: 0 };
  if (before === 0) return none;
  const span = await spanOf(db, parts, accepted);
  if (!full && span && (await isBeyond(db, source, span))) return { ...none, before };
  const key = (replaced[table] ?? contract.key).filter((k) => parts.some((p) => p.columns.includes(k)));
  const on = key.map((k) => `o.${identifier(k)} IS NOT DISTINCT FROM n.${identifier(k)}`).join(" AND ");
  const others = contract.columns
    .map((c) => c.name)
    .filter((c) => !key.includes(c) && parts.some((p) => p.columns.includes(c)));
  const differs = others.map((c) => `o.${identifier(c)} IS DISTINCT FROM n.${identifier(c)}`);
  const { added, changed } = await db.row<{ added: number; changed: number }>(
    `SELECT count(*) FILTER (o.was IS NULL) AS added, count(*) FILTER (o.was AND (${["false", ...differs].join(" OR ")})) AS changed
     FROM (${accepted}) n LEFT JOIN (SELECT *, true AS was FROM ${source}) o ON ${on}`,
  );
  const scope = full === "period" && span ? `WHERE ${within(span)}` : "";
  const inScope = await db.row<{ n: number }>(`SELECT count(*) AS n FROM ${source} ${scope}`);
  const effect = {
    table,
    added,
    changed,
    same: rows - added - changed,
    removed: 0,
    before: inScope.n,
    orphans: 0,
  };
  if (!full) return effect;
  await db.run(
    `CREATE OR REPLACE TABLE ${removedTable(table)} AS SELECT ${key.map((k) => `o.${identifier(k)}`).join(", ")}
     FROM (SELECT * FROM ${source} ${scope}) o WHERE NOT EXISTS (SELECT 1 FROM (${accepted}) n WHERE ${on})`,
  );
  const { removed } = await db.row<{ removed: number }>(
    `SELECT count(*) AS removed FROM ${removedTable(table)}`,
  );
  await refuse(db, loaded, { removed, before: inScope.n, key }, limit);
  return { ...effect, removed, orphans: table === "employee" ? await orphansOf(db) : 0 };
}

const removedTable = (table: string): string => identifier(`removed_${table}`);

async function refuse(
  db: Database,
  { table, staged }: LoadedTable,
  { removed, before, key }: { removed: number; before: number; key: string[] },
  limit: RemovalLimit,
): Promise<void> {
  if (removed === 0 || limit.isConfirmed) return;
  const { rejected } = await db.row<{ rejected: number }>(
    "SELECT count(DISTINCT (part, rid)) AS rejected FROM finding WHERE table_name = $1",
    [table],
  );
  if (rejected > 0)
    throw fail.full_batch_with_rejects({ file: staged.map((s) => s.plan.raw.label), rejected });
  if (removed <= limit.share * before) return;
  const first = await db.rows<{ k: string }>(
    `SELECT concat_ws(' · ', ${key.map(identifier).join(", ")}) AS k FROM ${removedTable(table)} ORDER BY k LIMIT 3`,
  );
  throw fail.full_batch_removes_many({
    table,
    removed,
    rows: before,
    share: Math.round((removed / before) * 1000) / 10,
    limit: Math.round(limit.share * 1000) / 10,
    first: first.map((f) => f.k),
  });
}

/** Rows of other tables that name an employee who is no longer listed. */
async function orphansOf(db: Database): Promise<number> {
  const tables = await db.rows<{ name: string }>(
    `SELECT DISTINCT table_name AS name FROM information_schema.columns
     WHERE table_name LIKE 'source\\_%' ESCAPE '\\' AND column_name = 'employee_id' AND table_name <> 'source_employee' ORDER BY name`,
  );
  let orphans = 0;
  for (const { name } of tables) {
    const { n } = await db.row<{ n: number }>(
      `SELECT count(*) AS n FROM ${identifier(name)} WHERE employee_id IN (SELECT employee_id FROM removed_employee)`,
    );
    orphans += n;
  }
  return orphans;
}

/** Keys that full batches remove → removed.csv: one line per table and key. Nothing is written when none goes. */
export async function writeRemoved(
  db: Database,
  effects: readonly TableEffect[],
  folder: string,
): Promise<string | undefined> {
  const tables = effects.filter((e) => e.removed > 0).map((e) => e.table);
  if (tables.length === 0) return undefined;
  const selects = tables.map(
    (table) =>
      `SELECT ${literal(table)} AS "table", to_json(r)::VARCHAR AS key FROM ${removedTable(table)} r`,
  );
  const file = path.join(folder, "removed.csv");
  await db.run(`COPY (${selects.join(" UNION ALL ")} ORDER BY ALL) TO ${literal(file)} (FORMAT csv, HEADER)`);
  return file;
}

async function acceptedSql(db: Database, parts: readonly Part[]): Promise<string> {
  const selects: string[] = [];
  for (const part of parts) {
    const { n } = await db.row<{ n: number }>(
      `SELECT count(*) AS n FROM finding WHERE part = ${part.number}`,
    );
    const columns = part.columns.map(identifier).join(", ");
    selects.push(`SELECT ${columns} FROM ${withoutFindings(part.relation, part.number, n)}`);
  }
  return selects.join(" UNION ALL BY NAME ");
}

interface Span {
  column: string;
  from: string;
  to: string;
}

async function spanOf(db: Database, parts: readonly Part[], accepted: string): Promise<Span | undefined> {
  const { contract } = parts[0]!;
  const column = timeColumn(contract);
  if (!column || !contract.key.includes(column) || contract.table in replaced) return undefined;
  const { from, to } = await db.row<{ from: string | null; to: string | null }>(
    `SELECT min(${identifier(column)})::VARCHAR AS from, max(${identifier(column)})::VARCHAR AS to FROM (${accepted})`,
  );
  return from && to ? { column, from, to } : undefined;
}

const within = ({ column, from, to }: Span): string =>
  `${identifier(column)} BETWEEN DATE ${literal(from)} AND DATE ${literal(to)}`;

/** No date of the rows in force lies within the batch: nothing can meet, and the join is saved. */
async function isBeyond(db: Database, source: string, span: Span): Promise<boolean> {
  const { n } = await db.row<{ n: number }>(`SELECT count(*) AS n FROM ${source} WHERE ${within(span)}`);
  return n === 0;
}
