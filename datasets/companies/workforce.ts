// Seats and people over time: hiring, leaving, succession, moves, promotions, and who reports to whom after each.
import { type Day, day, type Month, monthOfDay } from "./calendar.js";
import type { Organisation, Seat } from "./organisation.js";
import { personName } from "./people-names.js";
import {
  changeAssignment,
  closeEmployment,
  currentAssignment,
  type Exit,
  type Latent,
  type Person,
} from "./person.js";
import type { Random } from "./random.js";

export interface Vacancy {
  seat: Seat;
  /** First month in which somebody can start. */
  from: Month;
}

/** How much visible traits add to skill, in standard deviations. */
export interface TraitPlan {
  education: Record<string, number>;
  source: Record<string, number>;
}

export interface WorkforcePlan {
  /** Prefix and digits of employee numbers: `QH` → QH00001. */
  prefix: string;
  education: Record<string, number>;
  sources: Record<string, number>;
  traits: TraitPlan;
  /** Probability that a person of the job family is a woman. */
  women: Record<string, number>;
  /** Mean overtime hours a month by job family. */
  overtime: Record<string, number>;
}

export class Workforce {
  readonly people: Person[] = [];
  readonly vacancies: Vacancy[] = [];
  readonly #seatOf = new Map<Person, Seat>();

  constructor(
    private readonly random: Random,
    readonly organisation: Organisation,
    private readonly plan: WorkforcePlan,
  ) {}

  /** People employed at this point of the simulation, in the order in which they were hired. */
  employed(): Person[] {
    return [...this.#seatOf.keys()];
  }

  seatOf(person: Person): Seat {
    const seat = this.#seatOf.get(person);
    if (!seat) throw new Error(`${person.id} has left`);
    return seat;
  }

  isSeller(person: Person): boolean {
    return currentAssignment(person).family === "销售";
  }

  /** `assignedFrom`: the first day of the files for people who were there before. */
  hire(seat: Seat, hired: Day, assignedFrom: Day = hired): Person {
    const { random, plan } = this;
    const gender = random.chance(plan.women[seat.family] ?? 0.45) ? "female" : "male";
    const education = random.weighted(plan.education);
    const source = random.weighted(plan.sources);
    const ageAtHire =
      seat.level >= 8 ? random.integer(32, 44) : random.integer(22, 26) + Math.floor(random.exponential(4.5));
    const birthYear = Math.max(
      yearOf(hired) - Math.min(ageAtHire, 48),
      yearOf(assignedFrom) - oldestAtStart[gender],
    );
    const latent = this.#latent(seat, education, source);
    const person: Person = {
      id: `${plan.prefix}${String(this.people.length + 1).padStart(5, "0")}`,
      name: personName(random, gender),
      gender,
      birth: day(birthYear, random.integer(1, 12), random.integer(1, 28)),
      hired,
      education,
      source,
      latent,
      assignments: [
        {
          from: assignedFrom,
          to: null,
          unit: seat.unit,
          manager: this.organisation.managerOf(seat)?.id ?? null,
          job: seat.job,
          family: seat.family,
          level: seat.level,
          site: seat.site,
          employmentType: random.chance(0.95) ? "全职" : "劳务派遣",
          tier: latent.skill > 1 ? "核心" : latent.skill > -0.5 ? "骨干" : "发展",
          fte: random.chance(0.03) ? 0.5 : 1,
        },
      ],
      overtimeHours: new Map(),
      trainingHours: new Map(),
      completed: new Map(),
      scores: [],
      surveys: [],
    };
    this.people.push(person);
    seat.person = person;
    this.#seatOf.set(person, seat);
    return person;
  }

  /** Into a vacant seat, from outside. A new lead takes over the unit that day. */
  join(seat: Seat, on: Day): void {
    this.hire(seat, on);
    if (seat.isLead) this.refreshManagers(on);
  }

  /** One level up in the same seat. */
  raise(person: Person, from: Day): void {
    changeAssignment(person, from, { level: currentAssignment(person).level + 1 });
  }

  /** The seat falls vacant; a lead is followed by the most skilled person of the unit, whose own seat falls vacant. */
  leave(person: Person, exit: Exit, mayFollow: (candidate: Person) => boolean): void {
    const seat = this.seatOf(person);
    closeEmployment(person, exit);
    seat.person = undefined;
    this.#seatOf.delete(person);
    const heir = seat.isLead ? this.#heir(seat, mayFollow) : undefined;
    if (heir) this.promoteTo(heir, seat, exit.day + 1);
    else this.#vacate(seat, exit.day);
    this.refreshManagers(exit.day + 1);
  }

  /** Into a vacant seat, at least one level up; the old seat falls vacant. */
  promoteTo(person: Person, seat: Seat, from: Day): void {
    this.#sit(person, seat, from, { level: Math.max(seat.level, currentAssignment(person).level + 1) });
  }

  /** Into a vacant seat elsewhere, at the same level. */
  move(person: Person, seat: Seat, from: Day): void {
    this.#sit(person, seat, from, {});
  }

  /** The seat itself now stands in another unit or has another job. */
  follow(seat: Seat, from: Day): void {
    if (seat.person) changeAssignment(seat.person, from, { unit: seat.unit, job: seat.job, site: seat.site });
  }

  /** Everybody whose lead is another person than on file gets a new stretch from that day. */
  refreshManagers(from: Day): void {
    const leads = this.organisation.leads();
    for (const [person, seat] of this.#seatOf) {
      const manager = this.organisation.managerOf(seat, leads)?.id ?? null;
      if (manager !== currentAssignment(person).manager)
        changeAssignment(person, Math.max(from, person.hired), { manager });
    }
  }

  #sit(person: Person, seat: Seat, from: Day, changes: { level?: number }): void {
    const old = this.seatOf(person);
    old.person = undefined;
    this.#vacate(old, from);
    seat.person = person;
    this.#seatOf.set(person, seat);
    const { unit, job, family, site } = seat;
    changeAssignment(person, from, { unit, job, family, site, ...changes });
  }

  /** Finding somebody takes until the next month, or the one after it. */
  #vacate(seat: Seat, on: Day): void {
    this.vacancies.push({ seat, from: monthOfDay(on) + 1 + (this.random.chance(0.45) ? 1 : 0) });
  }

  #heir(seat: Seat, mayFollow: (candidate: Person) => boolean): Person | undefined {
    const candidates = this.organisation.seats.filter(
      (s) =>
        s.person &&
        s !== seat &&
        s.level < seat.level &&
        this.organisation.isWithin(s.unit, seat.unit) &&
        mayFollow(s.person),
    );
    return candidates.sort((a, b) => readiness(b) - readiness(a))[0]?.person;
  }

  #latent(seat: Seat, education: string, source: string): Latent {
    const { random, plan } = this;
    const traits = (plan.traits.education[education] ?? 0) + (plan.traits.source[source] ?? 0);
    return {
      skill: random.normal() + traits + (seat.isLead ? 0.5 : 0),
      overtime: Math.max(0, random.normal(plan.overtime[seat.family] ?? 12, 7)),
      lateness: Math.min(0.25, Math.max(0.002, random.normal(0.03, 0.025))),
      visiting: random.normal(),
      satisfaction: random.normal(),
    };
  }
}

const yearOf = (on: Day): number => Math.floor(monthOfDay(on) / 12);

/** Leads before others, then by skill. */
const readiness = (seat: Seat): number => (seat.isLead ? 10 : 0) + seat.person!.latent.skill;

/** Nobody has reached the age of retirement when the files begin. */
const oldestAtStart = { female: 54, male: 59 };
