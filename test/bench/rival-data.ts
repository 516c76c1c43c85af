// The rival's generated company → the same data under our contracts' names, as Parquet parts like an import leaves them.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { contracts } from "../../datasets/contracts/index.js";
import { Database } from "../../engine/database.js";
import { sourceColumns } from "../../engine/ingest/manifest.js";
import { punchClockColumns } from "../../engine/ingest/punch-clock.js";
import { noteSpans } from "../../engine/ingest/source-spans.js";
import { identifier, literal } from "../../engine/sql.js";

const person = (column: string) => `'E' || lpad(${column}::VARCHAR, 7, '0')`;

/** Table → its rows in our columns; the rival has no organisation tree, so departments are put under eight divisions. */
const renamed = (folder: string): Record<string, string> => ({
  employee: `SELECT ${person("emp_id")} AS employee_id, CASE sex WHEN 'F' THEN 'female' ELSE 'male' END AS gender,
    birth_date::DATE AS birth_date, hire_date::DATE AS hire_date FROM '${folder}/employee.parquet'`,
  job_assignment: `SELECT ${person("emp_id")} AS employee_id, valid_from::DATE AS valid_from,
    CASE WHEN valid_to < DATE '9999-01-01' THEN valid_to - 1 END::DATE AS valid_to, 'D' || dept_id AS org_unit_id,
    ${person("manager_id")} AS manager_id, 'J' || job_id AS job, level::INTEGER AS level, 'S' || site_id AS site
    FROM '${folder}/employee_org.parquet'`,
  org_unit: `SELECT 'C' AS org_unit_id, 'Company' AS name, NULL::VARCHAR AS parent_id
    UNION ALL SELECT 'V' || v, 'Division ' || v, 'C' FROM range(8) AS t (v)
    UNION ALL SELECT DISTINCT 'D' || dept_id, 'Department ' || dept_id, 'V' || (dept_id % 8) FROM '${folder}/employee_org.parquet'`,
  termination: `SELECT ${person("emp_id")} AS employee_id, term_date::DATE AS exit_date,
    CASE WHEN voluntary THEN 'voluntary' ELSE 'involuntary' END AS exit_kind, reason FROM '${folder}/termination.parquet'`,
  performance_review: `SELECT ${person("emp_id")} AS employee_id, review_date::DATE AS review_date,
    round(k1 * w1 + k2 * w2 + k3 * w3 + k4 * w4, 2) AS score FROM '${folder}/performance_review.parquet'`,
  training_record: `SELECT ${person("emp_id")} AS employee_id, 'C' || course_id AS course_id,
    enrol_date::DATE AS training_date, sum(hours)::DOUBLE AS hours,
    CASE any_value(status) WHEN 'done' THEN 'completed' WHEN 'dropped' THEN 'dropped' ELSE 'no_show' END AS status
    FROM '${folder}/training_enrolment.parquet' GROUP BY ALL`,
  sales_activity: `SELECT ${person("emp_id")} AS employee_id, month::DATE AS month, visits::INTEGER AS visits,
    leads::INTEGER AS leads, deals::INTEGER AS deals, revenue::DOUBLE AS revenue FROM '${folder}/sales_month.parquet'`,
});

const attendance = (
  file: string,
) => `SELECT *, ${punchClockColumns()} FROM (SELECT ${person("emp_id")} AS employee_id, work_date, planned_h AS planned_hours,
  worked_h AS worked_hours, overtime_h AS overtime_hours, in_ts AS clock_in, out_ts AS clock_out, late AS is_late,
  CASE WHEN in_ts IS NULL THEN 'sick' ELSE 'none' END AS absence_kind FROM '${file}')`;

/** Writes `<folder>/ours/<table>/part-*.parquet` once. */
export async function writeOurs(folder: string, months: number): Promise<void> {
  const done = path.join(folder, "ours", "done-2");
  if (existsSync(done)) return;
  const db = await Database.open();
  const write = async (table: string, part: number, select: string) => {
    mkdirSync(path.join(folder, "ours", table), { recursive: true });
    const file = path.join(folder, "ours", table, `part-${String(part).padStart(3, "0")}.parquet`);
    await db.run(`COPY (${select}) TO ${literal(file)} (FORMAT parquet)`);
  };
  for (const [table, select] of Object.entries(renamed(folder))) await write(table, 0, select);
  for (let m = 0; m < months; m++)
    await write(
      "attendance_day",
      m,
      attendance(`${folder}/attendance_day/m${String(m).padStart(2, "0")}.parquet`),
    );
  db.close();
  writeFileSync(done, "");
}

/** `source_*` over those parts: small tables held, attendance a view, as publishSources does it. */
export async function publishOurs(db: Database, folder: string): Promise<void> {
  await db.run(`CREATE TABLE source_import (table_name VARCHAR, import_order INTEGER, snapshot_date DATE,
    observation_months INTEGER, exits_observed_from DATE)`);
  for (const contract of contracts) {
    const parts = path.join(folder, "ours", contract.table);
    const name = identifier(`source_${contract.table}`);
    const columns = sourceColumns(contract);
    if (!existsSync(parts)) {
      await db.run(
        `CREATE TABLE ${name} (${columns.map((c) => `${identifier(c.name)} ${c.type}`).join(", ")})`,
      );
      continue;
    }
    const scan = `read_parquet(${literal(`${parts}/*.parquet`)})`;
    const present = (await db.rows<{ column_name: string }>(`DESCRIBE FROM ${scan}`)).map(
      (c) => c.column_name,
    );
    const select = columns.map(
      (c) =>
        `${present.includes(c.name) ? identifier(c.name) : c.ifAbsent}::${c.type} AS ${identifier(c.name)}`,
    );
    const kind = contract.table === "attendance_day" ? "VIEW" : "TABLE";
    await db.run(`CREATE ${kind} ${name} AS SELECT ${select.join(", ")} FROM ${scan}`);
    if (kind === "VIEW")
      await noteSpans(
        db,
        `source_${contract.table}`,
        readdirSync(parts).map((file) => path.join(parts, file)),
      );
  }
}
