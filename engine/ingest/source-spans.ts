// Parquet parts of a source that stays a view → `source_span`: where its rows lie in time, by the files' own statistics.
import type { Database } from "../database.js";
import { literal } from "../sql.js";

/** A piece of a file that can be skipped as a whole: least and greatest value of a column in it, as text. */
export interface SourceSpan {
  rows: number;
  first: string;
  last: string;
}

const table = `CREATE TEMP TABLE IF NOT EXISTS source_span (
  relation VARCHAR, "column" VARCHAR, rows BIGINT, nulls BIGINT, first VARCHAR, last VARCHAR)`;

/** Notes the spans of `relation` over `files`, for as long as the connection lasts. */
export async function noteSpans(db: Database, relation: string, files: readonly string[]): Promise<void> {
  await db.run(table);
  await db.run(`INSERT INTO source_span
    SELECT ${literal(relation)}, path_in_schema, row_group_num_rows, stats_null_count, stats_min_value, stats_max_value
    FROM parquet_metadata([${files.map(literal).join(", ")}])`);
}

/** Spans of a column; empty when the relation is held as a table, or a file says nothing about the column. */
export async function sourceSpans(db: Database, relation: string, column: string): Promise<SourceSpan[]> {
  await db.run(table);
  const spans = await db.rows<{ rows: number; first: string | null; last: string | null }>(
    `SELECT rows, first, last FROM source_span WHERE relation = $1 AND "column" = $2`,
    [relation, column],
  );
  const isTold = (span: (typeof spans)[number]): span is SourceSpan => span.first !== null;
  return spans.every(isTold) ? spans : [];
}

/**
 * Whether no row lacks a number, and the least of them: what the files say, or null when they don't say it. Rows that a
 * later import replaces are counted as well.
 */
export async function sourceNumbers(
  db: Database,
  relation: string,
  column: string,
): Promise<{ isComplete: boolean; least: number | null } | null> {
  await db.run(table);
  const { told, nulls, least } = await db.row<{ told: boolean; nulls: number | null; least: number | null }>(
    `SELECT count(*) > 0 AND count(*) = count(nulls) AND bool_and(nulls = rows OR first IS NOT NULL)
         AND sum(rows) = (SELECT sum(rows) FROM source_span WHERE relation = $1 GROUP BY "column" ORDER BY 1 DESC LIMIT 1) AS told,
       sum(nulls) AS nulls, min(TRY_CAST(first AS DOUBLE)) AS least
     FROM source_span WHERE relation = $1 AND "column" = $2`,
    [relation, column],
  );
  return told ? { isComplete: nulls === 0, least } : null;
}

/** Forgets the spans of a relation that is replaced. */
export async function forgetSpans(db: Database, relation: string): Promise<void> {
  await db.run(table);
  await db.run("DELETE FROM source_span WHERE relation = $1", [relation]);
}
