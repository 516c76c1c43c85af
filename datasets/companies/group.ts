// Qihang Group (启航集团), 5,000 seats by default and up to 200,000, 60 months to 2026-10 → Parquet files and its truth.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { firstDay, isoMonth, type Month, monthOf } from "./calendar.js";
import { type CompanyOptions, historyEnd, wholeNumber, type WrittenCompany } from "./company.js";
import { attendanceSql, stayHeaders } from "./group-attendance.js";
import { GroupOrganisation } from "./group-organisation.js";
import { stretchHeaders } from "./group-person.js";
import { GroupSimulation } from "./group-simulation.js";
import { groupTruth } from "./group-truth.js";
import { writeOrganisation } from "./organisation.js";
import { writeTruth } from "./truth.js";
import { CsvWriter, writeCsv } from "./write-csv.js";

const defaults = { seed: 1, months: 60, people: 5000 };

/** Name of the file → its columns and their types in Parquet. Two are headed in Chinese, as their systems export them. */
const tables = {
  employee: {
    employee_id: "VARCHAR",
    employee_name: "VARCHAR",
    gender: "VARCHAR",
    birth_date: "DATE",
    hire_date: "DATE",
    education: "VARCHAR",
    recruitment_source: "VARCHAR",
  },
  job_assignment: Object.fromEntries(
    stretchHeaders.map((name) => [
      name,
      name === "level" ? "INTEGER" : name.startsWith("valid_") ? "DATE" : "VARCHAR",
    ]),
  ),
  termination: { employee_id: "VARCHAR", exit_date: "DATE", exit_kind: "VARCHAR", exit_reason: "VARCHAR" },
  绩效考核: { 工号: "VARCHAR", 考核日期: "DATE", 绩效得分: "DOUBLE", 满分: "INTEGER" },
  培训记录: {
    工号: "VARCHAR",
    课程名称: "VARCHAR",
    培训日期: "DATE",
    学时: "DOUBLE",
    完成状态: "VARCHAR",
    考试成绩: "INTEGER",
  },
  sales_activity: {
    employee_id: "VARCHAR",
    month: "DATE",
    visits: "INTEGER",
    leads: "INTEGER",
    deals: "INTEGER",
    revenue: "BIGINT",
    new_customer_revenue: "BIGINT",
    big_client_revenue: "BIGINT",
  },
} satisfies Record<string, Record<string, string>>;
type TableName = keyof typeof tables;

export async function writeGroup(dir: string, options: CompanyOptions): Promise<WrittenCompany> {
  const { runSql } = options;
  if (!runSql) throw new Error("group is written as Parquet: pass runSql");
  const seats = wholeNumber("people", options.people, defaults.people, [100, 200_000]);
  const sources = path.join(dir, "sources");
  const parts = path.join(dir, "parts");
  mkdirSync(path.join(sources, "attendance"), { recursive: true });
  mkdirSync(parts, { recursive: true });
  const seed = options.seed ?? defaults.seed;
  const to = monthOf(historyEnd);
  const from = to - wholeNumber("months", options.months, defaults.months, [2, 120]) + 1;

  const part = (name: string) => path.join(parts, `${name}.csv`);
  const writers = Object.fromEntries(
    (Object.keys(tables) as TableName[]).map((name) => [
      name,
      new CsvWriter(part(name), Object.keys(tables[name])),
    ]),
  ) as Record<TableName, CsvWriter>;
  const organisation = new GroupOrganisation(seats);
  const files = [path.join(sources, "组织架构.csv")];
  writeOrganisation(files[0]!, organisation.versions(firstDay(from)), { bom: true, lineEnd: "\r\n" });
  const simulation = new GroupSimulation(`group:${seed}`, organisation, from, to, {
    employee: (cells) => writers.employee.write(cells),
    assignment: (cells) => writers.job_assignment.write(cells),
    exit: (cells) => writers.termination.write(cells),
    review: (cells) => writers.绩效考核.write(cells),
    training: (cells) => writers.培训记录.write(cells),
    sales: (cells) => writers.sales_activity.write(cells),
  });

  const steps = to - from + 1 + writtenTables.length;
  const report = (done: number, name: string) => {
    options.signal?.throwIfAborted();
    const title = { en: `Writing ${name}`, zh: `正在生成 ${name}` };
    options.onProgress?.({ stage: "simulate", title, done, of: steps });
  };
  try {
    for (let month: Month = from; month <= to; month++) {
      const rows = simulation.month(month);
      writeCsv(part("stays"), stayHeaders, stayCells(rows));
      const target = path.join(sources, "attendance", `attendance_${isoMonth(month)}.parquet`);
      await runSql(attendanceSql(month, seed, part("stays"), target));
      files.push(target);
      report(month - from + 1, isoMonth(month));
    }
    simulation.finish();
    for (const [i, name] of writtenTables.entries()) {
      writers[name].close();
      const target = path.join(sources, `${name}.parquet`);
      await runSql(tableSql(name, part(name), target));
      files.push(target);
      report(to - from + 1 + i + 1, name);
    }
  } finally {
    rmSync(parts, { recursive: true, force: true });
  }
  writeTruth(
    dir,
    groupTruth(seed, from, to, {
      employees: simulation.people,
      headcount_end: simulation.headcount,
      voluntary_exits: simulation.exits.voluntary,
      involuntary_exits: simulation.exits.involuntary,
      other_exits: simulation.exits.other,
    }),
  );
  return { files, people: simulation.people };
}

const writtenTables = Object.keys(tables) as TableName[];

function* stayCells(rows: ReturnType<GroupSimulation["month"]>) {
  for (const { number, first, last, overtimeMinutes, lateness } of rows)
    yield [number, first, last, overtimeMinutes, lateness.toFixed(4)];
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function tableSql(name: TableName, csv: string, target: string): string {
  const columns = Object.entries(tables[name])
    .map(([column, type]) => `${quoted(column)}: ${quoted(type)}`)
    .join(", ");
  return `COPY (SELECT * FROM read_csv(${quoted(csv)}, header = true, columns = {${columns}})) TO ${quoted(target)} (FORMAT parquet, COMPRESSION zstd)`;
}
