// A person's month in the group → rows of training, reviews and sales, and the working days for attendance.
import { overtimeSeason } from "./attendance.js";
import {
  calendarMonth,
  type Day,
  festivalWeight,
  firstDay,
  isoDay,
  type Month,
  workingDays,
} from "./calendar.js";
import type { Stay } from "./group-attendance.js";
import { employeeId, type GroupPerson } from "./group-person.js";
import * as plan from "./group-plan.js";
import type { Random } from "./random.js";
import type { Cell } from "./write-csv.js";

/** Where the rows go. */
export interface GroupSinks {
  employee(cells: Cell[]): void;
  assignment(cells: Cell[]): void;
  exit(cells: Cell[]): void;
  review(cells: Cell[]): void;
  training(cells: Cell[]): void;
  sales(cells: Cell[]): void;
}

export class GroupFacts {
  constructor(
    private readonly random: (concern: string) => Random,
    private readonly sinks: GroupSinks,
  ) {}

  /** What is visible is remembered on the person; the stay is handed over. */
  *of(person: GroupPerson, month: Month, until: Day, salesFactor: number): Generator<Stay> {
    const days = workingDays(month);
    const first = days.findIndex((d) => d >= person.hired);
    const last = until >= days.at(-1)! ? days.length - 1 : days.findIndex((d) => d > until) - 1;
    person.training[month % 12] = 0;
    if (first < 0 || last < first) return;
    const share = (last - first + 1) / days.length;
    const hours = Math.max(
      0,
      person.overtimeHabit * overtimeSeason[calendarMonth(month) - 1]! + this.random("overtime").normal(0, 3),
    );
    const minutes = last === first ? 0 : Math.round(Math.min(36, hours) * share * 60);
    person.overtime[month % 3] = minutes / 60;
    person.overtimeMonth[month % 3] = month;
    this.#teach(person, month, days[first]!, days[last]!);
    this.#review(person, month, until);
    if (person.family === "销售" && person.hired <= firstDay(month))
      this.#sell(person, month, share, salesFactor);
    yield { number: person.number, first, last, overtimeMinutes: minutes, lateness: person.lateness };
  }

  #teach(person: GroupPerson, month: Month, first: Day, last: Day): void {
    const random = this.random("training");
    if (!random.chance(person.learning)) return;
    const hours = random.pick(plan.courseHours);
    const isDone = random.chance(0.9);
    const on = isoDay(random.integer(first, last));
    const exam = isDone
      ? Math.round(Math.min(100, Math.max(0, random.normal(80 + 4 * person.skill, 7))))
      : null;
    const cells = [employeeId(person.number), random.pick(plan.courseNames), on, isDone ? hours : 0];
    this.sinks.training([...cells, isDone ? "已完成" : "缺席", exam]);
    if (isDone) person.training[month % 12] = hours;
  }

  #review(person: GroupPerson, month: Month, until: Day): void {
    const on = firstDay(month) + 24;
    if (calendarMonth(month) % 3 !== 0 || until < on || person.hired > on - 30) return;
    const { mean, skill, noise } = plan.reviews;
    const drawn = mean + skill * person.skill + this.random("reviews").normal(0, noise);
    const score = Math.round(Math.min(100, Math.max(0, drawn)) * 10) / 10;
    person.scoreBefore = person.lastScore;
    person.lastScore = score;
    this.sinks.review([employeeId(person.number), isoDay(on), score, 100]);
  }

  #sell(person: GroupPerson, month: Month, share: number, factor: number): void {
    const random = this.random("sales");
    const { base, skill, noise, visits } = plan.sales;
    const revenue = Math.round(
      base * factor * share * Math.exp(skill * person.skill + random.normal(0, noise)),
    );
    const visited = random.poisson(visits * share);
    const leads = random.binomial(visited, 0.4);
    const fresh = Math.round(revenue * random.share(0.3, 10));
    const big = Math.round(revenue * random.share(0.25, 8));
    const cells = [
      employeeId(person.number),
      isoDay(firstDay(month)),
      visited,
      leads,
      random.binomial(leads, 0.3),
    ];
    this.sinks.sales([...cells, revenue, fresh, big]);
  }
}

/** Season and 春节: factor on every seller's revenue of the month. */
export const festivalFactor = (month: Month): number =>
  plan.sales.season[calendarMonth(month) - 1]! * (1 + plan.sales.festival) ** festivalWeight(month);
