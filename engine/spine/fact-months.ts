// Optional sources → working tables of monthly facts, and the columns they add to employee_month.
// A source that says nothing costs nothing: nothing is joined or written, and the view adds its columns as NULL.
import type { Database } from "../database.js";
import { identifier } from "../sql.js";

interface FactTable {
  /** Working table; grain: employee (position) and month (number). */
  table: string;
  /** SQL file that makes it, without `.sql`; one file may make several. */
  file: string;
  source: string;
  /** Column of employee_month → SQL type. */
  columns: Record<string, string>;
}

const counts = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, "INTEGER"]));

export const factTables: readonly FactTable[] = [
  {
    table: "survey_month",
    file: "survey-month",
    source: "survey_response",
    columns: { survey_score: "DOUBLE", ...counts("survey_count") },
  },
  {
    table: "contact_month",
    file: "contact-month",
    source: "customer_contact",
    columns: { customer_contact_hours: "DOUBLE", off_clock_contact_hours: "DOUBLE" },
  },
  {
    table: "lead_month",
    file: "lead-month",
    source: "lead",
    columns: counts(
      "leads_received",
      "leads_due_24h",
      "leads_answered_24h",
      "leads_due_72h",
      "leads_answered_72h",
      "leads_closed",
      "leads_won",
      "leads_closed_fast",
      "leads_won_fast",
      "leads_closed_slow",
      "leads_won_slow",
    ),
  },
  {
    table: "order_month",
    file: "order-month",
    source: "customer_order",
    columns: {
      ...counts("orders"),
      order_amount: "DOUBLE",
      ...counts("repeat_orders", "new_customers", "customers_due", "customers_repurchased"),
      ...counts("customers_base", "customers_kept"),
    },
  },
  {
    table: "feedback_month",
    file: "service-month",
    source: "customer_feedback",
    columns: { ...counts("feedback_count"), feedback_score: "DOUBLE", ...counts("satisfied_count") },
  },
  {
    table: "ticket_month",
    file: "service-month",
    source: "support_ticket",
    columns: {
      ...counts("tickets_due_1h", "tickets_answered_1h"),
      ticket_response_hours: "DOUBLE",
      ...counts("tickets_answered"),
    },
  },
  {
    table: "coaching_month",
    file: "development-month",
    source: "coaching",
    columns: { coaching_hours: "DOUBLE", ...counts("coaching_sessions") },
  },
  {
    table: "suggestion_month",
    file: "development-month",
    source: "suggestion",
    columns: { ...counts("suggestions", "suggestions_adopted"), suggestion_saving: "DOUBLE" },
  },
  {
    table: "kpi_month",
    file: "development-month",
    source: "kpi_actual",
    columns: { kpi_attainment: "DOUBLE", ...counts("kpi_count") },
  },
  {
    table: "pay_month",
    file: "pay-month",
    source: "pay",
    columns: { base_pay: "DOUBLE", pay_ratio: "DOUBLE", is_raise: "BOOLEAN" },
  },
  {
    table: "competency_month",
    file: "development-month",
    source: "competency_rating",
    columns: { competency_score: "DOUBLE", ...counts("competency_count") },
  },
  {
    table: "exam_month",
    file: "development-month",
    source: "training_record",
    columns: { ...counts("exams_taken", "exams_passed"), exam_score: "DOUBLE" },
  },
];

/** What employee-month.sql is completed with. */
export interface FactJoins {
  select: string[];
  joins: string[];
  /** Columns of sources without rows → SQL type. */
  absent: Record<string, string>;
  /** Working tables that were made. */
  tables: string[];
}

const slice = "position >= getvariable('slice_from') AND position < getvariable('slice_end')";

/** Makes the working tables of all sources that have rows; `sql` gives the text of a file of this folder. */
export async function buildFactMonths(db: Database, sql: (name: string) => string): Promise<FactJoins> {
  const facts: FactJoins = { select: [], joins: [], absent: {}, tables: [] };
  const run = new Set<string>();
  for (const { table, file, source, columns } of factTables) {
    const [any] = await db.rows(`SELECT 1 AS found FROM ${identifier(`source_${source}`)} LIMIT 1`);
    if (!any) {
      Object.assign(facts.absent, columns);
      continue;
    }
    if (!run.has(file)) await db.run(sql(file));
    run.add(file);
    const [says] = await db.rows(`SELECT 1 AS found FROM ${table} LIMIT 1`);
    if (!says) {
      Object.assign(facts.absent, columns);
      continue;
    }
    facts.select.push(...Object.keys(columns).map((name) => `${table}.${name}`));
    facts.joins.push(joinOf(table));
  }
  facts.tables.push(...factTables.filter((f) => run.has(f.file)).map((f) => f.table));
  return withReports(db, sql, facts);
}

const joinOf = (table: string): string =>
  `LEFT JOIN (FROM ${table} WHERE ${slice}) AS ${table} ON ${table}.position = p.position AND ${table}.number = p.number`;

/** Who manages nobody has 0 reports, from the first month on in which managers are recorded at all. */
async function withReports(
  db: Database,
  sql: (name: string) => string,
  facts: FactJoins,
): Promise<FactJoins> {
  const { first } = await db.row<{ first: number | null }>(
    "SELECT min(from_number) AS first FROM assignment_segment WHERE manager_id IS NOT NULL",
  );
  if (first === null) return { ...facts, absent: { ...facts.absent, direct_reports: "INTEGER" } };
  await db.run(sql("report-month"));
  return {
    ...facts,
    select: [
      ...facts.select,
      `CASE WHEN p.number >= ${first} THEN coalesce(direct_reports, 0) END AS direct_reports`,
    ],
    joins: [...facts.joins, joinOf("report_month")],
    tables: [...facts.tables, "report_month"],
  };
}

/** Files that build these tables, for the spine's definition. */
export const factFiles: readonly string[] = [...new Set(factTables.map((f) => f.file)), "report-month"];
