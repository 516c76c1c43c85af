// The demo companies as files: counts, keys, references, dates, encodings, and the same bytes for the same seed.
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companyConfig, type CompanyKind, type Truth, writeCompany } from "../../datasets/companies/index.js";
import { contracts } from "../../datasets/contracts/index.js";
import { readSources, type SourceRow, type SourceTables } from "./read-sources.js";

const root = mkdtempSync(path.join(tmpdir(), "rapport-companies-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const hashes = (dir: string) =>
  readdirSync(path.join(dir, "sources"))
    .sort()
    .map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(path.join(dir, "sources", name)))
        .digest("hex"),
    ]);
const readTruth = (dir: string): Truth =>
  JSON.parse(readFileSync(path.join(dir, "truth.json"), "utf8")) as Truth;
const sum = (rows: SourceRow[], column: string) =>
  rows.reduce((total, row) => total + Number(row[column]), 0);
const isPresent = (row: SourceRow, date: string, leavers: Map<string, string>) =>
  row.hire_date! <= date && (leavers.get(row.employee_id!) ?? "9999-12-31") > date;

describe.each(["trade", "services"] as const)("demo company %s", (kind: CompanyKind) => {
  const dir = path.join(root, kind);
  let tables: SourceTables;
  let leavers: Map<string, string>;
  beforeAll(async () => {
    await writeCompany(kind, dir);
    tables = await readSources(dir);
    leavers = new Map(tables.termination!.map((row) => [row.employee_id!, row.exit_date!]));
  });

  it("gives the same bytes for the same seed and others for another", async () => {
    const again = path.join(root, `${kind}-again`);
    const other = path.join(root, `${kind}-other`);
    await writeCompany(kind, again);
    await writeCompany(kind, other, { seed: 99, months: 30 });
    expect(hashes(again)).toEqual(hashes(dir));
    expect(readFileSync(path.join(again, "truth.json"))).toEqual(readFileSync(path.join(dir, "truth.json")));
    expect(hashes(other)).not.toEqual(hashes(dir));
  });

  it("has no repeated key and no missing required value in any table", () => {
    for (const contract of contracts) {
      const rows = tables[contract.table]!;
      const keys = rows.map((row) => contract.key.map((column) => row[column]).join("|"));
      expect(new Set(keys).size).toBe(keys.length);
      const required = contract.columns.filter((c) => c.required).map((c) => c.name);
      expect(rows.filter((row) => required.some((name) => !row[name]))).toEqual([]);
    }
  });

  it("writes only values that the contract's levels and ranges know", () => {
    const strange = contracts.flatMap((contract) =>
      contract.columns.flatMap(({ name, type, levels, range }) => {
        const known = levels && Object.entries(levels).flatMap(([level, written]) => [level, ...written]);
        const isKnown = (value: string) =>
          (!known || known.includes(value)) &&
          (typeof range?.[0] !== "number" ||
            (Number(value) >= range[0] && Number(value) <= Number(range[1]))) &&
          (type !== "date" || (/^\d{4}-\d\d-\d\d$/.test(value) && value <= "2026-10-31"));
        const values = new Set(tables[contract.table]!.map((row) => row[name] ?? "").filter(Boolean));
        return [...values].filter((v) => !isKnown(v)).map((v) => `${contract.table}.${name} ${v}`);
      }),
    );
    expect(strange).toEqual([]);
  });

  it("refers only to people and units that exist", () => {
    const people = new Set(tables.employee!.map((row) => row.employee_id));
    const units = new Set(tables.org_unit!.map((row) => row.org_unit_id));
    const unknown = contracts
      .filter((c) => c.columns[0]?.references === "employee.employee_id")
      .flatMap((c) => tables[c.table]!.filter((row) => !people.has(row.employee_id)));
    expect(unknown).toEqual([]);
    expect(tables.org_unit!.filter((row) => row.parent_id && !units.has(row.parent_id))).toEqual([]);
    expect(tables.performance_review!.filter((row) => !people.has(row.rater_id))).toEqual([]);
  });

  it("assigns everybody without gap or overlap, to units and managers that are there at the time", () => {
    const people = new Map(tables.employee!.map((row) => [row.employee_id!, row]));
    const last = new Map<string, SourceRow>();
    const broken: string[] = [];
    const check = (row: SourceRow, holds: boolean, rule: string) => {
      if (!holds) broken.push(`${row.employee_id} ${row.valid_from} ${rule}`);
    };
    for (const row of tables.job_assignment!) {
      const before = last.get(row.employee_id!);
      last.set(row.employee_id!, row);
      const on = row.valid_from!;
      const gap = before ? Date.parse(on) - Date.parse(before.valid_to!) : 86_400_000;
      check(row, gap === 86_400_000, "follows the stretch before");
      const isOpen = (u: SourceRow) => u.valid_from! <= on && (!u.valid_to || u.valid_to >= on);
      check(
        row,
        tables.org_unit!.some((u) => u.org_unit_id === row.org_unit_id && isOpen(u)),
        "unit",
      );
      const manager = people.get(row.manager_id!);
      const staysUntil = leavers.get(row.manager_id!) ?? "9999-12-31";
      check(row, !row.manager_id || (manager !== undefined && manager.hire_date! <= on), "manager is hired");
      check(row, !row.manager_id || staysUntil >= (row.valid_to || "2026-10-31"), "manager stays");
      check(row, row.manager_id !== row.employee_id, "own manager");
    }
    for (const [id, row] of last) check(row, row.valid_to === (leavers.get(id) ?? ""), "ends with the exit");
    expect(broken).toEqual([]);
    expect(last.size).toBe(people.size);
  });

  it("records nothing before the hire or after the exit", () => {
    const people = new Map(tables.employee!.map((row) => [row.employee_id!, row]));
    const dated = {
      attendance_day: "work_date",
      performance_review: "review_date",
      training_record: "training_date",
      sales_activity: "month",
      survey_response: "survey_date",
      termination: "exit_date",
    };
    for (const [table, column] of Object.entries(dated)) {
      const outside = tables[table]!.filter((row) => {
        const hired = people.get(row.employee_id!)!.hire_date!;
        const left = leavers.get(row.employee_id!) ?? "9999";
        return row[column]! < hired || row[column]! > left;
      });
      expect(outside).toEqual([]);
    }
  });

  it("has one attendance row for each person on each Chinese working day, 调休 included", () => {
    const dates = new Set(tables.attendance_day!.map((row) => row.work_date));
    expect(dates.has("2024-02-12")).toBe(false); // 春节
    expect(dates.has("2024-02-18")).toBe(true); // make-up Sunday
    expect(dates.has("2025-10-06")).toBe(false); // National Day and mid-autumn
    const day = "2024-05-14";
    const present = tables.employee!.filter((row) => isPresent(row, day, leavers)).length;
    expect(tables.attendance_day!.filter((row) => row.work_date === day).length).toBe(present);
  });

  it("agrees with the sums in its truth", () => {
    const { realised } = readTruth(dir);
    expect(tables.employee!.length).toBe(realised.employees);
    expect(tables.attendance_day!.length).toBe(realised.attendance_rows);
    const revenue = Object.entries(realised).filter(([name]) => name.startsWith("revenue"));
    expect(sum(tables.sales_activity!, "revenue")).toBe(
      revenue.reduce((total, [, value]) => total + value, 0),
    );
    const kinds = tables.termination!.map((row) => row.exit_kind);
    expect(kinds.filter((k) => k === "主动离职").length).toBe(realised.voluntary_exits);
    expect(kinds.filter((k) => k === "被动离职").length).toBe(realised.involuntary_exits);
  });

  it("holds GB18030, XLSX, Chinese headers, another delimiter and a byte order mark", () => {
    const names = readdirSync(path.join(dir, "sources"));
    const bytes = new Map(names.map((name) => [name, readFileSync(path.join(dir, "sources", name))]));
    const gb = kind === "trade" ? "考勤日报.csv" : "绩效考核.csv";
    expect(iconv.decode(bytes.get(gb)!, "utf8")).toContain("\uFFFD");
    expect(iconv.decode(bytes.get(gb)!, "gb18030").startsWith("工号,考")).toBe(true);
    expect(names).toContain("离职名单.xlsx");
    const texts = [...bytes].filter(([name]) => name.endsWith(".csv")).map(([, b]) => b.toString("utf8"));
    expect(texts.some((text) => text.startsWith("\uFEFF"))).toBe(true);
    expect(texts.some((text) => text.split("\n")[0]!.includes(";"))).toBe(true);
  });

  it("has readers whose scope is a unit of the company", () => {
    const units = new Set(tables.org_unit!.map((row) => row.org_unit_id));
    const scopes = companyConfig(kind).users.flatMap((user) => user.scope ?? []);
    expect(scopes.filter((scope) => !units.has(scope))).toEqual([]);
  });
});

describe("demo company trade", () => {
  it("has 20 people at its end, 16 of them for at least five years, and 3 exits in 36 months", async () => {
    const tables = await readSources(path.join(root, "trade"));
    const leavers = new Map(tables.termination!.map((row) => [row.employee_id!, row.exit_date!]));
    const present = tables.employee!.filter((row) => isPresent(row, "2026-10-31", leavers));
    expect(present.length).toBe(20);
    expect(present.filter((row) => row.hire_date! <= "2021-10-31").length).toBe(16);
    expect(tables.termination!.length).toBe(3);
    const months = new Set(tables.attendance_day!.map((row) => row.work_date!.slice(0, 7)));
    expect([months.size, [...months].sort()[0]]).toEqual([36, "2023-11"]);
  });
});
