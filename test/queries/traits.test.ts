// Given employee months → behaviour against peers of the same months, performance by quarter, people with what was known before.
import { afterEach, describe, expect, it } from "vitest";
import { Database } from "../../engine/database.js";
import { querySql } from "../../queries/index.js";

const open: Database[] = [];
afterEach(() => open.splice(0).forEach((db) => db.close()));

const months = Array.from({ length: 6 }, (_, i) => `2025-${String(i + 1).padStart(2, "0")}-01`);
const columns = `employee_id VARCHAR, month DATE, department VARCHAR, job_family VARCHAR, job VARCHAR, tenure_months DOUBLE,
  headcount_average DOUBLE, recruitment_source VARCHAR, education VARCHAR, gender VARCHAR, age_band VARCHAR, revenue DOUBLE,
  kpi_attainment DOUBLE, visits INTEGER, training_hours DOUBLE, courses_completed INTEGER, coaching_sessions INTEGER,
  suggestions INTEGER, overtime_hours DOUBLE, night_hours DOUBLE, late_days INTEGER, attendance_days INTEGER,
  core_time_days INTEGER, customer_contact_hours DOUBLE, off_clock_contact_hours DOUBLE, leads_answered_24h INTEGER,
  leads_due_24h INTEGER, tickets_answered_1h INTEGER, tickets_due_1h INTEGER`;

async function database(): Promise<Database> {
  const db = await Database.open();
  open.push(db);
  await db.run(`CREATE TABLE employee_month (${columns})`);
  await db.run(
    "CREATE TABLE source_attendance_day (employee_id VARCHAR, work_date DATE, began_second INTEGER)",
  );
  await db.run("CREATE TABLE source_customer_contact (employee_id VARCHAR, started_at TIMESTAMP)");
  await db.run(
    "CREATE TABLE source_performance_review (employee_id VARCHAR, review_date DATE, score DOUBLE, rater_id VARCHAR)",
  );
  return db;
}

const insert = (db: Database, cells: Record<string, string | number>): Promise<void> =>
  db.run(
    `INSERT INTO employee_month (${Object.keys(cells).join(", ")}) VALUES (${Object.values(cells)
      .map((cell) => (typeof cell === "string" ? `'${cell}'` : cell))
      .join(", ")})`,
  );

