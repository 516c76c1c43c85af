import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseMapping } from "../../../engine/ingest/mapping.js";
import { sourceManifests } from "../../../engine/ingest/manifest.js";
import { bench } from "./workspace-of.js";

const root = path.resolve(import.meta.dirname, "../../..");
const data = path.resolve(root, "../shared/benchmark/data");
const ibm = path.join(data, "ibm_hr_attrition.csv");
const study = path.join(data, "case4410");
const shipped = (name: string): string => path.join(root, "datasets/mappings", name);

const flat = `工号,姓名,年龄,司龄(年),部门,岗位,职级,是否离职
1,甲,30,2.5,销售部,销售代表,P5,否
2,乙,41,10,销售部,经理,P7,是
3,丙,25,0,人事部,专员,P3,否
`;

/** One person's week: nobody works on the 4th, number 2 is away on the 5th. */
const line = (p: string, time: string): string =>
  [
    p,
    "NA",
    p === "2" ? "NA" : `05/01/2015 ${time}`,
    `06/01/2015 ${time}`,
    `07/01/2015 ${time}`,
    `13/01/2015 ${time}`,
  ].join(",");

describe("mapping", () => {
  it("proposes a draft for unknown headers and changes nothing", async () => {
    const b = bench();
    b.file("名单.csv", flat);
    const folder = mkdtempSync(path.join(os.tmpdir(), "rapport-draft-"));
    const refusal = await b.refusal(["名单.csv"], { draftFolder: folder });
    expect(refusal.code).toBe("columns_unknown");
    expect(refusal.facts.draft).toBe("mapping-draft.yml");
    const draft = path.join(folder, "mapping-draft.yml");
    expect(() => parseMapping(readFileSync(draft, "utf8"), draft)).not.toThrow();
    await b.import(["名单.csv"], { mapping: draft });
    expect(sourceManifests(b.workspace)).toHaveLength(1);
  });

  it("takes a Chinese flat list: dates from ages and tenures, marked as derived", async () => {
    const b = bench();
    b.file("名单.csv", flat);
    const report = await b.import(["名单.csv"], { mapping: "auto", snapshotDate: "2025-12-31" });
    expect(report.snapshot).toEqual({
      date: "2025-12-31",
      observationMonths: 12,
      exitsObservedFrom: "2025-01",
    });
    expect(
      await b.rows(
        "SELECT employee_id AS id, hire_date, birth_date, is_derived_hire_date AS d FROM source_employee ORDER BY id",
      ),
    ).toEqual([
      { id: "1", hire_date: "2023-06-30", birth_date: "1995-12-31", d: true },
      { id: "2", hire_date: "2015-12-31", birth_date: "1984-12-31", d: true },
      { id: "3", hire_date: "2025-12-31", birth_date: "2000-12-31", d: true },
    ]);
    expect(
      await b.rows("SELECT employee_id, exit_date, is_derived_exit_date FROM source_termination"),
    ).toEqual([{ employee_id: "2", exit_date: "2025-12-31", is_derived_exit_date: true }]);
    expect(
      await b.rows("SELECT org_unit_id, job, level FROM source_job_assignment ORDER BY employee_id"),
    ).toEqual([
      { org_unit_id: "销售部", job: "销售代表", level: 5 },
      { org_unit_id: "销售部", job: "经理", level: 7 },
      { org_unit_id: "人事部", job: "专员", level: 3 },
    ]);
  });

  it("says which day it takes a list for when nobody said", async () => {
    const b = bench();
    b.file("名单.csv", flat);
    const report = await b.import(["名单.csv"], { mapping: "auto" });
    expect(report.snapshot?.date).toBe("2026-09-30");
    expect(report.notes.map((n) => n.en).join()).toContain("2026-09-30");
    expect((await b.refusal(["名单.csv"], { mapping: "auto", snapshotDate: "2027-01-01" })).code).toBe(
      "snapshot_date_invalid",
    );
  });

  it("needs no mapping for a flat list with real dates and known headers", async () => {
    const b = bench();
    b.file(
      "list.csv",
      "Employee ID,Name,Department,Job Title,Hire Date,Termination Date,Termination Type\n1,A,Sales,Rep,2020-01-15,,\n2,B,Sales,Rep,2021-03-01,2024-05-31,resigned\n",
    );
    const report = await b.import(["list.csv"]);
    expect(report.tables.map((t) => [t.table, t.rows])).toEqual([
      ["employee", 2],
      ["termination", 1],
      ["job_assignment", 2],
    ]);
    expect(await b.rows("SELECT employee_id, exit_date, exit_kind FROM source_termination")).toEqual([
      { employee_id: "2", exit_date: "2024-05-31", exit_kind: "voluntary" },
    ]);
  });

  it("turns wide punches into days: holidays have no row, other empty days are absences", async () => {
    const b = bench();
    const header = ",04/01/2015,05/01/2015,06/01/2015,07/01/2015,13/01/2015";
    const people = ["1", "2", "3"];
    b.file("staff.csv", `employee_id,hire_date\n${people.map((p) => `${p},2014-01-01`).join("\n")}\n`);
    b.file("in_time.csv", [header, ...people.map((p) => line(p, "09:00"))].join("\n"));
    b.file("out_time.csv", [header, ...people.map((p) => line(p, "17:45"))].join("\n"));
    await b.import(["staff.csv", "in_time.csv", "out_time.csv"], { mapping: "auto" });
    expect(
      await b.rows(
        "SELECT employee_id AS id, work_date::VARCHAR AS day, planned_hours AS planned, worked_hours AS worked, absence_kind AS kind FROM source_attendance_day WHERE work_date <= DATE '2015-01-05' ORDER BY id",
      ),
    ).toEqual([
      { id: "1", day: "2015-01-05", planned: 8, worked: 8.75, kind: "none" },
      { id: "2", day: "2015-01-05", planned: 8, worked: null, kind: "unexcused" },
      { id: "3", day: "2015-01-05", planned: 8, worked: 8.75, kind: "none" },
    ]);
    expect(await b.rows("SELECT count(*) AS n FROM source_attendance_day")).toEqual([{ n: 12 }]);
  });

  it.each([
    ["files:\n  - match: a.csv\n    tables:\n      - table: staff\n", "mapping_invalid", { line: 4 }],
    [
      "files:\n  - match: a.csv\n    tables:\n      - table: employee\n        columns: {employee_id: id, nick: id}\n",
      "mapping_invalid",
      { setting: "employee.nick" },
    ],
    [
      "files:\n  - match: a.csv\n    tables:\n      - table: employee\n        columns: {employee_id: id, hire_date: begun}\n",
      "mapping_column_missing",
      { column: "begun", nearest: "begin" },
    ],
    [
      "files:\n  - match: b.csv\n    tables:\n      - table: employee\n        columns: {employee_id: id, hire_date: begin}\n",
      "mapping_file_unmatched",
      { file: "a.csv" },
    ],
  ])("refuses a wrong mapping with the place: %j", async (text, code, facts) => {
    const b = bench();
    b.file("a.csv", "id,begin\n1,2020-01-01\n");
    const refusal = await b.refusal(["a.csv"], { mapping: b.file("m.yml", text) });
    expect({ code: refusal.code, ...refusal.facts }).toMatchObject({ code, ...facts });
  });

  it.skipIf(!existsSync(ibm)).each([["auto"], [shipped("ibm-hr-attrition.yml")]])(
    "imports the IBM list with %s: 1,470 people, 237 exits (skipped without the benchmark data)",
    async (mapping) => {
      const b = bench();
      await b.import([ibm], { mapping, snapshotDate: "2026-09-30" });
      expect(
        await b.rows(`SELECT (SELECT count(*) FROM source_employee) AS people, (SELECT count(*) FROM source_termination) AS exits,
          (SELECT count(*) FROM source_employee WHERE employee_id NOT IN (SELECT employee_id FROM source_termination)) AS stayed,
          (SELECT count(*) FROM source_job_assignment WHERE org_unit_id = 'Sales') AS sales`),
      ).toEqual([{ people: 1470, exits: 237, stayed: 1233, sales: 446 }]);
      expect(
        await b.rows("SELECT hire_date, birth_date FROM source_employee WHERE employee_id = '1'"),
      ).toEqual([{ hire_date: "2020-09-30", birth_date: "1985-09-30" }]);
    },
  );

  const named = [
    "general_data",
    "employee_survey_data",
    "manager_survey_data",
    "retirement_info",
    "in_time_first50",
    "out_time_first50",
  ];
  it.skipIf(!existsSync(study)).each([
    ["auto, the files named", "auto", named.map((n) => path.join(study, `${n}.csv`))],
    ["auto, the whole folder", "auto", [study]],
    ["the shipped mapping", shipped("case4410.yml"), [study]],
  ])(
    "imports the case study with %s: hand counts agree (skipped without the benchmark data)",
    async (_name, mapping, files) => {
      const b = bench();
      const report = await b.import(files, { mapping });
      expect(report.snapshot).toEqual({
        date: "2015-12-31",
        observationMonths: 12,
        exitsObservedFrom: "2016-01",
      });
      expect(
        await b.rows(`SELECT (SELECT count(*) FROM source_employee) AS people,
          (SELECT count(*) FROM source_termination WHERE year(exit_date) = 2016) AS exits,
          (SELECT count(*) FROM source_termination WHERE exit_kind = 'voluntary') AS resigned,
          (SELECT count(*) FROM source_termination WHERE exit_kind = 'involuntary') AS fired,
          (SELECT count(*) FROM source_attendance_day) AS days,
          (SELECT count(*) FROM source_attendance_day WHERE absence_kind = 'unexcused') AS absent,
          (SELECT count(*) FROM source_performance_review) AS reviews,
          (SELECT count(*) FROM source_survey_response) AS answers`),
      ).toEqual([
        {
          people: 4410,
          exits: 711,
          resigned: 641,
          fired: 70,
          days: 12_450,
          absent: 626,
          reviews: 4410,
          answers: 17_557,
        },
      ]);
      expect(
        await b.rows(
          "SELECT clock_in, clock_out, worked_hours FROM source_attendance_day WHERE employee_id = '1' AND work_date = DATE '2015-01-02'",
        ),
      ).toEqual([{ clock_in: "2015-01-02 09:43:00", clock_out: "2015-01-02 16:56:00", worked_hours: 7.22 }]);
    },
    180_000,
  );
});
