// A company with known trouble: the report names all of it and nothing else; who may not see people sees counts.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../../engine/database.js";
import { RapportError } from "../../../engine/errors.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import {
  differences,
  findingRows,
  type QualityReport,
  qualityReport,
  reconcile,
  reconciliationChecks,
  reconciliationDays,
  tablesWithRows,
} from "../../../engine/quality/index.js";
import { now, people, type QualityCompany, qualityCompany, unitOf, weekdays } from "./quality-company.js";

const hr: Reader = { id: "hr", rights: "person" };
const leadOfA: Reader = { id: "lead-a", rights: "person", scope: "A" };
const council: Reader = { id: "works-council", rights: "group" };

let company: QualityCompany;
let report: QualityReport;
beforeAll(async () => {
  company = await qualityCompany();
  report = await qualityReport(company.workspace, company.cache, { reader: hr, now, limit: 500 });
}, 400_000);
afterAll(() => company.close());

const source = (table: string) => report.sources.find((s) => s.table === table)!;
const check = (id: string) => report.reconciliations.find((r) => r.id === id)!;
const key = (d: { employeeId: string; month: string }): string => `${d.employeeId} ${d.month}`;
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: unknown) => {
      if (error instanceof RapportError) return error.code;
      throw error;
    },
  );

describe("the sources", () => {
  it("are late only where deliveries stopped: sales since 10 September", () => {
    expect(report.sources.filter((s) => s.freshness.state === "overdue").map((s) => s.table)).toEqual([
      "sales_activity",
    ]);
    expect(source("sales_activity").freshness).toMatchObject({ overdueSince: "2026-09-10", overdueDays: 36 });
    expect(source("attendance_day").freshness).toMatchObject({
      state: "fresh",
      reachesTo: "2026-09-30",
      cadence: { days: 31, basis: "arrivals", gaps: 5 },
    });
    expect(source("employee").freshness.state).toBe("not_learnt");
  });

  it("have unusual rows only where half the staff is missing: the batch of September and its month", () => {
    expect(report.sources.filter((s) => s.batch.isUnusual).map((s) => s.table)).toEqual(["attendance_day"]);
    expect(
      report.sources.flatMap((s) => s.months.filter((m) => m.isUnusual).map((m) => [s.table, m.month])),
    ).toEqual([["attendance_day", "2026-09"]]);
    const september = company.attendance.filter((a) => a.day.startsWith("2026-09")).length;
    expect(source("attendance_day").batch.rows).toBe(september);
    expect(source("attendance_day").batch.predicted!.low).toBeGreaterThan(september);
  });

  it("have changed columns only where they did: is_late gone, clock_out emptier", () => {
    expect(source("attendance_day").drift).toMatchObject({ gone: ["is_late"], added: [] });
    expect(source("attendance_day").drift!.fill.map((f) => f.column)).toEqual(["clock_out"]);
    expect(report.toDo.drifted).toBe(1);
  });
});

describe("the findings", () => {
  it("are those that were put in, with their numbers", () => {
    expect(Object.fromEntries(report.findings.map((f) => [f.rule, f.count]))).toEqual({
      range: 6,
      very_long_day: 6,
      not_in_attendance: 19,
      age_at_hire: 1,
      manager_gone: 1,
      negative_revenue: 1,
    });
    expect(report.findings.find((f) => f.rule === "range")!.imports.map((i) => i.count)).toEqual([
      1, 1, 1, 1, 1, 1,
    ]);
  });

  it("lead to file and row", async () => {
    const rows = await findingRows(company.cache.database, company.workspace, {
      rule: "range",
      reader: hr,
      today: "2026-10-15",
      limit: 10,
    });
    // E05 is the fifth of the list: four times the weekdays before it, and the header
    expect(rows[0]).toMatchObject({
      file: "attendance_day.csv",
      row: 4 * weekdays("2026-09").length + 2,
      column: "worked_hours",
      found: "30",
      expected: { en: "0 to 24", zh: "0 至 24" },
    });
    const late = await findingRows(company.cache.database, company.workspace, {
      rule: "manager_gone",
      reader: hr,
      today: "2026-10-15",
      limit: 10,
    });
    expect(late).toEqual([
      expect.objectContaining({
        employeeId: "E02",
        file: "job_assignment.csv",
        row: 3,
        found: "E40 † 2026-07-31",
      }),
    ]);
  });

  it("know no rule by another name", async () => {
    const question = { rule: "rnage", reader: hr, today: "2026-10-15", limit: 10 };
    expect(await codeOf(findingRows(company.cache.database, company.workspace, question))).toBe(
      "quality_rule_unknown",
    );
  });
});