describe("traits-behaviour", () => {
  it("compares with peers in the same months, so that a good year makes nobody better", async () => {
    const db = await database();
    // Two sellers worked in the lean first months, two in the rich ones; in each pair one visits four more than the other.
    for (const [i, month] of [...months, ...months.map((m) => m.replace("2025", "2026"))].entries())
      for (const [employee, offset, isLate] of [["A", 2, false], ["B", -2, false], ["C", 2, true], ["D", -2, true]] as const) // prettier-ignore
        if (isLate === i >= 6)
          await insert(db, { employee_id: employee, month, job_family: "Sales", headcount_average: 1, visits: (isLate ? 30 : 10) + offset }); // prettier-ignore
    const rows = await db.rows<{ employee_id: string; behaviour: string; value: number }>(
      querySql("traits-behaviour"),
    );
    const visits = Object.fromEntries(
      rows
        .filter(({ behaviour }) => behaviour === "visits")
        .map(({ employee_id, value }) => [employee_id, value]),
    );
    expect(visits).toEqual({ A: 22, B: 18, C: 22, D: 18 });
    // Nothing is known of training: not a zero for everybody, no row at all.
    expect(rows.filter(({ behaviour }) => behaviour === "training_hours")).toEqual([]);
  });

  it("gives the standard error of a rate from the spread of the person's own months", async () => {
    const db = await database();
    const seen = [10, 14, 9, 13, 20, 12];
    for (const [i, month] of months.entries())
      for (const [employee, visits] of [
        ["A", seen[i]],
        ["B", 12],
      ] as const)
        // prettier-ignore
        await insert(db, { employee_id: employee, month, job_family: "Sales", headcount_average: 1, visits });
    const rows = await db.rows<{ employee_id: string; behaviour: string; error: number }>(
      querySql("traits-behaviour"),
    );
    const error = (id: string) =>
      rows.find((row) => row.employee_id === id && row.behaviour === "visits")!.error;
    // Both are (A − B) ÷ 2 away from their common rate: the mean's error is s ÷ √n of that.
    const apart = seen.map((visits) => (visits - 12) / 2);
    const mean = apart.reduce((sum, v) => sum + v, 0) / 6;
    const s = Math.sqrt(apart.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 5);
    expect(error("A")).toBeCloseTo(s / Math.sqrt(6), 12);
    expect(error("B")).toBeCloseTo(s / Math.sqrt(6), 12);
  });

  it("counts days begun before eight, not those of a night shift, and wants six months", async () => {
    const db = await database();
    for (const month of months) {
      await insert(db, { employee_id: "A", month, job: "clerk", headcount_average: 1 });
      if (month < "2025-05-01")
        await insert(db, { employee_id: "B", month, job: "clerk", headcount_average: 1 });
      for (const [employee, hour] of [
        ["A", 7.5],
        ["A", 8],
        ["A", 1],
        ["A", 9],
        ["B", 7],
      ] as const)
        // prettier-ignore
        await db.run(`INSERT INTO source_attendance_day VALUES ('${employee}', DATE '${month}' + 2, ${hour * 3600})`);
      for (const hour of ["07:59", "08:00"])
        await db.run(`INSERT INTO source_customer_contact VALUES ('A', TIMESTAMP '${month} ${hour}:00')`);
    }
    const rows = await db.rows<{ employee_id: string; behaviour: string; value: number }>(
      querySql("traits-behaviour"),
    );
    expect(rows.map(({ employee_id, behaviour }) => [employee_id, behaviour])).toEqual([
      ["A", "early_contacts"],
      ["A", "early_starts"],
    ]);
    expect(rows[0].value).toBeCloseTo(0.5, 12);
    // A: 1 of 4 days, peers (A and B) 2 of 5 in the months of both, so below them.
    const own = 0.25;
    const peers = (4 * (2 / 5) + 2 * own) / 6;
    expect(rows[1].value).toBeCloseTo(own - peers + (4 * 2 + 2 * 1) / (4 * 5 + 2 * 4), 9);
  });
});

describe("traits-performance", () => {
  it("gives reviews by rater, revenue of whole months as a logarithm, and where people were at the quarter's end", async () => {
    const db = await database();
    for (const [i, month] of months.entries())
      await insert(db, {
        employee_id: "A",
        month,
        department: i < 2 ? "North" : "South",
        job: "seller",
        tenure_months: 10 + i,
        headcount_average: month === "2025-04-01" ? 0.5 : 1,
        revenue: 100 * (i + 1),
      });
    for (const [day, score, rater] of [
      ["2025-02-10", 70, "R1"],
      ["2025-03-10", 80, "R1"],
      ["2025-06-10", 90, "R2"],
    ] as const)
      // prettier-ignore
      await db.run(`INSERT INTO source_performance_review VALUES ('A', '${day}', ${score}, '${rater}')`);
    const rows = await db.rows(querySql("traits-performance"));
    expect(
      rows.map(({ measure, quarter, rater_id, value, department, job_family, tenure_months }) => [measure, quarter, rater_id, value, department, job_family, tenure_months]),
    ).toEqual([
      ["revenue", "2025-01-01", null, Math.log(200), "South", "seller", 12],
      ["revenue", "2025-04-01", null, Math.log(550), "South", "seller", 15],
      ["review", "2025-01-01", "R1", 75, "South", "seller", 12],
      ["review", "2025-04-01", "R2", 90, "South", "seller", 15],
    ]); // prettier-ignore
    expect(Object.keys(rows[0]).some((name) => /gender|age|tier/.test(name))).toBe(false);
  });
});
