// Files of other systems: recognised people are stored under their employee number; doubtful ones wait, are decided, and come in later.
import { rmSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { identityDecisions } from "../../../engine/identity/decisions.js";
import { decideRecord, identityOverview } from "../../../engine/ingest/identity-list.js";
import { knownEmployees } from "../../../engine/ingest/known-employees.js";
import { readJournal } from "../../../engine/journal.js";
import { type Bench, bench, now } from "./workspace-of.js";

const hr = `工号,姓名,邮箱,出生日期,入职日期
E001,张伟,zhang.wei@q.com,1990-01-02,2020-01-01
E002,李娜,li.na@q.com,1991-03-04,2020-01-01
E003,王强,wq1@q.com,1988-05-06,2020-01-01
E004,王强,wq2@q.com,1992-07-08,2020-01-01
`;

let b: Bench;
beforeEach(async () => {
  b = bench();
  b.file("hr.csv", hr);
  await b.import(["hr.csv"]);
});
afterEach(() => rmSync(path.dirname(b.workspace.dir), { recursive: true, force: true }));

const hours = () => b.rows("SELECT employee_id, worked_hours FROM source_attendance_day ORDER BY ALL");

it("takes files without any employee number by e-mail, or name and birth date", async () => {
  b.file("crm.csv", "邮箱,月份,拜访次数\nZhang.Wei@q.com,2024-01-01,5\nwq2@q.com,2024-01-01,4\n");
  b.file("train.csv", "姓名,出生日期,课程,完成日期\n王强,1988-05-06,安全,2024-02-02\n");
  const report = await b.import(["crm.csv", "train.csv"]);
  expect(report.identities).toEqual({
    matched: { email: 2, name_and_birth_date: 1 },
    review: 0,
    reviewRows: 0,
  });
  expect(await b.rows("SELECT employee_id FROM source_sales_activity ORDER BY ALL")).toEqual([
    { employee_id: "E001" },
    { employee_id: "E004" },
  ]);
  expect(await b.rows("SELECT employee_id FROM source_training_record")).toEqual([{ employee_id: "E003" }]);
});

it("keeps doubtful rows out, remembers a person's word in the journal, and applies it to later imports", async () => {
  const file =
    "员工编号,姓名,日期,实际工时\nA9,王强,2024-01-02,8\nA9,王强,2024-01-03,7\ne-001,张伟,2024-01-02,6\n";
  b.file("att.csv", file);
  const first = await b.import(["att.csv"]);
  expect(first.identities).toEqual({ matched: { number_spelling: 1 }, review: 1, reviewRows: 2 });
  expect(await hours()).toEqual([{ employee_id: "E001", worked_hours: 6 }]);
  const [waiting] = identityOverview(b.workspace).review;
  expect(waiting).toMatchObject({
    number: "A9",
    name: "王强",
    rows: 2,
    candidates: [{ employee: "E003" }, { employee: "E004" }],
  });
  // Again without a decision: nothing is guessed, and the list holds the record once.
  await b.import(["att.csv"]);
  expect(identityOverview(b.workspace).review).toHaveLength(1);

  const employees = await knownEmployees(b.workspace);
  const decide = (record: string, employee: string | null) =>
    decideRecord(b.workspace, { record, employee, by: "周" }, (e) => employees.has(e), now);
  expect(() => decide("nothing", "E003")).toThrow(
    expect.objectContaining({ code: "identity_unknown_record" }),
  );
  expect(() => decide(waiting!.record, "E999")).toThrow(
    expect.objectContaining({ code: "identity_unknown_employee" }),
  );
  decide(waiting!.record, "E004");
  const line = readJournal(b.workspace).lines.at(-1);
  expect(line).toMatchObject({ kind: "identity", employee: "E004", by: "周" });
  expect(JSON.stringify(line)).not.toMatch(/A9|王强/);
  expect(identityOverview(b.workspace).review).toEqual([]);

  const again = await b.import(["att.csv"]);
  expect(again.identities.matched).toMatchObject({ decision: 1 });
  expect(await hours()).toEqual([
    { employee_id: "E001", worked_hours: 6 },
    { employee_id: "E004", worked_hours: 7 },
    { employee_id: "E004", worked_hours: 8 },
  ]);

  // The last word counts; nobody means that the rows are unknown again.
  decide(waiting!.record, null);
  expect(identityDecisions(b.workspace).get(waiting!.record)?.employee).toBeNull();
  const third = await b.refusal(["att.csv"]);
  expect(third).toMatchObject({ code: "too_many_rejected", facts: { rule_id: "unknown_reference" } });
});

it("asks when the number and the e-mail of a row are two people's", async () => {
  b.file("att.csv", "工号,邮箱,日期,实际工时\nE001,li.na@q.com,2024-01-02,8\nE003,wq1@q.com,2024-01-02,8\n");
  const report = await b.import(["att.csv"]);
  expect(report.identities.review).toBe(1);
  expect(await hours()).toEqual([{ employee_id: "E003", worked_hours: 8 }]);
});

it("lets a mapping name the system, so that one decision holds for all its tables", async () => {
  b.file("a.csv", "who,called,day,h\nX1,王强,2024-01-02,8\n");
  b.file("b.csv", "who,called,m,v\nX1,王强,2024-01-01,4\n");
  const mapping = b.file(
    "m.yml",
    `files:
  - match: a.csv
    system: crm
    tables:
      - table: attendance_day
        columns: {employee_id: who, work_date: day, worked_hours: h}
        identity: {name: called}
  - match: b.csv
    system: crm
    tables:
      - table: sales_activity
        columns: {employee_id: who, month: m, visits: v}
        identity: {name: called}
`,
  );
  await b.import(["a.csv", "b.csv"], { mapping });
  const records = new Set(identityOverview(b.workspace).review.map((r) => r.record));
  expect(records.size).toBe(1);
  decideRecord(b.workspace, { record: [...records][0]!, employee: "E003", by: "周" }, () => true, now);
  const report = await b.import(["a.csv", "b.csv"], { mapping });
  expect(report.identities).toMatchObject({ matched: { decision: 2 }, review: 0 });
  expect(await b.rows("SELECT employee_id FROM source_sales_activity")).toEqual([{ employee_id: "E003" }]);
});
