// Plan + seed → 42 months of Qiheng Services: people, jobs, exits, and every fact of each month.
import {
  calendarMonth,
  type Day,
  day,
  firstDay,
  isoDay,
  lastDay,
  type Month,
  monthOfDay,
  workingDays,
} from "./calendar.js";
import { exitProbability, hazardFacts } from "./hazard.js";
import { factsOfMonth, type MonthOfFacts } from "./month-facts.js";
import { currentAssignment, type Exit, type Person } from "./person.js";
import { type Random, streams } from "./random.js";
import * as plan from "./services-plan.js";
import {
  foundBigClientDepartment,
  renameCustomerSupport,
  reorganisations,
  salesDivision,
  servicesOrganisation,
} from "./services-organisation.js";
import { Workforce } from "./workforce.js";

/** Runs once, month after month: what a month brings depends on what the files already show. */
export class ServicesSimulation {
  readonly workforce: Workforce;
  readonly #random: (concern: string) => Random;

  constructor(
    private readonly seed: string,
    readonly from: Month,
    readonly to: Month,
    scale: number,
  ) {
    this.#random = streams(seed);
    const organisation = servicesOrganisation(firstDay(from), scale);
    this.workforce = new Workforce(this.#random("workforce"), organisation, plan.workforce);
    this.#hireFoundingStaff();
  }

  *months(): Generator<MonthOfFacts> {
    for (let month = this.from; month <= this.to; month++) {
      const { workforce } = this;
      const atRisk = month === this.from ? [] : workforce.employed();
      this.#reorganise(month);
      if (month > this.from) this.#moveAndPromote(month);
      this.#hireAndLeave(month, this.#drawExits(atRisk, month));
      yield factsOfMonth(workforce, month, this.seed, this.#random, plan.facts);
    }
  }

  #hireFoundingStaff(): void {
    const random = this.#random("founding");
    const start = firstDay(this.from);
    const seats = this.workforce.organisation.seats
      .filter((seat) => seat.isLead || random.chance(0.97))
      .map((seat) => {
        const mean = seat.isLead ? 6 : seat.family === "销售" ? 2.6 : 4.2;
        const drawn = random.exponential(mean) + (seat.isLead ? 1 : 0.08);
        const years = drawn > companyAge ? random.uniform() * companyAge : drawn;
        return { seat, hired: Math.floor(start - years * 365.25) };
      })
      .sort((a, b) => a.hired - b.hired);
    for (const { seat, hired } of seats) this.workforce.hire(seat, hired, start);
    for (const seat of this.workforce.organisation.seats)
      if (!seat.person) this.workforce.vacancies.push({ seat, from: this.from });
    this.workforce.refreshManagers(start);
  }

  #reorganise(month: Month): void {
    const { workforce } = this;
    if (month === monthOfDay(reorganisations.customerSuccess)) renameCustomerSupport(workforce.organisation);
    if (month === monthOfDay(reorganisations.bigClients)) {
      for (const seat of foundBigClientDepartment(workforce.organisation))
        workforce.follow(seat, reorganisations.bigClients);
      workforce.refreshManagers(reorganisations.bigClients);
    }
  }

  /** On the first of the month: promotions in April and October, a few moves within a division in every month. */
  #moveAndPromote(month: Month): void {
    const random = this.#random("moves");
    const { workforce } = this;
    const on = firstDay(month);
    for (const person of workforce.employed()) {
      const seat = workforce.seatOf(person);
      if (seat.isLead || on - person.hired < 365) continue;
      const level = currentAssignment(person).level;
      const score = person.scores.at(-1)?.score ?? 0;
      if ([4, 10].includes(calendarMonth(month)) && score >= 80 && level < 7 && random.chance(0.22))
        workforce.raise(person, on);
      else if (random.chance(0.004)) {
        const division = workforce.organisation.pathOf(seat.unit).at(-2);
        const vacancy = workforce.vacancies.findIndex(
          (v) =>
            v.seat.family === seat.family &&
            v.seat.unit !== seat.unit &&
            !v.seat.isLead &&
            workforce.organisation.pathOf(v.seat.unit).at(-2) === division,
        );
        if (vacancy >= 0) workforce.move(person, workforce.vacancies.splice(vacancy, 1)[0]!.seat, on);
      }
    }
    workforce.refreshManagers(on);
  }

  #drawExits(atRisk: Person[], month: Month): Map<Person, Exit> {
    const random = this.#random("exits");
    const exits = new Map<Person, Exit>();
    const last = month === this.to ? lastDay(month) - 1 : lastDay(month);
    for (const person of atRisk) {
      const division = this.workforce.organisation.pathOf(this.workforce.seatOf(person).unit).at(-2) ?? "C";
      const facts = hazardFacts(person, month, {
        inSales: division === salesDivision,
        programmeOver: plan.programme.changeTo + 1,
      });
      const baseline = plan.baselineHazard[division as keyof typeof plan.baselineHazard];
      const dismissal =
        plan.dismissal.monthly * (facts.missed_two_reviews ? plan.dismissal.afterTwoMissedReviews : 1);
      const draw = random.uniform();
      const voluntary = exitProbability(facts, plan.hazardRatios, baseline);
      // Many leave on the month's last day; the others on any day.
      const on = random.chance(0.3) ? last : firstDay(month) + random.integer(0, last - firstDay(month));
      if (draw < voluntary)
        exits.set(person, { day: on, kind: "voluntary", reason: random.weighted(voluntaryReasons) });
      else if (draw < voluntary + dismissal)
        exits.set(person, { day: on, kind: "involuntary", reason: random.weighted(dismissalReasons) });
      else if (monthOfDay(retirementDay(person)) <= month)
        exits.set(person, { day: on, kind: "other", reason: "退休" });
      else if (random.chance(0.0003)) exits.set(person, { day: on, kind: "other", reason: "合同到期" });
    }
    return exits;
  }

  /** In the order of days; on one day hires first, then exits from the bottom of the organisation up. */
  #hireAndLeave(month: Month, exits: Map<Person, Exit>): void {
    const random = this.#random("hires");
    const { workforce } = this;
    const due = workforce.vacancies.filter((v) => v.from <= month);
    workforce.vacancies.splice(0, Infinity, ...workforce.vacancies.filter((v) => v.from > month));
    const days = workingDays(month).slice(0, 14);
    const events = [
      ...due.map(({ seat }) => ({
        on: random.pick(days),
        order: 0,
        run: (on: Day) => workforce.join(seat, on),
      })),
      ...[...exits].map(([person, exit]) => ({
        on: exit.day,
        order: 1 + currentAssignment(person).level,
        run: () => workforce.leave(person, exit, (heir) => !exits.has(heir)),
      })),
    ].sort((a, b) => a.on - b.on || a.order - b.order);
    for (const event of events) event.run(event.on);
  }
}

/** Years. */
const companyAge = 14;

const voluntaryReasons = {
  个人发展: 0.36,
  薪酬福利: 0.27,
  家庭原因: 0.13,
  工作压力: 0.12,
  上级管理: 0.07,
  异地搬迁: 0.05,
};
const dismissalReasons = { 绩效不达标: 0.7, 违反制度: 0.2, 岗位撤销: 0.1 };

/** Men at 60, women at 55. */
const retirementDay = (person: Person): Day => {
  const year = Math.floor(monthOfDay(person.birth) / 12) + (person.gender === "male" ? 60 : 55);
  return day(year, calendarMonth(monthOfDay(person.birth)), Number(isoDay(person.birth).slice(8)));
};
