// Sources → the spine in a database in memory, and its rows as plain values.
import { Database } from "../../../engine/database.js";
import { buildSpine, type SpineSettings } from "../../../engine/spine/spine.js";
import type { History } from "../../../engine/spine/history.js";
import { createSources, type Sources } from "../../fixtures/source-tables.js";

export const settings: SpineSettings = {
  standardDayHours: 8,
  coreTime: { from: "09:00", to: "12:00" },
  fiscalYearStart: 1,
};

export async function withSpine<T>(
  sources: Sources,
  own: Partial<SpineSettings>,
  work: (db: Database, history: History) => Promise<T>,
): Promise<T> {
  const db = await Database.open({ threads: 1 });
  try {
    await createSources(db, sources);
    return await work(db, await buildSpine(db, { ...settings, ...own }));
  } finally {
    db.close();
  }
}

/** Every column; org_path as a list. */
export async function employeeMonths(db: Database): Promise<Record<string, unknown>[]> {
  const rows = await db.rows<Record<string, unknown>>(
    "SELECT * REPLACE (to_json(org_path)::VARCHAR AS org_path) FROM employee_month ORDER BY employee_id, month",
  );
  return rows.map((row) => ({
    ...row,
    org_path: row.org_path === null ? null : JSON.parse(row.org_path as string),
  }));
}
