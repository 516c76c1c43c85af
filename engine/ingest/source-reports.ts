// Loaded tables → what each source file brought: rows read, accepted, rejected and why, with notes on repeats.
import type { Database } from "../database.js";
import type { Bilingual } from "../locale.js";
import { rejectReasons, type SourceReport } from "./import-report.js";
import type { LoadedTable } from "./load-plans.js";

export async function sourceReports(db: Database, loaded: readonly LoadedTable[]): Promise<SourceReport[]> {
  const reports: SourceReport[] = [];
  for (const { table, staged } of loaded)
    for (const rows of staged) {
      const { raw } = rows.plan;
      const reasons = await rejectReasons(db, table, raw.label);
      const { rejected } = await db.row<{ rejected: number }>(
        "SELECT count(DISTINCT (part, rid)) AS rejected FROM finding WHERE table_name = $1 AND source_file = $2",
        [table, raw.label],
      );
      reports.push({
        file: raw.label,
        table,
        read: rows.read + raw.ragged.length,
        accepted: rows.read + raw.ragged.length - rejected,
        rejected,
        duplicates: 0,
        reasons,
        derived: rows.derived,
        ignored: rows.plan.ignored,
        ...(raw.encoding ? { encoding: raw.encoding } : {}),
        ...(raw.delimiter ? { delimiter: raw.delimiter } : {}),
      });
    }
  return reports;
}

export function repeatNotes(loaded: readonly LoadedTable[]): Bilingual[] {
  return loaded.flatMap(({ table, parts }) =>
    parts
      .filter((p) => p.duplicates > 0)
      .map((p) => ({
        en: `${table}: ${p.duplicates} identical repeated rows were dropped.`,
        zh: `${table}：去除了 ${p.duplicates} 行完全重复的数据。`,
      })),
  );
}
