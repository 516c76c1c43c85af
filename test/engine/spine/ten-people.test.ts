// The ten people's months, counted by hand from test/fixtures/ten-people.ts.
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../../engine/database.js";
import { buildSpine } from "../../../engine/spine/spine.js";
import { proveSpine } from "../../../engine/spine/prove-spine.js";
import { createSources } from "../../fixtures/source-tables.js";
import { tenPeople } from "../../fixtures/ten-people.js";
import { settings, withSpine } from "./spine-fixture.js";

const hireCohort = readFileSync(
  path.resolve(import.meta.dirname, "../../../queries/hire-cohort.sql"),
  "utf8",
);

describe("ten people", () => {
  let db: Database;
  beforeAll(async () => {
    db = await Database.open();
    await createSources(db, tenPeople);
    await buildSpine(db, settings);
    await db.run(hireCohort);
  });
  afterAll(() => db.close());

  const one = (person: string, month: string, columns: string) =>
    db.row(`SELECT ${columns} FROM employee_month WHERE employee_id = $1 AND month = $2::DATE`, [
      person,
      `${month}-01`,
    ]);

  it("headcount, hires and exits per month", async () => {
    const rows = await db.rows(`SELECT strftime(month, '%Y-%m') AS month, sum(headcount_end) AS ending,
      count(*) FILTER (is_hire) AS hires,
      count(*) FILTER (is_voluntary_exit OR is_involuntary_exit OR is_other_exit) AS exits
      FROM employee_month GROUP BY ALL ORDER BY month`);
    expect(rows).toEqual([
      { month: "2024-03", ending: 8, hires: 1, exits: 0 },
      { month: "2024-04", ending: 8, hires: 1, exits: 1 },
      { month: "2024-05", ending: 9, hires: 1, exits: 0 },
      { month: "2024-06", ending: 8, hires: 0, exits: 1 },
      { month: "2024-07", ending: 7, hires: 0, exits: 1 },
      { month: "2024-08", ending: 7, hires: 0, exits: 0 },
    ]);
  });

  it("an exit on the month's last day counts the day and not the headcount", async () => {
    expect(
      await one("Bo", "2024-04", "employed_days, headcount_end, headcount_average, is_other_exit"),
    ).toEqual({
      employed_days: 30,
      headcount_end: 0,
      headcount_average: 1,
      is_other_exit: true,
    });
  });

  it("a hire on the 11th of 30 days is two thirds of a head", async () => {
    const dee = await one(
      "Dee",
      "2024-04",
      "employed_days, headcount_average, is_hire, is_transfer_in, training_hours, courses_completed",
    );
    expect(dee).toEqual({
      employed_days: 20,
      headcount_average: 20 / 30,
      is_hire: true,
      is_transfer_in: false,
      training_hours: 8.75,
      courses_completed: 2,
    });
  });

  it("a move with a promotion in the middle of May is there at May's end", async () => {
    expect(await one("Ada", "2024-04", "team, level, fte, is_transfer_in")).toEqual({
      team: "Operations",
      level: 3,
      fte: 0.8,
      is_transfer_in: false,
    });
    expect(
      await one("Ada", "2024-05", "division, department, team, level, fte, is_transfer_in, is_promotion"),
    ).toEqual({
      division: "Sales",
      department: "East",
      team: "East",
      level: 4,
      fte: 1,
      is_transfer_in: true,
      is_promotion: true,
    });
  });

  it("a renamed unit keeps its old name in the months before", async () => {
    expect(await one("Gu", "2024-06", "division")).toEqual({ division: "Sales" });
    expect(await one("Gu", "2024-07", "division")).toEqual({ division: "Key accounts" });
  });

  it("Fay's June: a shift past midnight, late once, three days away, one of them without any sign", async () => {
    const fay = await one(
      "Fay",
      "2024-06",
      "attendance_days, absent_days, leave_days, planned_hours, worked_hours, overtime_hours, night_hours, late_days, core_time_days",
    );
    expect(fay).toEqual({
      attendance_days: 7, // the planned rest day on the 15th does not count
      absent_days: 3, // 6th sick, 7th unexcused, 11th nothing
      leave_days: 1,
      planned_hours: 56,
      worked_hours: 30.83, // 8.5 + 8 + 14:20 between the punches of the 12th
      overtime_hours: 4.75, // 0.5 + 0 + the 4.25 recorded
      night_hours: 9.17, // 22:00 to 06:00 and 22:00 to 23:10
      late_days: 2, // 21:30 and 09:20 are after the core time's start
      core_time_days: 1,
    });
  });

  it("a day on which nobody was there is closed; a day on which one was missing is an absence", async () => {
    expect(
      await one(
        "Hal",
        "2024-03",
        "attendance_days, absent_days, planned_hours, worked_hours, overtime_hours, review_score",
      ),
    ).toEqual({
      attendance_days: 2,
      absent_days: 1,
      planned_hours: 16,
      worked_hours: 9.1,
      overtime_hours: 1.1,
      review_score: 3.75,
    });
  });

  it("a unit that no list knows stands under its own number", async () => {
    expect(await one("Ian", "2024-05", "division, team, org_path")).toMatchObject({
      division: "gone",
      team: "gone",
    });
  });

  it("events carry the day and what changed", async () => {
    const events = await db.rows(
      "SELECT employee_id, event_date, kind, from_value, to_value FROM employee_event WHERE employee_id IN ('Ada', 'Eli', 'Cai') ORDER BY ALL",
    );
    expect(events).toEqual([
      {
        employee_id: "Ada",
        event_date: "2024-05-16",
        kind: "manager_change",
        from_value: "Bo",
        to_value: "Hal",
      },
      { employee_id: "Ada", event_date: "2024-05-16", kind: "move", from_value: "O", to_value: "SE" },
      { employee_id: "Ada", event_date: "2024-05-16", kind: "promotion", from_value: "3", to_value: "4" },
      { employee_id: "Cai", event_date: "2024-06-14", kind: "exit", from_value: null, to_value: "voluntary" },
      {
        employee_id: "Eli",
        event_date: "2024-05-01",
        kind: "manager_change",
        from_value: "Bo",
        to_value: "Ada",
      },
    ]);
  });

  it("hires are followed for 90 days where the history reaches that far", async () => {
    const rows = await db.rows(
      "SELECT employee_id, followed_90_days, left_within_90_days, followed_365_days, left_within_365_days FROM hire_cohort",
    );
    expect(rows).toEqual([
      {
        employee_id: "Dee",
        followed_90_days: true,
        left_within_90_days: false,
        followed_365_days: false,
        left_within_365_days: null,
      },
      {
        employee_id: "Ian",
        followed_90_days: true,
        left_within_90_days: true,
        followed_365_days: false,
        left_within_365_days: null,
      },
      {
        employee_id: "Jo",
        followed_90_days: true,
        left_within_90_days: false,
        followed_365_days: false,
        left_within_365_days: null,
      },
    ]);
  });
});

