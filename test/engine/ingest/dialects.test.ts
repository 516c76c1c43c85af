// Files as HR systems and spreadsheets write them → the same rows, whatever the dialect.
import iconv from "iconv-lite";
import { writeXlsx } from "hucre";
import { describe, expect, it } from "vitest";
import { bench } from "./workspace-of.js";

const people = "SELECT employee_id AS id, hire_date::VARCHAR AS day FROM source_employee ORDER BY id";
const one = [{ id: "007", day: "2024-03-05" }];

describe("dates", () => {
  it.each([
    ["2024-03-05"],
    ["2024/3/5"],
    ["2024.3.5"],
    ["20240305"],
    ["2024年3月5日"],
    ["２０２４／０３／０５"],
    ["5-Mar-2024"],
    ["45356"],
  ])("reads %s", async (text) => {
    const b = bench();
    b.file("a.csv", `工号,入职日期\n007,${text}\n`);
    await b.import(["a.csv"]);
    expect(await b.rows(people)).toEqual(one);
  });

  it("reads 05.03.2024 once another row says that the day comes first", async () => {
    const b = bench();
    b.file("a.csv", "emp_no;hire_dt\n007;05.03.2024\n008;31.03.2024\n");
    await b.import(["a.csv"]);
    expect(await b.rows(people)).toEqual([...one, { id: "008", day: "2024-03-31" }]);
  });
});

describe("numbers", () => {
  const revenue = "SELECT revenue FROM source_sales_activity ORDER BY source_row";
  it.each([
    ["decimal commas", ";", ["1.234,50", "0,25"], [1234.5, 0.25]],
    ["decimal points", ",", ['"1,234.50"', "0.25"], [1234.5, 0.25]],
    ["a comma that a semicolon file settles", ";", ["1,234", "7"], [1.234, 7]],
    ["a comma that a comma file settles", ",", ['"1,234"', "7"], [1234, 7]],
    ["currency and spaces", ",", ["¥1 234.5", "€12"], [1234.5, 12]],
    ["full-width figures", ",", ["１２３４.5", "７"], [1234.5, 7]],
  ])("reads %s", async (_name, delimiter, [first, second], expected) => {
    const b = bench();
    b.file("e.csv", "employee_id,hire_date\n1,2020-01-01\n2,2020-01-01\n");
    const rows = [
      ["employee_id", "month", "revenue"],
      ["1", "2025-03", first],
      ["2", "2025-03", second],
    ];
    b.file("s.csv", rows.map((r) => r.join(delimiter)).join("\n"));
    await b.import(["e.csv", "s.csv"]);
    expect(await b.rows(revenue)).toEqual(expected.map((value) => ({ revenue: value })));
  });

  it("reads 50 % as a half", async () => {
    const b = bench();
    b.file(
      "a.csv",
      "employee_id,hire_date,department,fte\n1,2020-01-01,Sales,50%\n2,2020-01-01,Sales,100 %\n",
    );
    await b.import(["a.csv"]);
    expect(await b.rows("SELECT fte FROM source_job_assignment ORDER BY employee_id")).toEqual([
      { fte: 0.5 },
      { fte: 1 },
    ]);
  });
});

