import { readFileSync } from "node:fs";
import { writeXlsx } from "hucre";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { bench, tenPeople } from "./workspace-of.js";

/** Enough good rows beside the bad ones that the share of rejects stays below a fifth. */
const days = (id: string, n = 20): string[] =>
  Array.from({ length: n }, (_, i) => `${id},2024-03-${String(i + 1).padStart(2, "0")}`);

const rules = (report: Awaited<ReturnType<ReturnType<typeof bench>["import"]>>, table: string) =>
  report.sources
    .filter((s) => s.table === table)
    .flatMap((s) => s.reasons.map((r) => [r.rule, r.count, r.row]));

describe("checks", () => {
  it("rejects single rows by rule and keeps the others", async () => {
    const b = bench();
    b.file("staff.csv", tenPeople);
    b.file("exits.csv", "employee_id,exit_date,exit_kind\nE01,2024-06-30,resigned\n");
    b.file(
      "att.csv",
      [
        "employee_id,work_date",
        ...days("E02"),
        "E01,2024-07-01",
        "E99,2024-03-01",
        "E03,2019-12-31",
        "E03,soon",
      ].join("\n"),
    );
    const report = await b.import(["staff.csv", "exits.csv", "att.csv"]);
    expect(rules(report, "attendance_day")).toEqual([
      ["after_exit", 1, 22],
      ["unknown_reference", 1, 23],
      ["before_hire", 1, 24],
      ["type", 1, 25],
    ]);
    const [source] = report.sources.filter((s) => s.table === "attendance_day");
    expect(source).toMatchObject({ read: 24, accepted: 20, rejected: 4 });
    expect(await b.rows("SELECT count(*) AS n FROM source_attendance_day")).toEqual([{ n: 20 }]);
    const rejects = readFileSync(report.rejects, "utf8");
    expect(rejects).toContain("att.csv,25,attendance_day,type,work_date,soon");
    expect(rejects).toContain("E99");
  });

  it("finds assignments that overlap or end before they begin", async () => {
    const b = bench();
    b.file("staff.csv", tenPeople);
    const good = Array.from(
      { length: 10 },
      (_, i) => `E${String(i + 1).padStart(2, "0")},2020-01-01,2020-12-31,D1`,
    );
    b.file(
      "jobs.csv",
      [
        "employee_id,valid_from,valid_to,department",
        ...good,
        "E01,2020-12-31,,D2",
        "E02,2021-01-01,9999-12-31,D2",
        "E03,2022-01-01,2021-01-01,D2",
      ].join("\n"),
    );
    const report = await b.import(["staff.csv", "jobs.csv"]);
    expect(rules(report, "job_assignment")).toEqual([
      ["overlap", 1, 12],
      ["dates_in_order", 1, 14],
    ]);
    expect(
      await b.rows(
        "SELECT valid_to FROM source_job_assignment WHERE employee_id = 'E02' ORDER BY valid_from",
      ),
    ).toEqual([{ valid_to: "2020-12-31" }, { valid_to: null }]);
  });

  it("finds a second exit, an exit before the hire, a part above the whole, a cycle in the tree", async () => {
    const b = bench();
    b.file("staff.csv", tenPeople);
    const exits = ["E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08"].map((id) => `${id},2024-01-31`);
    b.file("exits.csv", ["employee_id,exit_date", ...exits, "E01,2024-05-31", "E09,2019-01-01"].join("\n"));
    b.file(
      "sales.csv",
      [
        "employee_id,month,revenue,big client revenue",
        ...Array.from({ length: 9 }, (_, i) => `E10,2024-0${i + 1},10,5`),
        "E10,2024-10,10,11",
      ].join("\n"),
    );
    b.file(
      "units.csv",
      [
        "org_unit_id,name,parent_id",
        "C,Company,",
        ...Array.from({ length: 8 }, (_, i) => `U${i},Unit,C`),
        "X,X,Y",
        "Y,Y,X",
      ].join("\n"),
    );
    const report = await b.import(["staff.csv", "exits.csv", "sales.csv", "units.csv"]);
    expect(rules(report, "termination")).toEqual([
      ["one_exit", 1, 10],
      ["exit_before_hire", 1, 11],
    ]);
    expect(rules(report, "sales_activity")).toEqual([["part_exceeds_whole", 1, 11]]);
    expect(rules(report, "org_unit")).toEqual([["tree_cycle", 2, 11]]);
  });

  it("drops identical repeats with a note, and rows wider than their header", async () => {
    const b = bench();
    b.file("staff.csv", `${tenPeople}E03,2020-01-01\nE11,2020-01-01,what\n`);
    const report = await b.import(["staff.csv"]);
    expect(report.tables[0]).toMatchObject({ rows: 10, rejected: 1 });
    expect(report.notes.map((n) => n.en).join()).toContain("1 identical");
    expect(rules(report, "employee")).toEqual([["width", 1, 13]]);
  });

  it("knows the people of earlier imports, and the later import supersedes by key", async () => {
    const b = bench();
    b.file("staff.csv", tenPeople);
    b.file("att.csv", ["employee_id,work_date,worked_hours", ...days("E02").map((d) => `${d},8`)].join("\n"));
    b.file("fix.csv", "employee_id,work_date,worked_hours\nE02,2024-03-05,4\nE02,2024-04-01,6\n");
    await b.import(["staff.csv"]);
    await b.import(["att.csv"]);
    await b.import(["fix.csv"]);
    expect(
      await b.rows("SELECT count(*) AS n, sum(worked_hours) AS hours FROM source_attendance_day"),
    ).toEqual([{ n: 21, hours: 19 * 8 + 4 + 6 }]);
  });

  it("moves an exit that a later import dates anew, and never counts it twice", async () => {
    const b = bench();
    b.file("staff.csv", tenPeople);
    b.file("x1.csv", "employee_id,exit_date\nE01,2024-01-31\n");
    b.file("x2.csv", "employee_id,exit_date\nE01,2024-02-29\n");
    for (const name of ["staff.csv", "x1.csv", "x2.csv"]) await b.import([name]);
    expect(await b.rows("SELECT exit_date FROM source_termination")).toEqual([{ exit_date: "2024-02-29" }]);
  });

  it("ends an open assignment of an earlier import where a later one begins", async () => {
    const b = bench();
    b.file("staff.csv", tenPeople);
    b.file(
      "j1.csv",
      "employee_id,valid_from,valid_to,department\nE01,2020-01-01,2020-12-31,A\nE01,2021-01-01,,B\n",
    );
    b.file("j2.csv", "employee_id,valid_from,valid_to,department\nE01,2024-07-01,,C\n");
    for (const name of ["staff.csv", "j1.csv", "j2.csv"]) await b.import([name]);
    expect(
      await b.rows("SELECT org_unit_id AS unit, valid_to FROM source_job_assignment ORDER BY valid_from"),
    ).toEqual([
      { unit: "A", valid_to: "2020-12-31" },
      { unit: "B", valid_to: "2024-06-30" },
      { unit: "C", valid_to: null },
    ]);
  });

  it("reads XLSX with a title row and date cells, every sheet, inside a zip", async () => {
    const b = bench();
    const workbook = await writeXlsx({
      sheets: [
        {
          name: "花名册",
          rows: [
            ["员工花名册 2024"],
            ["工号", "姓名", "入职日期"],
            [1001, "王", new Date(Date.UTC(2020, 0, 31))],
          ],
        },
        {
          name: "离职",
          rows: [
            ["工号", "离职日期"],
            [1001, "2024-05-31"],
          ],
        },
        { name: "说明", rows: [["本表仅供内部使用"]] },
      ],
    });
    b.file("hr.zip", zipSync({ "2024/hr.xlsx": workbook, "notes.pdf": new Uint8Array([1]) }));
    const report = await b.import(["hr.zip"]);
    expect(await b.rows("SELECT employee_id, name, hire_date, source_row FROM source_employee")).toEqual([
      { employee_id: "1001", name: "王", hire_date: "2020-01-31", source_row: 3 },
    ]);
    expect(report.tables.map((t) => [t.table, t.rows])).toEqual([
      ["employee", 1],
      ["termination", 1],
    ]);
    expect(report.ignoredFiles.map((f) => f.name).sort()).toEqual([
      "hr.zip/2024/hr.xlsx › 说明",
      "hr.zip/notes.pdf",
    ]);
  });

  it("keeps one part per Parquet file and refuses nothing that fits", async () => {
    const b = bench();
    b.file("staff.csv", tenPeople);
    const { Database } = await import("../../../engine/database.js");
    const db = await Database.open();
    for (const month of ["01", "02"])
      await db.run(
        `COPY (SELECT 'E02' AS employee_id, DATE '2024-${month}-01' + i::INTEGER AS work_date, 8.25::DECIMAL(5,2) AS worked_hours, 'sick' AS absence_kind FROM range(20) t(i)) TO '${b.file(`att-${month}.parquet`, "")}'`,
      );
    db.close();
    const report = await b.import(["staff.csv", "att-01.parquet", "att-02.parquet"]);
    expect(report.tables.find((t) => t.table === "attendance_day")?.rows).toBe(40);
    const { sourceManifests } = await import("../../../engine/ingest/manifest.js");
    const table = sourceManifests(b.workspace)[0]!.tables.find((t) => t.table === "attendance_day")!;
    expect(table.parts.map((p) => [p.file, p.from, p.to])).toEqual([
      ["attendance_day/part-000.parquet", "2024-01-01", "2024-01-20"],
      ["attendance_day/part-001.parquet", "2024-02-01", "2024-02-20"],
    ]);
  });
});