describe("the proof", () => {
  it("names the first person and month that stand twice", async () => {
    const doubled = { ...tenPeople, employee: [...tenPeople.employee!, tenPeople.employee![3]!] };
    await expect(withSpine(doubled, {}, async () => undefined)).rejects.toMatchObject({
      code: "employee_month_grain",
      facts: { employee: "Dee", month: "2024-04" },
    });
  });

  it("fails when a row is lost or an exit goes missing", async () => {
    await withSpine(tenPeople, {}, async (db) => {
      const rows = await db.rows("SELECT count(*) AS n FROM employee_month");
      expect(rows).toHaveLength(1);
      await db.run(
        "CREATE TABLE employment AS SELECT employee_id, hire_date, NULL::DATE AS exit_date, 0 AS hire_number, NULL::INTEGER AS exit_number FROM source_employee",
      );
      await db.run(
        "DELETE FROM employee_month_coded WHERE employee_id = 'Hal' AND month = DATE '2024-05-01'",
      );
      await expect(proveSpine(db)).rejects.toThrow(/should have|headcount/);
    });
  });

  it("refuses a company without anybody employed in the history", async () => {
    await expect(
      withSpine(tenPeople, { historyFrom: "1999-01", historyTo: "1999-12" }, async () => undefined),
    ).rejects.toMatchObject({ code: "no_employees" });
  });
});
