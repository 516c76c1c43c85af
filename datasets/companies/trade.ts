// Qifan Trading (启帆外贸): 20 people, 16 of them there for five years or more, 3 exits in 36 months → its files and its truth.
// Too few exits for any model of turnover: it must say so.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Day, firstDay, isoMonth, lastDay, type Month, monthOf, workingDays } from "./calendar.js";
import { type CompanyOptions, historyEnd, wholeNumber, type WrittenCompany } from "./company.js";
import { chineseHeaders, type FactFileNames, FactFiles } from "./fact-files.js";
import { factsOfMonth } from "./month-facts.js";
import { OptionalSources } from "./optional-sources.js";
import { Organisation, writeOrganisation, type Seat } from "./organisation.js";
import { writeAssignments, writeEmployees, writeExits } from "./people-files.js";
import type { Person } from "./person.js";
import { type Random, streams } from "./random.js";
import { leniencyOf } from "./review.js";
import { Tally } from "./tally.js";
import * as plan from "./trade-plan.js";
import { type Truth, writeTruth } from "./truth.js";
import { Workforce } from "./workforce.js";

const defaults = { seed: 1, months: 36 };
const excel = { encoding: "gb18030", lineEnd: "\r\n" } as const;

const fileNames: FactFileNames = {
  attendance: () => ({ name: "考勤日报.csv", headers: chineseHeaders.attendance, dialect: excel }),
  sales: { name: "销售业绩.csv", headers: chineseHeaders.sales, dialect: { bom: true, lineEnd: "\r\n" } },
  reviews: { name: "绩效考核.csv", headers: chineseHeaders.reviews, dialect: { delimiter: ";" } },
  training: { name: "培训记录.csv", headers: chineseHeaders.training },
};

export async function writeTrade(dir: string, options: CompanyOptions): Promise<WrittenCompany> {
  wholeNumber("people", options.people, plan.seats.length, [plan.seats.length, plan.seats.length]);
  const sources = path.join(dir, "sources");
  mkdirSync(sources, { recursive: true });
  const file = (name: string) => path.join(sources, name);
  const seed = options.seed ?? defaults.seed;
  const seedText = `trade:${seed}`;
  const to = monthOf(historyEnd);
  const from = to - wholeNumber("months", options.months, defaults.months, [12, 120]) + 1;
  const random = streams(seedText);

  const { workforce, exits } = foundingStaff(random, from, to);
  const files = new FactFiles(file, fileNames);
  const tally = new Tally();
  const optional = new OptionalSources(file, random, plan.optional, to);
  try {
    for (let month = from; month <= to; month++) {
      options.signal?.throwIfAborted();
      hireAndLeave(workforce, exits, random("careers"), month);
      const facts = factsOfMonth(workforce, month, seedText, random, plan.facts);
      files.write(facts);
      tally.add(facts);
      optional.write(facts);
      options.onProgress?.({
        stage: "simulate",
        title: { en: `Writing ${isoMonth(month)}`, zh: `正在生成 ${isoMonth(month)}` },
        done: month - from + 1,
        of: to - from + 1,
      });
    }
  } finally {
    files.close();
    optional.close();
  }

  const { people, organisation } = workforce;
  writeOrganisation(file("组织架构.csv"), organisation.versions, {});
  writeEmployees(file("花名册.csv"), people, {}, plan.mailDomain);
  writeAssignments(file("任职记录.csv"), people, excel);
  await writeExits(file("离职名单.xlsx"), people);
  const realised = { ...tally.realised(people, (unit) => unit === "QF-YW"), ...optional.realised };
  writeTruth(dir, truth(seed, seedText, from, to, files.raters, realised));
  const names = [
    "组织架构.csv",
    "花名册.csv",
    "任职记录.csv",
    "离职名单.xlsx",
    ...files.files,
    ...optional.files,
  ];
  return { files: names.map(file), people: people.length };
}

interface PlannedExit {
  person: Person;
  month: Month;
  day: Day;
  planned: NonNullable<plan.TradeSeat["leaves"]>;
}

function foundingStaff(random: (concern: string) => Random, from: Month, to: Month) {
  const start = firstDay(from);
  const organisation = new Organisation();
  for (const unit of plan.units) organisation.add({ ...unit, from: start });
  const workforce = new Workforce(random("workforce"), organisation, plan.workforce);
  const exits: PlannedExit[] = [];
  const careers = random("careers");
  for (const { years, leaves, ...seatPlan } of [...plan.seats].sort((a, b) => b.years - a.years)) {
    const seat: Seat = { ...seatPlan, isLead: seatPlan.isLead ?? false, site: "宁波" };
    organisation.seats.push(seat);
    const person = workforce.hire(seat, Math.floor(start - years * 365.25 - careers.integer(0, 40)), start);
    person.assignments[0]!.tier =
      years * 365.25 + (lastDay(to) - start) >= 5 * 365.25 && !leaves ? "老员工" : "新员工";
    if (!leaves) continue;
    const month = from + Math.floor(leaves.after * (to - from));
    exits.push({ person, month, day: firstDay(month) + careers.integer(4, 25), planned: leaves });
  }
  workforce.refreshManagers(start);
  return { workforce, exits };
}

/** A place that falls vacant is filled in the month after next at the latest. */
function hireAndLeave(workforce: Workforce, exits: PlannedExit[], random: Random, month: Month): void {
  const due = workforce.vacancies.filter((v) => v.from <= month);
  for (const { seat } of due) {
    workforce.join(seat, random.pick(workingDays(month).slice(0, 10)));
    seat.person!.assignments[0]!.tier = "新员工";
  }
  workforce.vacancies.splice(0, Infinity, ...workforce.vacancies.filter((v) => v.from > month));
  for (const exit of exits.filter((e) => e.month === month))
    workforce.leave(exit.person, { day: exit.day, ...kindAndReason(exit) }, () => false);
}

const kindAndReason = ({ planned: { kind, reason } }: PlannedExit) => ({ kind, reason });

function truth(
  seed: number,
  seedText: string,
  from: Month,
  to: Month,
  raters: Iterable<string>,
  realised: Record<string, number>,
): Truth {
  const { sales, reviews } = plan.facts;
  return {
    company: "trade",
    seed,
    from: isoMonth(from),
    to: isoMonth(to),
    effects: [
      {
        name: "revenue_season",
        kind: "season_index",
        value: [...sales.season],
        definition: "January to December: factor on a seller's expected monthly revenue",
      },
      {
        name: "spring_festival",
        kind: "festival_effect",
        value: sales.festival,
        definition:
          "factor (1 + value)^w on a seller's revenue, w = share of the 22 days from 正月初一 − 7 to + 14 that fall in the month",
      },
      {
        name: "exits",
        kind: "no_effect",
        value: 0,
        definition: "the three exits are placed, not drawn: nothing in the files predicts them",
      },
      ...[...raters].sort().map((rater) => ({
        name: `leniency_${rater}`,
        kind: "rater_leniency" as const,
        value: leniencyOf(seedText, rater, reviews),
        definition: `score points in every performance_review with rater_id ${rater}, before rounding and clipping to 0…100`,
      })),
    ],
    realised,
  };
}
