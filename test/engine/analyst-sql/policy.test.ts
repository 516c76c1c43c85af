// The one row and column policy, seen through SQL: managers, hidden and masked columns, purpose, persons within groups.
import path from "node:path";
import { rmSync } from "node:fs";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runSql, sqlRelations } from "../../../engine/analyst-sql/run-sql.js";
import { sqlRows } from "../../../engine/analyst-sql/sql-rows.js";
import { answer, openCache, type Cache, type Reader } from "../../../engine/index.js";
import { resultRows } from "../../../engine/result-rows.js";
import { bench, now, type Bench } from "../ingest/workspace-of.js";

let b: Bench;
let cache: Cache;
const people = ["M1", "M2", "P1", "P2", "P3", "X1"];
/** M1 leads all; M2 leads P1 until 2025-06, then P2; P3 reports to M1. */
const assignments = [
  "employee_id,valid_from,org_unit_id,manager_id,job",
  "M1,2024-01-01,ROOT,,lead",
  "M2,2024-01-01,A,M1,lead",
  "P1,2024-01-01,A,M2,seller",
  "P1,2025-07-01,B,M1,seller",
  "P2,2024-01-01,B,M1,clerk",
  "P2,2025-07-01,A,M2,clerk",
  "P3,2024-01-01,B,M1,clerk",
  "X1,2024-01-01,B,M1,clerk",
];

beforeAll(async () => {
  b = bench();
  b.file(
    "employee.csv",
    ["employee_id,hire_date,gender", ...people.map((p) => `${p},2024-01-01,F`)].join("\n"),
  );
  b.file(
    "org_unit.csv",
    "org_unit_id,name,parent_id,valid_from\nROOT,All,,2024-01-01\nA,Sales,ROOT,2024-01-01\nB,Office,ROOT,2024-01-01\n",
  );
  b.file("job_assignment.csv", assignments.join("\n"));
  b.file(
    "termination.csv",
    "employee_id,exit_date,exit_kind\nX1,2024-02-29,voluntary\nP3,2025-12-31,voluntary\n",
  );
  await b.import(["employee.csv", "org_unit.csv", "job_assignment.csv", "termination.csv"]);
  cache = await openCache(b.workspace, { now });
}, 300_000);
afterAll(() => {
  cache.database.close();
  rmSync(path.dirname(b.workspace.dir), { recursive: true, force: true });
});

const rows = async (statement: string, reader: Reader) =>
  sqlRows(
    tableFromIPC(
      (await runSql(b.workspace, cache, { statement, reader, now, limits: { wallMs: 120_000 } })).ipc,
    ),
  );
const question = async (spec: object, reader: Reader) => {
  const result = await answer({ ...cache, workspace: b.workspace }, spec, { reader, now });
  return resultRows(result.table, result.columns);
};

describe("an analyst's rows", () => {
  it("of a manager are those of the team in each month, as in every answer to the same reader", async () => {
    const reader: Reader = { id: "m2", rights: "person", manages: "M2", past: "own_months" };
    const team =
      "SELECT DISTINCT employee_id, month >= DATE '2025-07-01' AS late FROM employee_month ORDER BY 1, 2";
    expect(await rows(team, reader)).toEqual([
      { employee_id: "P1", late: false },
      { employee_id: "P2", late: true },
    ]);
    expect(await rows("SELECT employee_id FROM source_employee", reader)).toEqual([{ employee_id: "P2" }]);
    const [counted] = await rows(
      "SELECT sum(headcount_average) AS n FROM employee_month WHERE year(month) = 2025",
      reader,
    );
    const [answered] = await question(
      { metrics: ["average_headcount"], from: "2025-01", to: "2025-12" },
      reader,
    );
    expect(Number(counted!.n) / 12).toBeCloseTo(Number(answered!.average_headcount), 9);
  }, 200_000);

  it("of a reader of groups are those of the unit where persons may be read, and none elsewhere", async () => {
    const reader: Reader = { id: "hr", rights: "group", person: "A" };
    expect(
      await rows(
        "SELECT DISTINCT employee_id AS id FROM employee_month WHERE month >= '2025-07-01' ORDER BY 1",
        reader,
      ),
    ).toEqual([{ id: "M2" }, { id: "P2" }]);
    await expect(rows("SELECT 1", { id: "hr", rights: "group" })).rejects.toMatchObject({
      code: "sql_needs_person_rights",
    });
  }, 200_000);
});

describe("an analyst's columns", () => {
  const reader: Reader = {
    id: "analyst",
    rights: "person",
    hide: ["gender", "overtime_share"],
    mask: ["department"],
  };

  it("lack what the role hides, and what could tell it again", async () => {
    const found = await sqlRelations(b.workspace, cache, reader);
    expect(found.map((r) => r.name).sort()).toEqual(["calendar_month", "employee_month", "hire_cohort"]);
    const columns = found.find((r) => r.name === "employee_month")!.columns.map((c) => c.name);
    expect(columns).toEqual(expect.arrayContaining(["employee_id", "month", "department", "job"]));
    expect(columns).not.toContain("gender");
    expect(columns).not.toContain("org_path");
    await expect(rows("SELECT gender FROM employee_month", reader)).rejects.toMatchObject({
      code: "sql_failed",
    });
    await expect(rows("SELECT * FROM source_employee", reader)).rejects.toMatchObject({
      code: "sql_relation_refused",
    });
  }, 200_000);

  it("hold the same pseudonyms as the answers to the same reader", async () => {
    const mine = await rows(
      "SELECT DISTINCT department FROM employee_month WHERE department IS NOT NULL ORDER BY 1",
      reader,
    );
    const theirs = await question({ metrics: ["headcount"], by: ["department"] }, reader);
    const names = theirs
      .map((row) => row.department)
      .filter((name) => name !== null)
      .sort();
    expect(mine.map((row) => row.department)).toEqual(names);
    expect(String(names[0])).toMatch(/^department-[0-9a-f]{8}$/);
  }, 200_000);
});

describe("a purpose", () => {
  it("is asked for where the policy wants one", async () => {
    const reader: Reader = { id: "hr", rights: "person", needsPurpose: true };
    await expect(rows("SELECT 1", reader)).rejects.toMatchObject({ code: "purpose_required" });
    expect(await rows("SELECT 1 AS one", { ...reader, purpose: "pay review" })).toEqual([{ one: 1 }]);
  }, 200_000);
});
