// Rows written in a test → a cache in memory with employee_month, hire_cohort, calendar_month and the sources.
import { Database } from "../../../engine/database.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import {
  besideRelations,
  columnFacts,
  relationColumns,
  type ColumnKind,
  type RelationName,
} from "../../../engine/metrics/relation-columns.js";
import type { Reader } from "../../../engine/metrics/reader.js";

export type FixtureRow = Record<string, string | number | boolean | null | string[] | undefined>;

export interface Fixture {
  /** YYYY-MM, the months of the history in order. */
  months: string[];
  employeeMonths: FixtureRow[];
  hires?: FixtureRow[];
  /** Source tables that have a row. */
  sources?: string[];
  /** The list of leavers says who and when, but never of which kind. */
  exitKindsUnknown?: boolean;
  k?: number;
  fiscalYearStart?: number;
  users?: Reader[];
  dir?: string;
  /** Texts of employee-months also as codes, as a built cache has them. */
  isKeyed?: boolean;
}

export const allSources = [
  "employee",
  "job_assignment",
  "termination",
  "attendance_day",
  "performance_review",
  "training_record",
  "sales_activity",
  "survey_response",
  "pay",
  "kpi_actual",
  "competency_rating",
  "lead",
  "customer_order",
  "customer_feedback",
  "customer_contact",
  "support_ticket",
  "coaching",
  "suggestion",
];

const sqlType: Record<ColumnKind, string> = { flag: "BOOLEAN", number: "DOUBLE", text: "VARCHAR" };

/** Flags left out are false, numbers and texts null; `month` may be YYYY-MM; org_path defaults to the unit alone. */
export async function cacheOf(fixture: Fixture): Promise<MetricCache> {
  const database = await Database.open({ threads: 1 });
  await createRelation(database, "employee_month", fixture.employeeMonths);
  if (fixture.isKeyed) await createKeyed(database);
  await createRelation(database, "hire_cohort", fixture.hires ?? []);
  await createBesides(database, fixture.employeeMonths);
  await database.run("CREATE TABLE calendar_month (month DATE)");
  for (const month of fixture.months)
    await database.run("INSERT INTO calendar_month VALUES ($1::DATE)", [`${month}-01`]);
  const exitKind = fixture.exitKindsUnknown ? "NULL::VARCHAR" : "'voluntary'";
  for (const table of allSources) {
    const rows = (fixture.sources ?? allSources).includes(table) ? "" : " WHERE false";
    await database.run(`CREATE TABLE source_${table} AS SELECT 1 AS x, ${exitKind} AS exit_kind${rows}`);
  }
  const { k = 5, fiscalYearStart = 1, users = [], dir } = fixture;
  return { database, snapshot: "fixture", workspace: { dir, config: { k, fiscalYearStart, users } } };
}

async function createRelation(database: Database, name: RelationName, rows: FixtureRow[]): Promise<void> {
  const columns: Record<string, string> = { employee_id: "VARCHAR", month: "DATE" };
  for (const [column, kind] of Object.entries(relationColumns[name]))
    if (!columnFacts[name][column].beside) columns[column] = sqlType[kind];
  columns.org_path = "VARCHAR[]";
  if ("level" in columns) columns.level = "INTEGER";
  await fill(database, name, columns, rows);
}

/** `employee_month_keyed` as engine/spine/month-view.ts makes it: the same rows, a code for every text. */
async function createKeyed(database: Database): Promise<void> {
  const columns = await database.rows<{ column_name: string; column_type: string }>(
    "DESCRIBE employee_month",
  );
  const coded: string[] = [];
  for (const { column_name: name } of columns.filter(({ column_type }) => column_type === "VARCHAR")) {
    await database.run(
      `CREATE TYPE ${name}_code AS ENUM (SELECT DISTINCT ${name} FROM employee_month WHERE ${name} IS NOT NULL ORDER BY 1)`,
    );
    coded.push(`${name}::${name}_code AS ${name}`);
  }
  await database.run(
    `CREATE VIEW employee_month_keyed AS SELECT * REPLACE (${coded.join(", ")}) FROM employee_month`,
  );
}

/** Relations beside the spine: a row where a test's row speaks of one of their columns. */
async function createBesides(database: Database, rows: FixtureRow[]): Promise<void> {
  for (const relation of besideRelations) {
    const columns: Record<string, string> = { employee_id: "VARCHAR", month: "DATE" };
    for (const [column, { beside, kind }] of Object.entries(columnFacts.employee_month))
      if (beside === relation) columns[column] = sqlType[kind];
    const own = Object.keys(columns).slice(2);
    await fill(
      database,
      relation,
      columns,
      rows.filter((row) => own.some((column) => row[column] !== undefined)),
    );
  }
}

async function fill(
  database: Database,
  name: string,
  columns: Record<string, string>,
  rows: FixtureRow[],
): Promise<void> {
  const definition = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  await database.run(`CREATE TABLE ${name} (${definition.join(", ")})`);
  if (rows.length === 0) return;
  const complete = rows.map((row) => completed(row, columns));
  await database.run(
    `INSERT INTO ${name} SELECT unnest(from_json($1::JSON, '${JSON.stringify([columns])}'), max_depth := 2)`,
    [JSON.stringify(complete)],
  );
}

function completed(row: FixtureRow, columns: Record<string, string>): FixtureRow {
  const full: FixtureRow = {};
  for (const [column, type] of Object.entries(columns))
    full[column] = row[column] ?? (type === "BOOLEAN" ? false : null);
  full.month = String(row.month).length === 7 ? `${String(row.month)}-01` : row.month;
  if ("org_path" in columns) full.org_path ??= row.org_unit_id == null ? null : [String(row.org_unit_id)];
  return full;
}

/** "2024-11", 4 → 2024-11, 2024-12, 2025-01, 2025-02. */
export function monthsFrom(first: string, count: number): string[] {
  const start = Number(first.slice(0, 4)) * 12 + Number(first.slice(5)) - 1;
  return Array.from({ length: count }, (_, i) => {
    const month = start + i;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}
