// Reviews, courses, sales and answers → one person's month of them.
import type { SourceRow, Sources } from "../../fixtures/source-tables.js";
import type { ReferenceRow } from "./reference-spine.js";

export function activityOf(id: string, month: string, sources: Sources): ReferenceRow {
  const mine = (table: string, date: string) =>
    (sources[table] ?? []).filter((r) => r.employee_id === id && (r[date] as string).startsWith(month));
  const reviews = mine("performance_review", "review_date");
  const courses = mine("training_record", "training_date");
  const taken = courses.filter(
    (c) => ((c.status ?? null) as string | null) === null || c.status === "completed",
  );
  const sales = mine("sales_activity", "month");
  const answers = mine("survey_response", "survey_date");
  return {
    review_score: mean(reviews),
    review_count: scored(reviews),
    training_hours: courses.length === 0 ? null : (total(taken, "hours") ?? 0),
    courses_completed: courses.length === 0 ? null : taken.length,
    visits: total(sales, "visits"),
    leads: total(sales, "leads"),
    deals: total(sales, "deals"),
    revenue: total(sales, "revenue"),
    new_customer_revenue: total(sales, "new_customer_revenue"),
    big_client_revenue: total(sales, "big_client_revenue"),
    survey_score: mean(answers),
    survey_count: scored(answers),
  };
}

const mean = (rows: SourceRow[]): number | null => {
  const scores = rows.map((r) => r.score ?? null).filter((s) => s !== null) as number[];
  return scores.length === 0 ? null : scores.reduce((a, b) => a + b, 0) / scores.length;
};

const total = (rows: SourceRow[], column: string): number | null => {
  const values = rows.map((r) => r[column] ?? null).filter((v) => v !== null) as number[];
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0);
};

const scored = (rows: SourceRow[]) =>
  rows.length === 0 ? null : rows.filter((r) => (r.score ?? null) !== null).length;
