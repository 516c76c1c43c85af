// Qiheng Services (启衡服务), about 320 people, 42 months to 2026-10 → its source files and its truth.
// Half-way it turns from small to large clients: new KPI scheme 2025-02-01, courses 2025-03-01, app 2025-05-01.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { attendanceCells, attendanceHeaders } from "./attendance.js";
import { isoDay, isoMonth, type Month, monthOf } from "./calendar.js";
import { type CompanyOptions, historyEnd, type WrittenCompany } from "./company.js";
import { writeOrganisation } from "./organisation.js";
import { writeAssignments, writeEmployees, writeExits } from "./people-files.js";
import type { Person } from "./person.js";
import { salesCells, salesHeaders } from "./sales.js";
import * as plan from "./services-plan.js";
import { servicesEvents } from "./services-events.js";
import { ServicesSimulation } from "./services-simulation.js";
import { salesDivision } from "./services-organisation.js";
import { servicesTruth } from "./services-truth.js";
import { writeTruth } from "./truth.js";
import { CsvWriter, writeCsv } from "./write-csv.js";

const defaults = { months: 42, people: 330 };

export async function writeServices(dir: string, options: CompanyOptions): Promise<WrittenCompany> {
  const sources = path.join(dir, "sources");
  mkdirSync(sources, { recursive: true });
  const file = (name: string) => path.join(sources, name);
  const seed = options.seed ?? 1;
  const seedText = `services:${seed}`;
  const to = monthOf(historyEnd);
  const from = to - (options.months ?? defaults.months) + 1;
  const scale = (options.people ?? defaults.people) / defaults.people;
  const simulation = new ServicesSimulation(seedText, from, to, scale);

  const sales = new CsvWriter(file("销售业绩.csv"), salesHeaders);
  const reviews = new CsvWriter(
    file("绩效考核.csv"),
    ["工号", "考核日期", "绩效得分", "满分", "考核人工号"],
    { encoding: "gb18030", lineEnd: "\r\n" },
  );
  const training = new CsvWriter(file("lms_training.csv"), [
    "Employee ID",
    "Course",
    "Completion Date",
    "Training Hours",
    "Completion Status",
    "Exam Score",
  ]);
  const surveys = new CsvWriter(file("员工调查.csv"), ["工号", "调查日期", "题目", "评分"]);
  const attendance = new YearlyFiles((year) => file(`考勤_${year}.csv`));
  const raters = new Set<string>();
  const tally = new Tally();

  for (const facts of simulation.months()) {
    options.signal?.throwIfAborted();
    for (const { person, rows } of facts.attendance)
      for (const row of rows) attendance.of(facts.month).write(attendanceCells(person.id, row));
    for (const { person, row } of facts.sales) {
      sales.write(salesCells(person.id, row));
      tally.addSales(facts.month, row);
    }
    for (const review of facts.reviews) {
      reviews.write([review.employee, isoDay(review.day), review.score, 100, review.rater]);
      raters.add(review.rater);
    }
    for (const row of facts.training)
      training.write([row.employee, row.course, isoDay(row.day), row.hours, row.status, row.exam]);
    for (const row of facts.surveys) surveys.write([row.employee, isoDay(row.day), row.item, row.score]);
    options.onProgress?.({
      stage: "simulate",
      title: { en: `Writing ${isoMonth(facts.month)}`, zh: `正在生成 ${isoMonth(facts.month)}` },
      done: facts.month - from + 1,
      of: to - from + 1,
    });
  }
  for (const writer of [sales, reviews, training, surveys, attendance]) writer.close();

  const { people, organisation } = simulation.workforce;
  writeOrganisation(file("组织架构.csv"), organisation.versions, { bom: true, lineEnd: "\r\n" });
  writeEmployees(file("花名册.csv"), people);
  writeAssignments(file("任职记录.csv"), people, { delimiter: ";" });
  await writeExits(file("离职名单.xlsx"), people);
  writeCsv(
    file("日历事件.csv"),
    ["事件编号", "事件日期", "事件类型", "英文名称", "事件名称"],
    servicesEvents(),
  );
  writeTruth(
    dir,
    servicesTruth({ seed, seedText, from, to, raters, realised: tally.realised(people, attendance.rows) }),
  );
  return { files: sourceFiles(file, attendance), people: people.length };
}

const sourceFiles = (file: (name: string) => string, attendance: YearlyFiles): string[] => [
  ...[
    "组织架构.csv",
    "花名册.csv",
    "任职记录.csv",
    "离职名单.xlsx",
    "绩效考核.csv",
    "lms_training.csv",
    "销售业绩.csv",
    "员工调查.csv",
    "日历事件.csv",
  ].map(file),
  ...attendance.files,
];

/** Attendance by calendar year, one file each. */
class YearlyFiles {
  readonly #writers = new Map<number, CsvWriter>();
  readonly files: string[] = [];

  constructor(private readonly pathOf: (year: number) => string) {}

  of(month: Month): CsvWriter {
    const year = Math.floor(month / 12);
    let writer = this.#writers.get(year);
    if (!writer) {
      this.files.push(this.pathOf(year));
      writer = new CsvWriter(this.pathOf(year), attendanceHeaders, { lineEnd: "\r\n" });
      this.#writers.set(year, writer);
    }
    return writer;
  }

  get rows(): number {
    return [...this.#writers.values()].reduce((sum, writer) => sum + writer.rows, 0);
  }

  close(): void {
    for (const writer of this.#writers.values()) writer.close();
  }
}

/** Exact sums for truth.json. */
class Tally {
  readonly #sums = new Map<string, { revenue: number; big: number; fresh: number }>();

  addSales(month: Month, row: { revenue: number; bigClient: number; newClient: number }): void {
    const { changeFrom, changeTo } = plan.programme;
    const period = month < changeFrom ? "before" : month > changeTo ? "after" : "change";
    const sum = this.#sums.get(period) ?? { revenue: 0, big: 0, fresh: 0 };
    sum.revenue += row.revenue;
    sum.big += row.bigClient;
    sum.fresh += row.newClient;
    this.#sums.set(period, sum);
  }

  realised(people: readonly Person[], attendanceRows: number): Record<string, number> {
    const kinds = (kind: string) => people.filter((p) => p.exit?.kind === kind).length;
    const present = people.filter((p) => !p.exit);
    const result: Record<string, number> = {
      employees: people.length,
      headcount_end: present.length,
      headcount_end_sales: present.filter((p) => p.assignments.at(-1)!.unit.startsWith(salesDivision)).length,
      voluntary_exits: kinds("voluntary"),
      involuntary_exits: kinds("involuntary"),
      other_exits: kinds("other"),
      attendance_rows: attendanceRows,
    };
    for (const [period, sum] of this.#sums) {
      result[`revenue_${period}`] = sum.revenue;
      result[`big_client_revenue_${period}`] = sum.big;
      result[`new_customer_revenue_${period}`] = sum.fresh;
    }
    return result;
  }
}
