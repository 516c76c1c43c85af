// Given rows → expected rows of the relations beside the spine: whose exit is regretted, which courses were finished.
import { afterEach, describe, expect, it } from "vitest";
import { Database } from "../../engine/database.js";
import { querySql } from "../../queries/index.js";

type Cells = Record<string, string | number | boolean | null>;
const open: Database[] = [];
afterEach(() => open.splice(0).forEach((db) => db.close()));

async function tableOf(
  db: Database,
  name: string,
  types: Record<string, string>,
  rows: Cells[],
): Promise<void> {
  const columns = Object.entries(types).map(([column, type]) => `${column} ${type}`);
  await db.run(`CREATE TABLE ${name} (${columns.join(", ")})`);
  for (const row of rows) {
    const values = Object.values(row).map((v) => (typeof v === "string" ? `'${v}'` : String(v)));
    await db.run(`INSERT INTO ${name} (${Object.keys(row).join(", ")}) VALUES (${values.join(", ")})`);
  }
}

const monthTypes = {
  employee_id: "VARCHAR",
  month: "DATE",
  is_voluntary_exit: "BOOLEAN DEFAULT false",
  is_involuntary_exit: "BOOLEAN DEFAULT false",
  is_other_exit: "BOOLEAN DEFAULT false",
  review_score: "DOUBLE",
  review_count: "INTEGER",
};
const month = (employee_id: string, text: string, more: Cells = {}): Cells => ({
  employee_id,
  month: `${text}-01`,
  ...more,
});

async function leavers(months: Cells[]): Promise<Cells[]> {
  const db = await Database.open();
  open.push(db);
  await tableOf(db, "employee_month", monthTypes, months);
  await db.run(querySql("leaver"));
  return db.rows<Cells>("SELECT * EXCLUDE (month) FROM leaver ORDER BY employee_id");
}

describe("leaver", () => {
  const leaves = { is_voluntary_exit: true };

  it("regrets who was at least as good as the company over the twelve months to the exit", async () => {
    const rows = await leavers([
      month("good", "2025-01", { review_score: 80, review_count: 1 }),
      month("poor", "2025-01", { review_score: 60, review_count: 1 }),
      month("stays", "2025-01", { review_score: 70, review_count: 2 }),
      month("good", "2025-03", leaves),
      month("poor", "2025-03", leaves),
    ]);
    expect(rows.map((r) => [r.employee_id, r.company_mean_review, r.is_regretted_exit])).toEqual([
      ["good", 70, true],
      ["poor", 70, false],
    ]);
  });

  it("forgets reviews older than twelve months, and does not know without any", async () => {
    const rows = await leavers([
      month("old", "2024-03", { review_score: 90, review_count: 1 }),
      month("late", "2024-04", { review_score: 90, review_count: 1 }),
      month("old", "2025-03", leaves),
      month("late", "2025-03", leaves),
    ]);
    expect(rows.map((r) => [r.employee_id, r.is_reviewed_voluntary_exit, r.is_regretted_exit])).toEqual([
      ["late", true, true],
      ["old", false, null],
    ]);
  });

  it("never regrets a dismissal or a retirement, and takes no review from after the exit", async () => {
    const rows = await leavers([
      month("fired", "2025-01", { review_score: 90, review_count: 1, is_involuntary_exit: true }),
      month("retired", "2025-01", { review_score: 90, review_count: 1, is_other_exit: true }),
      month("left", "2025-01", { review_score: 50, review_count: 1, ...leaves }),
      month("other", "2025-02", { review_score: 10, review_count: 9 }),
    ]);
    expect(rows.map((r) => [r.employee_id, r.is_regretted_exit, r.is_reviewed_voluntary_exit])).toEqual([
      ["fired", false, false],
      ["left", false, true],
      ["retired", false, false],
    ]);
  });
});

const course = (employee_id: string, training_date: string, status: string | null): Cells => ({
  employee_id,
  training_date,
  status,
});

describe("course_month", () => {
  it("counts courses that ended, and of them those completed; a course that still runs says nothing", async () => {
    const db = await Database.open();
    open.push(db);
    await tableOf(db, "employee_month", monthTypes, [
      month("A", "2025-01"),
      month("A", "2025-02"),
      month("B", "2025-02"),
    ]);
    await tableOf(
      db,
      "source_training_record",
      { employee_id: "VARCHAR", training_date: "DATE", status: "VARCHAR" },
      [
        course("A", "2025-01-05", "completed"),
        course("A", "2025-01-31", "dropped"),
        course("A", "2025-01-20", null),
        course("A", "2025-02-01", "no_show"),
        course("B", "2025-02-03", "enrolled"),
        course("B", "2025-03-03", "completed"),
      ],
    );
    await db.run(querySql("course-month"));
    expect(
      await db.rows(
        "SELECT employee_id, month::VARCHAR AS month, courses_ended, courses_done FROM course_month",
      ),
    ).toEqual([
      { employee_id: "A", month: "2025-01-01", courses_ended: 3, courses_done: 2 },
      { employee_id: "A", month: "2025-02-01", courses_ended: 1, courses_done: 0 },
    ]);
  });
});