describe("the reconciliation", () => {
  it("of attendance and payroll equals one made by hand from the files", () => {
    const months = [...new Set(company.payroll.map((p) => p.month))];
    const expected = people.flatMap((employeeId) =>
      months.flatMap((month) => {
        const days = company.attendance.filter((a) => a.employee === employeeId && a.day.startsWith(month));
        const pay = company.payroll.find((p) => p.employee === employeeId && p.month === month);
        if (days.length === 0 && !pay) return [];
        const left = days.reduce((sum, d) => sum + (d.absence === "none" ? d.worked : d.planned), 0);
        const right = pay ? pay.paid + pay.overtime : 0;
        const isBeyond = Math.abs(left - right) > Math.max(4, 0.02 * right);
        return isBeyond ? [{ employeeId, month, difference: left - right }] : [];
      }),
    );
    const found = check("hours_paid").largest!;
    expect(found.map(key).sort()).toEqual(expected.map(key).sort());
    for (const d of expected)
      expect(found.find((f) => key(f) === key(d))!.difference).toBeCloseTo(d.difference, 6);
    expect(check("hours_paid")).toMatchObject({ beyond: 7, onlyLeft: 1, onlyRight: 19 });
    expect(found.find((f) => f.employeeId === "E11")).toMatchObject({ month: "2026-08", difference: -20 });
  });

  it("finds a meeting on a day of leave, and does not take a call between colleagues for a customer", () => {
    const expected = new Set<string>();
    for (const c of company.contacts.filter((c) => c.kind !== "mail" && !c.with.endsWith("@forty.example"))) {
      const day = c.start.slice(0, 10);
      const there = company.attendance.some(
        (a) => a.employee === c.employee && a.day === day && a.worked > 0,
      );
      const isKnown = company.attendance.some(
        (a) => a.employee === c.employee && a.day.startsWith(day.slice(0, 7)),
      );
      if (!there && isKnown) expected.add(`${c.employee} ${day.slice(0, 7)}`);
    }
    const found = check("contact_absent").largest!.map((d) => `${d.employeeId} ${d.month}`);
    expect(found.sort()).toEqual([...expected].sort());
    expect(found).toContain("E07 2026-07");
    expect(found).not.toContain("E08 2026-07");
  });

  it("finds thirty visits of which the CRM knows nothing", () => {
    expect(check("visits_meetings").largest).toEqual([
      { employeeId: "E09", month: "2026-05", left: 34, right: 4, difference: 30 },
    ]);
  });

  it("takes a tolerance and a span", async () => {
    const db = company.cache.database;
    const present = await tablesWithRows(db);
    const options = { reader: hr, k: 5, check: "hours_paid", limit: 500 };
    const [loose] = await reconcile(db, present, { ...options, toleranceHours: 500 });
    expect(loose!.beyond).toBe(0);
    const [may] = await reconcile(db, present, { ...options, from: "2026-05", to: "2026-05" });
    expect([may!.from, may!.to, may!.compared, may!.beyond]).toEqual(["2026-05", "2026-05", 40, 1]);
    expect(await codeOf(reconcile(db, present, { ...options, from: "05/2026" }))).toBe(
      "quality_month_invalid",
    );
  });

  it("blames nobody where two sources differ throughout", async () => {
    const db = await Database.open();
    try {
      await db.run(
        `CREATE TABLE source_sales_activity AS SELECT 'E' || i AS employee_id, DATE '2026-05-01' AS month, 20 AS visits FROM range(12) AS t (i)`,
      );
      await db.run(`CREATE TABLE source_customer_contact AS
        SELECT 'E' || i AS employee_id, 'meeting' AS kind, TIMESTAMP '2026-05-04 10:00' AS started_at, NULL::VARCHAR AS counterpart FROM range(12) AS t (i)`);
      const present = new Set(["sales_activity", "customer_contact"]);
      const [all] = await reconcile(db, present, { reader: hr, k: 5 });
      expect(all).toMatchObject({ id: "visits_meetings", compared: 12, beyond: 12, isSystematic: true });
      expect(differences(all!)).toBe(0);
      await db.run("UPDATE source_sales_activity SET visits = 1 WHERE employee_id <> 'E3'");
      const [one] = await reconcile(db, present, { reader: hr, k: 5 });
      expect(one).toMatchObject({ beyond: 1, isSystematic: false });
      expect(differences(one!)).toBe(1);
    } finally {
      db.close();
    }
  });

  it("opens to the days behind a difference, with file and row", async () => {
    const db = company.cache.database;
    const days = await reconciliationDays(db, await tablesWithRows(db), "E07", "2026-07", hr);
    const leave = days.filter((d) => d.day === "2026-07-15");
    expect(leave.map((d) => [d.table, d.text.en])).toEqual([
      ["attendance_day", "planned 8.0 h, worked 0.0 h, leave"],
      ["customer_contact", "meeting at 11:00, 90.0 min"],
    ]);
    expect(leave.every((d) => d.file !== null && d.row !== null)).toBe(true);
    expect(days.filter((d) => d.table === "attendance_day")).toHaveLength(weekdays("2026-07").length);
  });

  it("binds with every source: each check's statements run where some of its tables are empty", async () => {
    const all = new Set(reconciliationChecks().flatMap((c) => c.needs));
    const found = await reconcile(company.cache.database, all, { reader: hr, k: 5 });
    expect(found).toHaveLength(reconciliationChecks().length);
    const empty = found.filter((r) => r.from === null);
    expect(empty.map((r) => r.id).sort()).toEqual(["deals_orders", "pay_attendance", "revenue_orders"]);
  });
});

