// Texts of the working tables → codes (DuckDB ENUMs); month-view.ts reads them as text again.
// A month of an employee carries a score of texts that repeat for years: writing codes costs a third less than writing them.
import type { Database } from "../database.js";
import { identifier } from "../sql.js";

/** Kind of text → where it stands: `table.column`. Columns of one kind may be compared and stand in for each other. */
const texts: Record<string, readonly string[]> = {
  employee: ["employment.employee_id", "assignment_segment.manager_id"],
  unit: [
    "assignment_segment.org_unit_id",
    ...["org_unit_id", "division", "department", "team"].map((column) => `org_unit_month.${column}`),
  ],
  // a unit without a place in the tree is its own path
  path: ["org_unit_month.org_path", "assignment_segment.own_path"],
  gender: ["employment.gender"],
  education: ["employment.education"],
  recruitment_source: ["employment.recruitment_source"],
  job: ["assignment_segment.job"],
  job_family: ["assignment_segment.job_family"],
  site: ["assignment_segment.site"],
  tier: ["assignment_segment.tier"],
  employment_type: ["assignment_segment.employment_type"],
};

const bands = {
  tenure_band: ["<1y", "1-3y", "3-5y", "5-10y", "10y+"],
  age_band: ["<25", "25-34", "35-44", "45-54", "55+"],
};

const code = (kind: string): string => identifier(`${kind}_code`);

/** Replaces the texts in employment, assignment_segment and org_unit_month. Codes are in the order of the texts. */
export async function codeTexts(db: Database): Promise<void> {
  for (const [kind, places] of Object.entries(texts)) {
    const found = places.map((place) => {
      const [table, column] = place.split(".") as [string, string];
      return { table: identifier(table), column: identifier(column) };
    });
    const values = found.map(({ table, column }) => `SELECT ${column}::VARCHAR AS text FROM ${table}`);
    await db.run(`CREATE TYPE ${code(kind)} AS ENUM (
      SELECT DISTINCT text FROM (${values.join(" UNION ALL ")}) WHERE text IS NOT NULL ORDER BY text)`);
    for (const { table, column } of found)
      await db.run(`ALTER TABLE ${table} ALTER ${column} TYPE ${code(kind)}`);
  }
  for (const [kind, names] of Object.entries(bands))
    await db.run(`CREATE TYPE ${code(kind)} AS ENUM (${names.map((name) => `'${name}'`).join(", ")})`);
}

/** Takes the types away: the tables that use them must be gone. */
export async function dropCodes(db: Database): Promise<void> {
  for (const kind of [...Object.keys(texts), ...Object.keys(bands)])
    await db.run(`DROP TYPE IF EXISTS ${code(kind)}`);
}
