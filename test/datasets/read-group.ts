// The group's Parquet files → tables under the contracts' column names; attendance summed to one row per person and month.
import { readdirSync } from "node:fs";
import path from "node:path";
import type { Database } from "../../engine/database.js";
import { contractOfHeaders, type SourceRow, type SourceTables } from "./read-sources.js";

export async function readGroup(dir: string, database: Database): Promise<SourceTables> {
  const tables: SourceTables = {
    attendance_day: await database.rows<SourceRow>(
      `SELECT employee_id, strftime(date_trunc('month', work_date), '%Y-%m-%d') AS work_date,
         sum(overtime_hours)::VARCHAR AS overtime_hours
       FROM '${dir}/sources/attendance/*.parquet' GROUP BY ALL`,
    ),
    survey_response: [],
  };
  for (const name of readdirSync(path.join(dir, "sources")).filter((n) => n.endsWith(".parquet"))) {
    const rows = await database.rows(`SELECT COLUMNS(*)::VARCHAR FROM '${dir}/sources/${name}'`);
    const headers = Object.keys(rows[0]!);
    const { contract, columns } = contractOfHeaders(headers);
    tables[contract.table] = rows.map((row) =>
      Object.fromEntries([...columns].map(([column, i]) => [column, String(row[headers[i]!] ?? "")])),
    );
  }
  return tables;
}
