// Sources → employee_month the slow, obvious way: every employee, every month, every row looked at by hand.
import type { SourceRow, Sources } from "../../fixtures/source-tables.js";
import { activityOf } from "./reference-activity.js";
import { contactsOf } from "./reference-contacts.js";
import { factsOf, payOf, withOthers } from "./reference-facts.js";
import { attendanceOf } from "./reference-attendance.js";
import {
  addDays,
  compare,
  daysBetween,
  lastDay,
  nextMonth,
  previousMonth,
  text,
  wholeMonths,
} from "./reference-dates.js";

export type ReferenceRow = Record<string, string | number | boolean | string[] | null>;

export interface ReferenceSettings {
  from: string;
  to: string;
  exitsObservedFrom: string | null;
  standardDayHours: number;
  coreFrom: string;
  coreTo: string;
  /** Does a contact count as one with a customer? None does when left out. */
  isCustomer?: (contact: SourceRow) => boolean;
}

export function referenceSpine(sources: Sources, settings: ReferenceSettings): ReferenceRow[] {
  const rows: ReferenceRow[] = [];
  for (let month = settings.from; month <= settings.to; month = nextMonth(month))
    for (const employee of sources.employee ?? []) {
      const row = monthOf(employee, month, sources, settings);
      if (row) rows.push(row);
    }
  return withOthers(rows).sort(
    (a, b) =>
      compare(a.employee_id as string, b.employee_id as string) ||
      compare(a.month as string, b.month as string),
  );
}

function monthOf(
  employee: SourceRow,
  month: string,
  sources: Sources,
  settings: ReferenceSettings,
): ReferenceRow | undefined {
  const id = employee.employee_id as string;
  const hired = employee.hire_date as string;
  const first = `${month}-01`;
  const last = lastDay(month);
  const exit = (sources.termination ?? [])
    .filter((t) => t.employee_id === id && (t.exit_date as string) >= hired)
    .sort((a, b) => compare(a.exit_date as string, b.exit_date as string))[0];
  const exited = (exit?.exit_date as string | undefined) ?? "9999-12-31";
  if (hired > last || exited < first) return undefined;

  const asOf = exited < last ? exited : last;
  const isExit = exited <= last;
  const kind = (exit?.exit_kind as string | null | undefined) ?? "other";
  const start = hired > first ? hired : first;
  const employedDays = daysBetween(start, asOf) + 1;
  const share = employedDays / (daysBetween(first, last) + 1);

  const now = assignmentOn(asOf, id, sources);
  const before = hired < first ? assignmentOn(addDays(first, -1), id, sources) : undefined;
  const changed = now !== undefined && before !== undefined && now !== before;
  const unit = text(now?.org_unit_id);
  const org = orgPath(unit, last, sources);
  const levelBefore = changed ? lastKnown("level", addDays(first, -1), id, sources, hired) : null;
  const tenureMonths = wholeMonths(hired, asOf);
  const born = text(employee.birth_date);
  const ageMonths = born === null ? null : wholeMonths(born, asOf);

  return {
    employee_id: id,
    month: first,
    employed_days: employedDays,
    headcount_end: isExit ? 0 : 1,
    headcount_average: share,
    fte: share * ((now?.fte as number | null | undefined) ?? 1),
    exit_exposure: settings.exitsObservedFrom !== null && month >= settings.exitsObservedFrom ? share : 0,
    is_hire: hired >= first,
    is_voluntary_exit: isExit && kind === "voluntary",
    is_involuntary_exit: isExit && kind === "involuntary",
    is_other_exit: isExit && kind !== "voluntary" && kind !== "involuntary",
    is_transfer_in: changed && now.org_unit_id !== before.org_unit_id,
    is_promotion:
      changed && levelBefore !== null && (now.level ?? null) !== null && (now.level as number) > levelBefore,
    is_exit_within_90_days: isExit && daysBetween(hired, exited) <= 90,
    is_exit_within_365_days: isExit && daysBetween(hired, exited) <= 365,
    org_unit_id: unit,
    division: org.names[0] ?? unit,
    department: org.names[1] ?? unit,
    team: org.names[2] ?? unit,
    org_path: unit === null ? null : org.ids,
    manager_id: text(now?.manager_id),
    job: text(now?.job),
    job_family: text(now?.job_family),
    level: (now?.level as number | null | undefined) ?? null,
    site: text(now?.site),
    tier: text(now?.tier),
    employment_type: text(now?.employment_type),
    tenure_months: daysBetween(hired, asOf) / 30.4375,
    tenure_band:
      tenureMonths < 12
        ? "<1y"
        : tenureMonths < 36
          ? "1-3y"
          : tenureMonths < 60
            ? "3-5y"
            : tenureMonths < 120
              ? "5-10y"
              : "10y+",
    gender: text(employee.gender),
    age: ageMonths === null ? null : ageMonths / 12,
    age_band:
      ageMonths === null
        ? null
        : ageMonths < 25 * 12
          ? "<25"
          : ageMonths < 35 * 12
            ? "25-34"
            : ageMonths < 45 * 12
              ? "35-44"
              : ageMonths < 55 * 12
                ? "45-54"
                : "55+",
    education: text(employee.education),
    recruitment_source: text(employee.recruitment_source),
    ...attendanceOf(id, month, sources, settings),
    ...contactsOf(id, month, sources, settings.isCustomer ?? (() => false)),
    ...factsOf(id, month, sources),
    ...payOf(id, month, asOf, hired, sources),
    ...activityOf(id, month, sources),
  };
}

