// Qiheng Services (启衡服务), about 320 people, 42 months to 2026-10 → its source files and its truth.
// Half-way it turns from small to large clients: new KPI scheme 2025-02-01, courses 2025-03-01, app 2025-05-01.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { isoMonth, type Month, monthOf } from "./calendar.js";
import { type CompanyOptions, historyEnd, wholeNumber, type WrittenCompany } from "./company.js";
import { chineseHeaders, type FactFileNames, FactFiles } from "./fact-files.js";
import { OptionalSources } from "./optional-sources.js";
import { writeOrganisation } from "./organisation.js";
import { writeAssignments, writeEmployees, writeExits } from "./people-files.js";
import { eventHeaders, servicesEvents } from "./services-events.js";
import { salesDivision } from "./services-organisation.js";
import { streams } from "./random.js";
import * as plan from "./services-plan.js";
import { ServicesSimulation } from "./services-simulation.js";
import { servicesTruth } from "./services-truth.js";
import { Tally } from "./tally.js";
import { writeTruth } from "./truth.js";
import { writeCsv } from "./write-csv.js";

/** With this seed the turnover of the demo company lies near what is planted: sales 37 % a year before, 26 % after. */
const defaults = { seed: 7, months: 42, people: 320 };

const fileNames: FactFileNames = {
  attendance: (year) => ({
    name: `考勤_${year}.csv`,
    headers: chineseHeaders.attendance,
    dialect: { lineEnd: "\r\n" },
  }),
  sales: { name: "销售业绩.csv", headers: chineseHeaders.sales },
  reviews: {
    name: "绩效考核.csv",
    headers: chineseHeaders.reviews,
    dialect: { encoding: "gb18030", lineEnd: "\r\n" },
  },
  training: {
    name: "lms_training.csv",
    headers: [
      "Employee ID",
      "Course",
      "Completion Date",
      "Training Hours",
      "Completion Status",
      "Exam Score",
    ],
  },
  surveys: { name: "员工调查.csv", headers: chineseHeaders.surveys },
};

export async function writeServices(dir: string, options: CompanyOptions): Promise<WrittenCompany> {
  const sources = path.join(dir, "sources");
  mkdirSync(sources, { recursive: true });
  const file = (name: string) => path.join(sources, name);
  const seed = options.seed ?? defaults.seed;
  const seedText = `services:${seed}`;
  const to = monthOf(historyEnd);
  const from = to - wholeNumber("months", options.months, defaults.months, [30, 120]) + 1;
  const scale = wholeNumber("people", options.people, defaults.people, [100, 10_000]) / defaults.people;

  const simulation = new ServicesSimulation(seedText, from, to, scale);
  const files = new FactFiles(file, fileNames);
  const tally = new Tally(periodOf);
  const optional = new OptionalSources(file, streams(seedText), plan.optional(seedText), to);
  try {
    for (const facts of simulation.months()) {
      options.signal?.throwIfAborted();
      files.write(facts);
      tally.add(facts);
      optional.write(facts);
      options.onProgress?.({
        stage: "simulate",
        title: { en: `Writing ${isoMonth(facts.month)}`, zh: `正在生成 ${isoMonth(facts.month)}` },
        done: facts.month - from + 1,
        of: to - from + 1,
      });
    }
    optional.finish(simulation.workforce.people, from);
  } finally {
    files.close();
    optional.close();
  }

  const { people, organisation } = simulation.workforce;
  writeOrganisation(file("组织架构.csv"), organisation.versions, { bom: true, lineEnd: "\r\n" });
  writeEmployees(file("花名册.csv"), people, {}, plan.mailDomain);
  writeAssignments(file("任职记录.csv"), people, { delimiter: ";" });
  await writeExits(file("离职名单.xlsx"), people);
  writeCsv(file("日历事件.csv"), eventHeaders, servicesEvents());
  const realised = {
    ...tally.realised(people, (unit) => unit.startsWith(salesDivision)),
    ...optional.realised,
  };
  writeTruth(dir, servicesTruth({ seed, seedText, from, to, raters: files.raters, realised }));
  const names = [
    "组织架构.csv",
    "花名册.csv",
    "任职记录.csv",
    "离职名单.xlsx",
    "日历事件.csv",
    ...files.files,
    ...optional.files,
  ];
  return { files: names.map(file), people: people.length };
}

const periodOf = (month: Month): string =>
  month < plan.programme.changeFrom ? "before" : month > plan.programme.changeTo ? "after" : "change";
