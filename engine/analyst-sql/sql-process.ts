// Child: one statement of an analyst → checked, run over the reader's own relations on a locked connection, answered in Arrow.
import { tableToIPC } from "apache-arrow";
import { arrowTable } from "../arrow-table.js";
import { serveJob } from "../child-side.js";
import type { ChildLimits } from "../killable-child.js";
import { ColumnBuilder, columnType, type SourceVector } from "../column-builder.js";
import { Database, DatabaseError } from "../database.js";
import { RapportError } from "../errors.js";
import { identifier, literal } from "../sql.js";
import { checkedStatement } from "./checked-statement.js";
import { firstRows } from "./first-rows.js";
import { sqlError } from "./sql-errors.js";
import {
  lentMonth,
  lentPerson,
  sqlCatalog,
  type AnalystRelation,
  type LentRows,
  type SqlJob,
  type SqlReply,
} from "./sql-job.js";

/** Part of the process's memory that DuckDB may plan with; the rest is Node, the result, and what DuckDB does not count. */
const databaseShare = 0.6;

serveJob<SqlJob>(answer);

async function answer(job: SqlJob, limits: ChildLimits): Promise<SqlReply> {
  const db = await Database.open({
    memoryLimit: `${Math.floor(limits.memoryMb * databaseShare)}MB`,
    tempDirectory: job.scratch,
  });
  try {
    const relations = await checkedStatement(
      db,
      job.statement,
      job.relations.map((r) => r.name),
    );
    await lendRelations(
      db,
      job,
      job.relations.filter((r) => relations.includes(r.name)),
    );
    return { ...(await run(db, job)), relations };
  } catch (error) {
    throw asRefusal(error, limits);
  }
}

/**
 * The reader's relations under their plain names, then the door shut. Restricted ones are copied and the cache is
 * detached: what the reader may not see is not there, so no error message and no plan can tell of it.
 */
async function lendRelations(db: Database, job: SqlJob, relations: AnalystRelation[]): Promise<void> {
  if (relations.length > 0) {
    await db.run(`ATTACH ${literal(job.cachePath)} AS ${sqlCatalog} (READ_ONLY)`);
    const isCopied = relations.some((r) => r.restricted) || job.lent !== undefined;
    if (isCopied) await copyRelations(db, relations, job.lent);
    else
      for (const { name, select } of relations) await db.run(`CREATE VIEW ${identifier(name)} AS ${select}`);
    if (!isCopied && relations.some((r) => r.readsFiles))
      await db.run(`SET allowed_directories = [${literal(job.importsFolder)}]`);
  }
  await db.run("SET enable_external_access = false");
  await db.run("SET max_temp_directory_size = '4GB'");
  await db.run("SET lock_configuration = true");
}

async function copyRelations(
  db: Database,
  relations: readonly AnalystRelation[],
  lent: LentRows | undefined,
): Promise<void> {
  if (lent) {
    // The condition names relations of the cache as the cache does.
    await db.run(`USE ${sqlCatalog}`);
    const months = `SELECT employee_id, month FROM ${sqlCatalog}.main.employee_month AS e WHERE ${lent.where}`;
    await db.run(`CREATE TABLE ${lentMonth} AS ${months}`, lent.params);
    await db.run(`CREATE TABLE ${lentPerson} AS SELECT employee_id FROM
      (SELECT employee_id, max(month) AS month FROM ${sqlCatalog}.main.employee_month GROUP BY 1) SEMI JOIN ${lentMonth} USING (employee_id, month)`);
    await db.run("USE memory");
  }
  for (const { name, select } of relations)
    await db.run(`CREATE TABLE memory.main.${identifier(name)} AS ${select}`);
  if (lent) for (const keys of [lentMonth, lentPerson]) await db.run(`DROP TABLE ${keys}`);
  await db.run(`DETACH ${sqlCatalog}`);
}

async function run(db: Database, { statement, rows, bytes }: SqlJob): Promise<Omit<SqlReply, "relations">> {
  const connection = await db.connect();
  await connection.run("BEGIN TRANSACTION READ ONLY");
  const result = await connection.stream(statement);
  const columns = result.deduplicatedColumnNames().map((name, i) => {
    const type = result.columnType(i).toString();
    return { name, type, kind: columnType(type) };
  });
  const builders = columns.map(({ name, kind }) => new ColumnBuilder(name, kind));
  let length = 0;
  while (length <= rows) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    length += chunk.rowCount;
    for (const [i, builder] of builders.entries())
      builder.add(chunk.getColumnVector(i) as unknown as SourceVector);
  }
  const whole = builders.map((builder) => builder.finish());
  const packed = (n: number): Uint8Array =>
    tableToIPC(arrowTable(n < length ? firstRows(whole, n) : whole, n), "stream");
  let kept = Math.min(length, rows);
  let ipc = packed(kept);
  let cut: SqlReply["cut"] = kept < length ? "rows" : null;
  while (ipc.length > bytes && kept > 0) {
    kept = Math.floor(Math.min(kept / 2, (kept * bytes) / ipc.length));
    ipc = packed(kept);
    cut = "bytes";
  }
  return { columns, ipc, rows: kept, cut };
}

/** What DuckDB says of the statement is the analyst's to read; a memory limit has an error of its own. */
function asRefusal(error: unknown, { memoryMb }: ChildLimits): unknown {
  if (error instanceof RapportError) return error;
  const text =
    error instanceof DatabaseError ? error.reason : error instanceof Error ? error.message : String(error);
  if (/out of memory|bad_alloc|bad allocation|failed to allocate|allocation failure/i.test(text))
    return sqlError.sql_memory_exceeded({ memory: memoryMb });
  return sqlError.sql_failed({ reason: text.split("\n\n")[0]!.slice(0, 500) });
}
