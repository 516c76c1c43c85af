// One person of the group, kept small: only what the next month depends on; rows are written as soon as they are final.
import { type Day, isoDay, type Month, monthOfDay } from "./calendar.js";
import type { Cell } from "./write-csv.js";

export interface GroupPerson {
  number: number;
  seat: number;
  hired: Day;
  isReferred: boolean;
  skill: number;
  overtimeHabit: number;
  lateness: number;
  /** Probability of a course in a month. */
  learning: number;
  level: number;
  manager: number;
  /** The stretch now open. */
  unit: string;
  job: string;
  family: string;
  site: string;
  from: Day;
  /** As in the stretch before the open one. */
  before: { manager: number; level: number; managerChanged: Month; promoted: Month };
  managerChanged: Month;
  promoted: Month;
  /** Overtime hours by month modulo 3, and the month it is of. */
  overtime: Float64Array;
  overtimeMonth: Int32Array;
  /** Completed training hours by month modulo 12. */
  training: Uint8Array;
  lastScore: number;
  scoreBefore: number;
}

/** A month so long ago that nothing follows from it. */
export const longAgo = -1_000_000;

export const employeeId = (number: number): string => `E${String(number).padStart(7, "0")}`;

export type Changes = Partial<Pick<GroupPerson, "manager" | "level" | "unit" | "job" | "family" | "site">>;

/** Writes the stretch that ends and opens the next one; a change on the day it began is made in place. */
export function changeStretch(
  person: GroupPerson,
  from: Day,
  changes: Changes,
  write: (cells: Cell[]) => void,
): void {
  if (from > person.from) {
    write(stretchCells(person, from - 1));
    person.before = {
      manager: person.manager,
      level: person.level,
      managerChanged: person.managerChanged,
      promoted: person.promoted,
    };
    person.from = from;
  }
  Object.assign(person, changes);
  const month = monthOfDay(person.from);
  const { before } = person;
  const isFirst = before.level === 0;
  person.managerChanged = !isFirst && person.manager !== before.manager ? month : before.managerChanged;
  person.promoted = !isFirst && person.level > before.level ? month : before.promoted;
}

export const stretchHeaders = [
  "employee_id",
  "valid_from",
  "valid_to",
  "org_unit_id",
  "manager_id",
  "job",
  "job_family",
  "level",
  "site",
  "employment_type",
] as const;

/** Cells under `stretchHeaders`; `to` null = open. */
export const stretchCells = (person: GroupPerson, to: Day | null): Cell[] => [
  employeeId(person.number),
  isoDay(person.from),
  to === null ? null : isoDay(to),
  person.unit,
  person.manager < 0 ? null : employeeId(person.manager),
  person.job,
  person.family,
  person.level,
  person.site,
  "全职",
];