/** The latest assignment that began by that day. */
function assignmentOn(day: string, id: string, sources: Sources): SourceRow | undefined {
  return (sources.job_assignment ?? [])
    .filter((a) => a.employee_id === id && (a.valid_from as string) <= day)
    .sort((a, b) => compare(a.valid_from as string, b.valid_from as string))
    .at(-1);
}

/** The last level known at a month's end, of the assignments that were in force at some month's end since the hire. */
function lastKnown(column: string, day: string, id: string, sources: Sources, hired: string): number | null {
  for (let month = day.slice(0, 7); month >= hired.slice(0, 7); month = previousMonth(month)) {
    const value = assignmentOn(lastDay(month), id, sources)?.[column] ?? null;
    if (value !== null) return value as number;
  }
  return null;
}

function orgPath(unit: string | null, day: string, sources: Sources): { ids: string[]; names: string[] } {
  const known = unitsOn(day, sources);
  if (unit === null || !known.has(unit)) return { ids: unit === null ? [] : [unit], names: [] };
  const ids = climb(unit, known);
  const trees = new Set(
    [...known.keys()]
      .map((u) => climb(u, known))
      .filter((p) => p.length > 1)
      .map((p) => p[0]),
  );
  const names = ids.map((u) => known.get(u)!.name);
  const below = names.slice(trees.size > 1 ? 0 : 1);
  const deepest = names.at(-1)!;
  return { ids, names: [below[0] ?? deepest, below[1] ?? deepest, below[2] ?? deepest] };
}

function climb(unit: string, known: Map<string, { name: string; parent: string | null }>): string[] {
  const path = [unit];
  for (;;) {
    const parent = known.get(path[0])?.parent ?? null;
    if (parent === null || !known.has(parent) || path.includes(parent)) return path;
    path.unshift(parent);
  }
}

function unitsOn(day: string, sources: Sources): Map<string, { name: string; parent: string | null }> {
  const units = new Map<string, { name: string; parent: string | null }>();
  const versions = (sources.org_unit ?? [])
    .map((u) => ({ ...u, since: text(u.valid_from) ?? "0001-01-01" }) as SourceRow)
    .filter((u) => (u.since as string) <= day)
    .sort((a, b) => compare(a.since as string, b.since as string));
  for (const u of versions)
    units.set(u.org_unit_id as string, {
      name: text(u.name) ?? (u.org_unit_id as string),
      parent: text(u.parent_id),
    });
  return units;
}
