// Given employee months → expected training rows: labels of the next month only, windows that look back, nothing from later.
import { afterEach, describe, expect, it } from "vitest";
import { Database } from "../../engine/database.js";
import { querySql } from "../../queries/index.js";

type Cells = Record<string, string | number | boolean | null>;
const open: Database[] = [];
afterEach(() => open.splice(0).forEach((db) => db.close()));

const columns: Record<string, string> = {
  employee_id: "VARCHAR", month: "DATE", division: "VARCHAR", department: "VARCHAR", team: "VARCHAR", job: "VARCHAR",
  job_family: "VARCHAR", site: "VARCHAR", tier: "VARCHAR", level: "INTEGER", recruitment_source: "VARCHAR",
  employment_type: "VARCHAR", org_path: "VARCHAR[]", gender: "VARCHAR", age: "DOUBLE", headcount_end: "INTEGER",
  exit_exposure: "DOUBLE", is_voluntary_exit: "BOOLEAN", tenure_months: "DOUBLE", overtime_hours: "DOUBLE",
  absent_days: "INTEGER", late_days: "INTEGER", review_score: "DOUBLE", training_hours: "DOUBLE", revenue: "DOUBLE",
  survey_score: "DOUBLE",
}; // prettier-ignore

async function trainingRows(months: Cells[], events: Cells[] = []): Promise<Cells[]> {
  const db = await Database.open();
  open.push(db);
  const literal = (value: Cells[string]) => (typeof value === "string" ? `'${value}'` : String(value));
  const insert = async (table: string, rows: Cells[]) => {
    for (const row of rows)
      await db.run(
        `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.values(row).map(literal).join(", ")})`,
      );
  };
  await db.run(
    `CREATE TABLE employee_month (${Object.entries(columns)
      .map(([name, type]) => `${name} ${type}`)
      .join(", ")})`,
  );
  await db.run("CREATE TABLE employee_event (employee_id VARCHAR, month DATE, kind VARCHAR)");
  await insert("employee_month", months);
  await insert("employee_event", events);
  return db.rows<Cells>(querySql("attrition-training"));
}

const month = (employee: string, text: string, more: Cells = {}): Cells => ({
  employee_id: employee,
  month: `${text}-01`,
  headcount_end: 1,
  exit_exposure: 1,
  is_voluntary_exit: false,
  tenure_months: 10,
  job: "Seller",
  ...more,
});

describe("attrition-training", () => {
  it("labels a month with the exit of the next, and has no row for the month of the exit", async () => {
    const rows = await trainingRows([
      month("A", "2025-01"),
      month("A", "2025-02"),
      month("A", "2025-03", { headcount_end: 0, is_voluntary_exit: true }),
      month("B", "2025-01"),
      month("B", "2025-02"),
      month("B", "2025-03"),
    ]);
    expect(rows.map((r) => [r.employee_id, r.month, r.is_exit_next_month])).toEqual([
      ["A", "2025-01-01", 0],
      ["A", "2025-02-01", 1],
      ["B", "2025-01-01", 0],
      ["B", "2025-02-01", 0],
      ["B", "2025-03-01", null],
    ]);
  });

  it("does not know the outcome of months in which exits were not observed", async () => {
    const rows = await trainingRows([
      month("A", "2025-01", { exit_exposure: 0 }),
      month("A", "2025-02", { exit_exposure: 0 }),
      month("A", "2025-03"),
      month("A", "2025-04"),
    ]);
    expect(rows.map((r) => r.is_exit_next_month)).toEqual([null, 0, 0, null]);
  });

  it("averages overtime over three months and sums training over twelve", async () => {
    const rows = await trainingRows([
      month("A", "2024-12", { overtime_hours: 40, training_hours: 8 }),
      month("A", "2025-01", { overtime_hours: 10 }),
      month("A", "2025-02"),
      month("A", "2025-03", { overtime_hours: 20, training_hours: 4 }),
    ]);
    expect(rows.map((r) => r.overtime_hours_3m)).toEqual([40, 25, 25, 15]);
    expect(rows.map((r) => r.training_hours_12m)).toEqual([8, 8, 8, 12]);
  });

  it("carries the last review on, with its change, and marks two low ones in a row", async () => {
    const peers = ["P", "Q", "R", "S", "T", "U"].flatMap((id) => [
      month(id, "2025-01", { review_score: 80 }),
      month(id, "2025-03", { review_score: 80 }),
    ]);
    const rows = await trainingRows([
      month("A", "2025-01", { review_score: 60 }),
      month("A", "2025-02"),
      month("A", "2025-03", { review_score: 55 }),
      month("A", "2025-04"),
      ...peers,
    ]);
    const own = rows.filter((r) => r.employee_id === "A");
    expect(own.map((r) => r.review_last)).toEqual([60, 60, 55, 55]);
    expect(own.map((r) => r.review_change)).toEqual([null, null, -5, -5]);
    expect(own.map((r) => r.is_low_twice ?? 0)).toEqual([0, 0, 1, 1]);
    expect(rows.find((r) => r.employee_id === "P" && r.month === "2025-03-01")!.is_low_twice).toBe(0);
  });

  it("compares sellers with the median of their own job where five of them sell", async () => {
    const sellers = [100, 100, 100, 100, 150].map((revenue, i) => month(`S${i}`, "2025-01", { revenue }));
    const rows = await trainingRows([...sellers, month("X", "2025-01", { job: "Clerk" })]);
    expect(rows.find((r) => r.employee_id === "S4")!.revenue_gap_6m).toBeCloseTo(0.5, 12);
    expect(rows.find((r) => r.employee_id === "X")!.revenue_gap_6m).toBeNull();
  });

  it("remembers a manager change for six months and a promotion for twelve", async () => {
    const months = Array.from({ length: 14 }, (_, i) =>
      month("A", `202${4 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`),
    );
    const rows = await trainingRows(months, [
      { employee_id: "A", month: "2024-02-01", kind: "manager_change" },
      { employee_id: "A", month: "2024-02-01", kind: "promotion" },
    ]);
    expect(rows.map((r) => r.is_manager_change_6m)).toEqual([0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect(rows.map((r) => r.is_promotion_12m)).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
  });

  it("knows nothing of later months: changing them leaves earlier rows as they were", async () => {
    const base = Array.from({ length: 8 }, (_, i) =>
      month("A", `2025-0${i + 1}`, {
        overtime_hours: i,
        review_score: 70 + i,
        training_hours: 2,
        survey_score: 3,
      }),
    );
    const changed = base.map((row, i) =>
      i < 5
        ? row
        : {
            ...row,
            overtime_hours: 99,
            review_score: 1,
            training_hours: 50,
            survey_score: 1,
            tenure_months: 90,
          },
    );
    const before = await trainingRows(base);
    const after = await trainingRows(changed, [{ employee_id: "A", month: "2025-07-01", kind: "promotion" }]);
    expect(after.slice(0, 5)).toEqual(before.slice(0, 5));
    expect(after.slice(5)).not.toEqual(before.slice(5));
  });

  it("selects no protected attribute", async () => {
    const [row] = await trainingRows([month("A", "2025-01", { gender: "female", age: 44 })]);
    expect(Object.keys(row).join(" ")).not.toMatch(/gender|age\b|birth/);
  });
});
