// One simulated person: what the files will show, what drives them underneath, and their stretches in one job.
import { type Day, isoDay, type Month, monthOfDay } from "./calendar.js";
import type { Gender } from "./people-names.js";

export type ExitKind = "voluntary" | "involuntary" | "other";

export interface Exit {
  /** Last day employed. */
  day: Day;
  kind: ExitKind;
  /** Chinese, as in the file. */
  reason: string;
}

export interface Assignment {
  from: Day;
  /** Inclusive; null = open. */
  to: Day | null;
  unit: string;
  manager: string | null;
  job: string;
  family: string;
  level: number;
  site: string;
  employmentType: string;
  tier: string;
  fte: number;
}

export interface Score {
  day: Day;
  score: number;
}

/** Never written to a file; it shapes what is. */
export interface Latent {
  /** Standard deviations; trait effects are already in it. */
  skill: number;
  /** Overtime hours of an ordinary month. */
  overtime: number;
  /** Probability of being late on a day. */
  lateness: number;
  /** Client visits relative to the usual, in standard deviations. */
  visiting: number;
  /** Standard deviations around the usual satisfaction. */
  satisfaction: number;
}

export interface Person {
  id: string;
  name: string;
  gender: Gender;
  birth: Day;
  hired: Day;
  /** Chinese, as in the file. */
  education: string;
  source: string;
  latent: Latent;
  assignments: Assignment[];
  exit?: Exit;
  /** Visible facts, kept because hazards and later rows depend on them. */
  overtimeHours: Map<Month, number>;
  trainingHours: Map<Month, number>;
  completed: Map<string, Day>;
  scores: Score[];
  surveys: Score[];
}

export const currentAssignment = (person: Person): Assignment => person.assignments.at(-1)!;

/** From that day on the job is different; a change on the day the stretch began replaces it. */
export function changeAssignment(person: Person, from: Day, changes: Partial<Assignment>): void {
  const current = currentAssignment(person);
  if (from < current.from)
    throw new Error(`${person.id}: change on ${isoDay(from)} before ${isoDay(current.from)}`);
  if (from === current.from) Object.assign(current, changes);
  else {
    current.to = from - 1;
    person.assignments.push({ ...current, ...changes, from, to: null });
  }
}

export function closeEmployment(person: Person, exit: Exit): void {
  person.exit = exit;
  // A new manager from the day after (the lead left on the same day): that stretch never came about.
  while (person.assignments.length > 1 && currentAssignment(person).from > exit.day) person.assignments.pop();
  const current = currentAssignment(person);
  if (exit.day < current.from)
    throw new Error(`${person.id}: exit on ${isoDay(exit.day)} before ${isoDay(current.from)}`);
  current.to = exit.day;
}

/** First and last employed day inside the stretch of days; undefined when there is none. */
export function employedWithin(person: Person, from: Day, to: Day): [Day, Day] | undefined {
  const first = Math.max(person.hired, from);
  const last = Math.min(person.exit?.day ?? to, to);
  return first <= last ? [first, last] : undefined;
}

/** Months in which a stretch began that differs from the one before it in that respect. */
export const monthsOfChange = (
  person: Person,
  hasChanged: (before: Assignment, after: Assignment) => boolean,
): Month[] =>
  person.assignments
    .slice(1)
    .flatMap((after, i) => (hasChanged(person.assignments[i]!, after) ? [monthOfDay(after.from)] : []));

/** The job held on that day. */
export const assignmentOn = (person: Person, day: Day): Assignment =>
  person.assignments.find((a) => a.from <= day && (a.to === null || day <= a.to))!;
