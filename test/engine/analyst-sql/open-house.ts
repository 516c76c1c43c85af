// A statement that passed the check → what it does where nothing else would stop it: a database with every door open, with
// secrets in a table, a setting, another database and files. It knows nothing of the checker.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Database } from "../../../engine/database.js";

const canary = "CANARY";
/** What reads, writes or changes settings, in the kinds of statement that DuckDB itself tells apart (1 is SELECT). */
const select = 1;
const longestMs = 2000;

export interface OpenHouse {
  place: string;
  db: Database;
  /** Runs the statement; what it did that a plain SELECT over the lent relations does not do. */
  harmOf(statement: string): Promise<{ ran: boolean; harm: string[] }>;
  /** DuckDB itself can take the text apart: it stumbles over some wide spaces behind texts with escapes. */
  canBeRead(statement: string): Promise<boolean>;
  /** What is no longer as it was: tables, settings, files. */
  changes(): Promise<string[]>;
  close(): void;
}

/** A text with the folder's name that the statement itself holds tells nothing. */
const echoes = (statement: string, text: string): boolean => bare(statement).includes(bare(text));
const bare = (text: string): string => text.replaceAll(/['\\]/g, "");

export async function openHouse(lent: readonly string[]): Promise<OpenHouse> {
  const place = path.join(mkdtempSync(path.join(os.tmpdir(), "rapport-open-")), canary);
  mkdirSync(place);
  const at = (name: string): string => path.join(place, name);
  writeFileSync(at("canary.csv"), `a\n${canary}\n`);
  writeFileSync(at("canary.json"), `{"a":"${canary}"}\n`);
  const db = await Database.open({ tempDirectory: at("spill") });
  await db.run(`COPY (SELECT '${canary}' AS a) TO '${at("canary.parquet")}'`);
  await db.run(`ATTACH '${at("other.duckdb")}' AS other`);
  await db.run(
    `CREATE TABLE other.main.employee_month AS SELECT '${canary}' AS employee_id, '${canary}' AS a`,
  );
  await db.run(`CREATE TABLE secret AS SELECT '${canary}' AS a, '${canary}' AS employee_id`);
  for (const name of lent)
    await db.run(`CREATE TABLE ${name} AS SELECT 'E' || i AS employee_id, 'D' || i % 2 AS department, i::INTEGER AS level,
      i * 1.5 AS hours, DATE '2024-01-01' + i::INTEGER AS month FROM range(3) AS r(i)`);
  await db.run("CHECKPOINT other");
  await db.run("CALL enable_logging('FileSystem')");
  const log = await db.connect();
  const connection = await db.connect();
  await connection.run(`SET VARIABLE canary = '${canary}'`);
  const touched = async (): Promise<number> => {
    const result = await log.runAndReadAll("SELECT count(*) FROM duckdb_logs WHERE type = 'FileSystem'");
    return Number(result.getRows()[0]![0]);
  };
  const state = async (): Promise<string[]> => {
    const rows = await db.rows<{ said: string }>(
      `SELECT 'setting ' || name || ' ' || coalesce(value, '') AS said FROM duckdb_settings()
       UNION ALL SELECT 'table ' || database_name || '.' || table_name || ' ' || column_count FROM duckdb_tables()
       UNION ALL SELECT 'view ' || view_name FROM duckdb_views() WHERE NOT internal
       UNION ALL SELECT 'function ' || function_name FROM duckdb_functions() WHERE NOT internal
       UNION ALL SELECT 'database ' || database_name FROM duckdb_databases()
       UNION ALL SELECT 'sequence ' || sequence_name FROM duckdb_sequences()
       UNION ALL SELECT 'variable ' || name || value::VARCHAR FROM duckdb_variables()
       UNION ALL SELECT 'secret rows ' || count(*) || coalesce(min(a), '') FROM secret
       UNION ALL SELECT 'lent rows ' || count(*) FROM ${lent[0]}`,
    );
    return [...rows.map((row) => row.said), ...readdirSync(place).map((name) => `file ${name}`)].sort();
  };
  const before = await state();
  let seen = await touched();
  return {
    place,
    db,
    async harmOf(statement) {
      const harm: string[] = [];
      let ran = false;
      // What takes long is stopped: in the product a child's time limit does that, whatever was asked.
      const stop = setTimeout(() => connection.interrupt(), longestMs);
      try {
        const several = await connection.extractStatements(statement);
        if (several.count !== 1) harm.push(`${several.count} statements`);
        const prepared = await several.prepare(0);
        if (prepared.statementType !== select) harm.push(`statement of type ${prepared.statementType}`);
        prepared.destroySync();
        const result = await connection.runAndReadAll(statement);
        ran = true;
        const told = [...result.columnNames(), ...result.getRows().flatMap((row) => row.map(String))];
        if (told.some((text) => text.includes(canary) && !(text.includes(place) && echoes(statement, text))))
          harm.push("told the canary");
      } catch (error) {
        if (String(error).includes(canary))
          harm.push(`an error told the canary: ${String(error).slice(0, 200)}`);
      } finally {
        clearTimeout(stop);
      }
      const after = await touched();
      if (after > seen) harm.push(`touched files ${after - seen} times`);
      seen = after;
      return { ran, harm };
    },
    async canBeRead(statement) {
      try {
        return (await connection.extractStatements(statement)).count === 1;
      } catch {
        return false;
      }
    },
    async changes() {
      const after = await state();
      return [
        ...after.filter((one) => !before.includes(one)),
        ...before.filter((one) => !after.includes(one)),
      ];
    },
    close() {
      log.closeSync();
      connection.closeSync();
      db.close();
      rmSync(path.dirname(place), { recursive: true, force: true });
    },
  };
}
