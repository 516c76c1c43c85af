// Plan + seed → the group month by month: people on seats, exits, succession, reviews, courses, sales; rows go straight to files.
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
import type { Stay } from "./group-attendance.js";
import { festivalFactor, GroupFacts, type GroupSinks } from "./group-facts.js";
import { hazardFactsOf } from "./group-hazard.js";
import { type GroupOrganisation, reorganisation } from "./group-organisation.js";
import {
  type Changes,
  changeStretch,
  employeeId,
  type GroupPerson,
  longAgo,
  stretchCells,
} from "./group-person.js";
import * as plan from "./group-plan.js";
import { exitProbability, passMark } from "./hazard.js";
import { personName } from "./people-names.js";
import { type Random, streams } from "./random.js";

interface Exit {
  day: Day;
  kind: "voluntary" | "involuntary" | "other";
}

export class GroupSimulation {
  people = 0;
  readonly exits = { voluntary: 0, involuntary: 0, other: 0 };
  readonly #onSeat: (GroupPerson | undefined)[];
  /** Seat → month from which it may be filled. */
  #vacancies: { seat: number; from: Month }[] = [];
  readonly #random: (concern: string) => Random;
  readonly #facts: GroupFacts;

  constructor(
    seed: string,
    readonly organisation: GroupOrganisation,
    private readonly from: Month,
    private readonly to: Month,
    private readonly sinks: GroupSinks,
  ) {
    this.#random = streams(seed);
    this.#facts = new GroupFacts(this.#random, sinks);
    this.#onSeat = Array.from({ length: organisation.seats }, () => undefined);
    const random = this.#random("founding");
    const start = firstDay(from);
    for (let seat = 0; seat < organisation.seats; seat++) {
      const years = Math.min(18, random.exponential(organisation.rank(seat) > 0 ? 6 : 4.5) + 0.1);
      this.#hire(seat, Math.floor(start - years * 365.25), start);
    }
    for (const person of this.#onSeat) person!.manager = this.#managerOf(person!.seat);
  }

  get headcount(): number {
    return this.#onSeat.reduce((count, person) => count + (person ? 1 : 0), 0);
  }

  /** Runs the month and hands over who was employed on which working days. */
  *month(month: Month): Generator<Stay> {
    const atRisk = month === this.from ? [] : this.#onSeat.filter((person) => person !== undefined);
    if (month > this.from) this.#firstOfMonth(month);
    const exits = this.#drawExits(atRisk, month);
    const gone = [...exits.keys()];
    this.#hireAndLeave(month, exits);
    const sales = festivalFactor(month);
    for (const person of gone) yield* this.#facts.of(person, month, exits.get(person)!.day, sales);
    for (const person of this.#onSeat)
      if (person) yield* this.#facts.of(person, month, lastDay(month), sales);
  }

  /** Writes the stretches still open. */
  finish(): void {
    for (const person of this.#onSeat) if (person) this.sinks.assignment(stretchCells(person, null));
  }

  #firstOfMonth(month: Month): void {
    const random = this.#random("moves");
    const on = firstDay(month);
    if (on === reorganisation.on)
      for (const seat of this.organisation.reorganise()) this.#syncManager(this.#onSeat[seat], on);
    const mayPromote = [4, 10].includes(calendarMonth(month));
    for (const person of this.#onSeat) {
      if (!person || this.organisation.rank(person.seat) > 0 || on - person.hired < 365) continue;
      if (mayPromote && person.lastScore >= 80 && person.level < 6 && random.chance(plan.rates.promotion))
        this.#change(person, on, { level: person.level + 1 });
      else if (random.chance(plan.rates.swap)) this.#swap(person, random, on);
    }
  }

  /** Two people of one job family change seats. */
  #swap(person: GroupPerson, random: Random, on: Day): void {
    const seat = random.integer(0, this.organisation.seats - 1);
    const other = this.#onSeat[seat];
    if (!other || other === person || this.organisation.rank(seat) > 0 || other.family !== person.family)
      return;
    this.#onSeat[person.seat] = other;
    this.#onSeat[seat] = person;
    other.seat = person.seat;
    person.seat = seat;
    for (const moved of [person, other]) {
      const manager = this.#managerOf(moved.seat);
      this.#change(moved, on, {
        unit: this.organisation.unit(moved.seat),
        site: this.organisation.site(moved.seat),
        manager,
      });
    }
  }

  #drawExits(atRisk: GroupPerson[], month: Month): Map<GroupPerson, Exit> {
    const random = this.#random("exits");
    const exits = new Map<GroupPerson, Exit>();
    const last = month === this.to ? lastDay(month) - 1 : lastDay(month);
    for (const person of atRisk) {
      const facts = hazardFactsOf(person, month);
      const baseline = plan.families[person.family as plan.Family].baseline;
      const voluntary = exitProbability(facts, plan.hazardRatios, baseline);
      const dismissal = plan.rates.dismissal * (facts.missed_two_reviews ? 4 : 1);
      const draw = random.uniform();
      if (draw >= voluntary + dismissal + plan.rates.contractEnd) continue;
      const kind = draw < voluntary ? "voluntary" : draw < voluntary + dismissal ? "involuntary" : "other";
      const on = random.chance(0.3) ? last : firstDay(month) + random.integer(0, last - firstDay(month));
      exits.set(person, { day: on, kind });
    }
    return exits;
  }

  /** In the order of days; on one day hires first, then exits from the bottom of the organisation up. */
  #hireAndLeave(month: Month, exits: Map<GroupPerson, Exit>): void {
    const random = this.#random("hires");
    const days = workingDays(month).slice(0, 12);
    const due = this.#vacancies.filter((v) => v.from <= month);
    this.#vacancies = this.#vacancies.filter((v) => v.from > month);
    const events: { on: Day; order: number; seat: number; leaver?: GroupPerson }[] = [
      ...due.map(({ seat }) => ({ on: random.pick(days), order: -1, seat })),
      ...[...exits].map(([leaver, exit]) => ({
        on: exit.day,
        order: this.organisation.rank(leaver.seat),
        seat: leaver.seat,
        leaver,
      })),
    ].sort((a, b) => a.on - b.on || a.order - b.order || a.seat - b.seat);
    for (const { on, seat, leaver } of events) {
      if (!leaver) {
        this.#hire(seat, on, on);
        this.#syncReports(seat, on);
        continue;
      }
      const { kind } = exits.get(leaver)!;
      this.exits[kind]++;
      this.sinks.exit([employeeId(leaver.number), isoDay(on), kind, reasons[kind]]);
      this.sinks.assignment(stretchCells(leaver, on));
      this.#vacate(leaver.seat, on, (heir) => !exits.has(heir));
    }
  }

  /** Below a lead's empty seat the most skilled direct report moves up, and so on down; a plain seat waits for a hire. */
  #vacate(seat: number, on: Day, mayFollow: (heir: GroupPerson) => boolean): void {
    this.#onSeat[seat] = undefined;
    let heir: GroupPerson | undefined;
    const rank = this.organisation.rank(seat);
    for (const below of rank === 0 ? [] : this.organisation.reports(seat)) {
      const person = this.#onSeat[below];
      if (!person || !mayFollow(person) || person.hired > on - 180) continue;
      // A lead one step below comes before the others.
      const better = (p: GroupPerson) => p.skill + 10 * this.organisation.rank(p.seat);
      if (!heir || better(person) > better(heir)) heir = person;
    }
    if (!heir) {
      const wait = this.#random("hires").chance(plan.rates.vacantForSecondMonth) ? 2 : 1;
      this.#vacancies.push({ seat, from: monthOfDay(on) + wait });
      this.#syncReports(seat, on + 1);
      return;
    }
    const old = heir.seat;
    this.#onSeat[seat] = heir;
    heir.seat = seat;
    this.#change(heir, on + 1, {
      unit: this.organisation.unit(seat),
      site: this.organisation.site(seat),
      family: this.organisation.family(seat),
      job: jobOf(this.organisation, seat),
      level: Math.max(heir.level + 1, leadLevels[rank]!),
      manager: this.#managerOf(seat),
    });
    this.#syncReports(seat, on + 1);
    this.#vacate(old, on, mayFollow);
  }

  #hire(seat: number, hired: Day, from: Day): void {
    const random = this.#random("people");
    const family = this.organisation.family(seat);
    const rank = this.organisation.rank(seat);
    const gender = random.chance(plan.families[family].women) ? "female" : "male";
    const source = random.weighted(plan.sources);
    const person: GroupPerson = {
      number: ++this.people,
      seat,
      hired,
      isReferred: source === "内部推荐",
      skill: random.normal() + (rank > 0 ? 0.4 : 0),
      overtimeHabit: Math.max(0, random.normal(plan.families[family].overtime, 7)),
      lateness: Math.min(0.25, Math.max(0.002, random.normal(0.03, 0.025))),
      learning: Math.min(0.6, Math.max(0.02, random.normal(0.17, 0.1))),
      level: leadLevels[rank] ?? random.integer(1, 4),
      manager: this.#managerOf(seat),
      unit: this.organisation.unit(seat),
      job: jobOf(this.organisation, seat),
      family,
      site: this.organisation.site(seat),
      from,
      before: { manager: -1, level: 0, managerChanged: longAgo, promoted: longAgo },
      managerChanged: longAgo,
      promoted: longAgo,
      overtime: new Float64Array(3),
      overtimeMonth: new Int32Array(3),
      training: new Uint8Array(12),
      lastScore: passMark,
      scoreBefore: passMark,
    };
    this.#onSeat[seat] = person;
    const age = 20 + Math.floor(random.exponential(6)) + (rank > 0 ? 8 : 0);
    const year = Math.floor(monthOfDay(hired) / 12) - Math.min(age, 42);
    const birth = day(year, random.integer(1, 12), random.integer(1, 28));
    const gendered = gender === "female" ? "F" : "M";
    const education = random.weighted(plan.education);
    this.sinks.employee([
      employeeId(person.number),
      personName(random, gender),
      gendered,
      isoDay(birth),
      isoDay(hired),
      education,
      source,
    ]);
  }

  /** Number of the person on the nearest seat above that is taken; −1 for nobody. */
  #managerOf(seat: number): number {
    for (let at = this.organisation.managerSeat(seat); at >= 0; at = this.organisation.managerSeat(at)) {
      const person = this.#onSeat[at];
      if (person) return person.number;
    }
    return -1;
  }

  #syncReports(seat: number, on: Day): void {
    if (this.organisation.rank(seat) === 0) return;
    for (const below of this.organisation.reports(seat)) {
      const person = this.#onSeat[below];
      if (person) this.#syncManager(person, on);
      else this.#syncReports(below, on);
    }
  }

  #syncManager(person: GroupPerson | undefined, on: Day): void {
    if (!person) return;
    const manager = this.#managerOf(person.seat);
    if (manager !== person.manager) this.#change(person, Math.max(on, person.hired), { manager });
  }

  #change(person: GroupPerson, from: Day, changes: Changes): void {
    changeStretch(person, from, changes, this.sinks.assignment);
  }
}

const reasons = { voluntary: "个人原因", involuntary: "绩效不达标", other: "合同到期" };

/** Level of a lead by rank; plain seats draw theirs. */
const leadLevels: (number | undefined)[] = [undefined, 6, 8, 10, 12];
const leadJobs = ["", "组长", "部门经理", "事业部总经理", "总裁"];

const jobOf = (organisation: GroupOrganisation, seat: number): string =>
  leadJobs[organisation.rank(seat)] || plan.families[organisation.family(seat)].jobs[seat % 3]!;