describe("a reader without person-level rights", () => {
  it("sees the same counts and no person", async () => {
    const seen = await qualityReport(company.workspace, company.cache, { reader: council, now });
    expect(seen.toDo).toEqual(report.toDo);
    expect(seen.findings).toEqual(report.findings);
    expect(seen.reconciliations.every((r) => r.largest === null)).toBe(true);
    expect(JSON.stringify(seen)).not.toMatch(/"E\d\d"/);
  });

  it("is refused every list of rows", async () => {
    const { database } = company.cache;
    const question = { rule: "very_long_day", reader: council, today: "2026-10-15", limit: 10 };
    expect(await codeOf(findingRows(database, company.workspace, question))).toBe(
      "quality_needs_person_rights",
    );
    const days = reconciliationDays(database, await tablesWithRows(database), "E07", "2026-07", council);
    expect(await codeOf(days)).toBe("quality_needs_person_rights");
  });
});

describe("a reader with rights on a part of the company", () => {
  it("sees the people of that part only, and of rejected rows only where they stand", async () => {
    const { database } = company.cache;
    const seen = await qualityReport(company.workspace, company.cache, { reader: leadOfA, now, limit: 500 });
    const named = seen.reconciliations.flatMap((r) => r.largest!.map((d) => d.employeeId));
    expect(named.length).toBeGreaterThan(5);
    expect(named.every((id) => unitOf(id) === "A")).toBe(true);
    const question = { reader: leadOfA, today: "2026-10-15", limit: 100 };
    const absent = await findingRows(database, company.workspace, { ...question, rule: "not_in_attendance" });
    expect(absent).toEqual([]);
    const rejected = await findingRows(database, company.workspace, { ...question, rule: "range" });
    expect(rejected).toHaveLength(6);
    expect(rejected.every((row) => row.found === null && row.row > 0)).toBe(true);
    const present = await tablesWithRows(database);
    expect(await reconciliationDays(database, present, "E21", "2026-07", leadOfA)).toEqual([]);
    expect(await reconciliationDays(database, present, "E01", "2026-07", leadOfA)).not.toEqual([]);
  });

  it("must give a purpose where the role asks for one, and sees no column that is hidden from it", async () => {
    const needs: Reader = { ...hr, needsPurpose: true };
    const { database } = company.cache;
    const question = { rule: "very_long_day", today: "2026-10-15", limit: 10 };
    expect(await codeOf(findingRows(database, company.workspace, { ...question, reader: needs }))).toBe(
      "purpose_required",
    );
    const counts = await qualityReport(company.workspace, company.cache, { reader: needs, now });
    expect(counts.reconciliations.every((r) => r.largest === null)).toBe(true);
    const given = { ...needs, purpose: "monthly close" };
    expect(await findingRows(database, company.workspace, { ...question, reader: given })).toHaveLength(6);
    const hidden: Reader = { ...hr, hide: ["worked_hours"] };
    const rows = await findingRows(database, company.workspace, { ...question, reader: hidden });
    expect(rows.map((row) => row.found)).toEqual([null, null, null, null, null, null]);
    const present = await tablesWithRows(database);
    const checks = await reconcile(database, present, { reader: hidden, k: 5 });
    expect(checks.map((c) => c.id)).not.toContain("hours_paid");
  });
});