describe("headers", () => {
  it.each([
    ["emp_no", "Date of Joining", "Exit Date", "Termination Reason"],
    ["Employee Code", "hire_dt", "term_dt", "Reason for Leaving"],
    ["EmpID", "DOJ", "Date of Termination", "exit reason"],
  ])("knows %s, %s, %s", async (id, hired, left, reason) => {
    const b = bench();
    b.file("a.csv", `${id},${hired},${left},${reason}\n007,3/5/2024,,\n008,3/25/2024,6/30/2024,pay\n`);
    await b.import(["a.csv"], { mapping: "auto" });
    expect(await b.rows(people)).toEqual([...one, { id: "008", day: "2024-03-25" }]);
    expect(await b.rows("SELECT employee_id, exit_date::VARCHAR AS day FROM source_termination")).toEqual([
      { employee_id: "008", day: "2024-06-30" },
    ]);
  });

  it("finds the header below titles and group names, with cells merged downwards", async () => {
    const b = bench();
    const rows = [
      ["花名册", null, null, null],
      ["工号", "基本信息", null, "入职日期"],
      [null, "姓名", "性别", null],
      ["007", "王", "女", new Date("2024-03-05T00:00:00Z")],
    ];
    b.file("a.xlsx", await writeXlsx({ sheets: [{ name: "S", rows }] }));
    await b.import(["a.xlsx"]);
    expect(await b.rows(people)).toEqual(one);
    expect(await b.rows("SELECT name, gender, source_row FROM source_employee")).toEqual([
      { name: "王", gender: "female", source_row: 4 },
    ]);
  });
});

describe("flat lists", () => {
  it("takes exits from a leavers' register beside the list that still holds the leavers", async () => {
    const b = bench();
    b.file(
      "花名册.csv",
      "工号,姓名,入职日期,部门\n1,甲,2020-01-01,销售\n2,乙,2020-02-01,销售\n3,丙,2020-03-01,人事\n",
    );
    b.file("离职名单.csv", "工号,姓名,入职日期,离职日期,离职原因\n2,乙,2020-02-01,2024-05-31,薪资\n");
    await b.import(["花名册.csv", "离职名单.csv"], { mapping: "auto" });
    expect(
      await b.rows(
        "SELECT employee_id, exit_date::VARCHAR AS day FROM source_employee LEFT JOIN source_termination USING (employee_id) ORDER BY 1",
      ),
    ).toEqual([
      { employee_id: "1", day: null },
      { employee_id: "2", day: "2024-05-31" },
      { employee_id: "3", day: null },
    ]);
  });

  const list = [
    "工号;姓名;性别;年龄;司龄;部门;岗位;是否离职;离职日期",
    "0001;甲;男;30;2,5;销售部;专员;否;",
    "0002;乙;女;41;6;销售部;经理;是;2026-05-15",
    "0003;丙;女;28;1;人事部;专员;是;2026-08-20",
  ].join("\r\n");

  it("dates a GB18030 list with decimal commas by the last exit on it", async () => {
    const b = bench();
    b.file("名单.csv", iconv.encode(list, "gb18030"));
    const report = await b.import(["名单.csv"], { mapping: "auto" });
    expect(report.snapshot).toMatchObject({ date: "2026-08-31", exitsObservedFrom: "2025-09" });
    expect(await b.rows(people)).toEqual([
      { id: "0001", day: "2024-02-29" },
      { id: "0002", day: "2020-08-31" },
      { id: "0003", day: "2025-08-31" },
    ]);
  });

  it("takes rows for people, and says so, where there is no employee number", async () => {
    const b = bench();
    b.file("a.csv", "Age,Gender,Department,YearsAtCompany,Attrition\n30,F,IT,2,No\n40,M,IT,5,Yes\n");
    expect((await b.refusal(["a.csv"])).code).toBe("columns_unknown");
    const report = await b.import(["a.csv"], { mapping: "auto" });
    expect(report.notes.map((n) => n.en).join()).toContain("no employee number");
    expect(
      await b.rows(
        "SELECT employee_id, exit_date FROM source_employee LEFT JOIN source_termination USING (employee_id) ORDER BY 1",
      ),
    ).toEqual([
      { employee_id: "row-2", exit_date: null },
      { employee_id: "row-3", exit_date: "2026-09-30" },
    ]);
  });

  it("takes the date that a list says of itself", async () => {
    const b = bench();
    b.file("a.csv", "EmployeeID;Age;Department;YearsAtCompany;InfoDate\n1;30;IT;2;31/12/2015\n");
    const report = await b.import(["a.csv"], { mapping: "auto" });
    expect(report.snapshot?.date).toBe("2015-12-31");
  });
});
