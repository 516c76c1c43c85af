// Sources → employee_month the slow, obvious way: every employee, every month, every row looked at by hand.
import type { SourceRow, Sources } from "../../fixtures/source-tables.js";

export type ReferenceRow = Record<string, string | number | boolean | string[] | null>;

export interface ReferenceSettings {
  from: string;
  to: string;
  exitsObservedFrom: string | null;
  standardDayHours: number;
  coreFrom: string;
  coreTo: string;
}

export function referenceSpine(sources: Sources, settings: ReferenceSettings): ReferenceRow[] {
  const rows: ReferenceRow[] = [];
  for (let month = settings.from; month <= settings.to; month = nextMonth(month))
    for (const employee of sources.employee ?? []) {
      const row = monthOf(employee, month, sources, settings);
      if (row) rows.push(row);
    }
  return rows.sort(
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

function attendanceOf(
  id: string,
  month: string,
  sources: Sources,
  settings: ReferenceSettings,
): ReferenceRow {
  const all = (sources.attendance_day ?? []).filter((d) => !isClosed(d.work_date as string, sources));
  const days = all
    .filter((d) => (d.work_date as string).startsWith(month))
    .map((d) => readDay(d, settings))
    .filter((d) => d.isWorkday);
  const mine = days.filter((d) => d.id === id);
  if (mine.length === 0)
    return {
      attendance_days: null,
      absent_days: null,
      leave_days: null,
      planned_hours: null,
      worked_hours: null,
      overtime_hours: null,
      night_hours: null,
      late_days: null,
      core_time_days: null,
    };
  const isPresenceRecorded = days.some((d) => d.isPresenceKnown);
  const allAway = mine.every(
    (d) => d.began !== null || d.isAbsent || d.isLeave || (d.isMissing && isPresenceRecorded),
  );
  const count = (test: (day: Day) => boolean) => mine.filter(test).length;
  const hours = (values: (number | null)[]): number | null => {
    const known = values.filter((v) => v !== null);
    return known.length === 0 ? null : Math.round(known.reduce((sum, v) => sum + v, 0) / 36) / 100;
  };
  const hasPunches = mine.some((d) => d.began !== null && d.ended !== null);
  return {
    attendance_days: mine.length,
    absent_days: count((d) => d.isAbsent || (d.isMissing && isPresenceRecorded)),
    leave_days: count((d) => d.isLeave),
    planned_hours: hours(mine.map((d) => d.planned)),
    worked_hours: hours(mine.map((d) => d.worked)),
    overtime_hours: hours(mine.map((d) => d.overtime)),
    night_hours: hasPunches || allAway ? (hours(mine.map((d) => d.night)) ?? 0) : null,
    late_days: mine.some((d) => d.isLate !== null) || allAway ? count((d) => d.isLate === true) : null,
    core_time_days: hasPunches || allAway ? count((d) => d.isCore) : null,
  };
}

type Day = ReturnType<typeof readDay>;

function readDay(d: SourceRow, settings: ReferenceSettings) {
  const date = d.work_date as string;
  const planned = Math.round(
    ((d.planned_hours as number | null | undefined) ?? settings.standardDayHours) * 3600,
  );
  const given = seconds(d.worked_hours);
  const began = punch(date, text(d.clock_in));
  let ended = punch(date, text(d.clock_out));
  if (began !== null && ended !== null && ended < began) ended += 86400;
  const kind = text(d.absence_kind);
  const worked = given ?? (began === null || ended === null ? null : Math.min(ended - began, 86400));
  const isMissing = kind === null && began === null && ended === null && (given ?? 0) === 0;
  const isAbsent = kind === "sick" || kind === "unexcused";
  let night: number | null = null;
  if (began !== null && ended !== null) {
    night = 0;
    for (const [from, to] of [
      [0, 6 * 3600],
      [22 * 3600, 30 * 3600],
    ])
      night += Math.max(0, Math.min(ended, to) - Math.max(began, from));
  }
  const late = (d.is_late as boolean | null | undefined) ?? null;
  return {
    id: d.employee_id as string,
    planned,
    worked,
    overtime: seconds(d.overtime_hours) ?? (worked === null ? null : Math.max(0, worked - planned)),
    began,
    ended,
    night,
    isMissing,
    isAbsent,
    isLeave: kind === "leave",
    isPresenceKnown: !isMissing,
    isLate: late ?? (began === null ? null : began > punch(date, `${date} ${settings.coreFrom}:00`)!),
    isCore:
      began !== null &&
      ended !== null &&
      began <= punch(date, `${date} ${settings.coreFrom}:00`)! &&
      ended >= punch(date, `${date} ${settings.coreTo}:00`)!,
    isWorkday: planned > 0 || (given ?? 0) > 0 || began !== null || ended !== null,
  };
}

/** Three or more people have a row that day and nothing is known of any of them. */
function isClosed(date: string, sources: Sources): boolean {
  const rows = (sources.attendance_day ?? []).filter((d) => d.work_date === date);
  const isBlank = (d: SourceRow) =>
    [d.planned_hours, d.absence_kind, d.clock_in, d.clock_out].every((v) => (v ?? null) === null) &&
    ((d.worked_hours as number | null | undefined) ?? 0) === 0;
  return rows.length >= 3 && rows.every(isBlank);
}

function activityOf(id: string, month: string, sources: Sources): ReferenceRow {
  const mine = (table: string, date: string) =>
    (sources[table] ?? []).filter((r) => r.employee_id === id && (r[date] as string).startsWith(month));
  const mean = (rows: SourceRow[]): number | null => {
    const scores = rows.map((r) => r.score ?? null).filter((s) => s !== null) as number[];
    return scores.length === 0 ? null : scores.reduce((a, b) => a + b, 0) / scores.length;
  };
  const total = (rows: SourceRow[], column: string): number | null => {
    const values = rows.map((r) => r[column] ?? null).filter((v) => v !== null) as number[];
    return values.length === 0 ? null : values.reduce((a, b) => a + b, 0);
  };
  const reviews = mine("performance_review", "review_date");
  const courses = mine("training_record", "training_date");
  const taken = courses.filter(
    (c) => ((c.status ?? null) as string | null) === null || c.status === "completed",
  );
  const sales = mine("sales_activity", "month");
  const answers = mine("survey_response", "survey_date");
  const scored = (rows: SourceRow[]) =>
    rows.length === 0 ? null : rows.filter((r) => (r.score ?? null) !== null).length;
  return {
    review_score: mean(reviews),
    review_count: scored(reviews),
    training_hours: courses.length === 0 ? null : (total(taken, "hours") ?? 0),
    courses_completed: courses.length === 0 ? null : taken.length,
    visits: total(sales, "visits"),
    leads: total(sales, "leads"),
    deals: total(sales, "deals"),
    revenue: total(sales, "revenue"),
    new_customer_revenue: total(sales, "new_customer_revenue"),
    big_client_revenue: total(sales, "big_client_revenue"),
    survey_score: mean(answers),
    survey_count: scored(answers),
  };
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
const seconds = (hours: unknown): number | null =>
  typeof hours === "number" ? Math.round(hours * 3600) : null;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const time = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const daysBetween = (a: string, b: string): number => (time(b) - time(a)) / 86_400_000;
const addDays = (day: string, n: number): string =>
  new Date(time(day) + n * 86_400_000).toISOString().slice(0, 10);
const punch = (date: string, at: string | null): number | null =>
  at === null ? null : (Date.parse(`${at.replace(" ", "T")}Z`) - time(date)) / 1000;
const lastDay = (month: string): string => addDays(`${nextMonth(month)}-01`, -1);
const previousMonth = (month: string): string => addDays(`${month}-01`, -1).slice(0, 7);

function nextMonth(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

/** Anniversaries by month that have passed. */
function wholeMonths(from: string, to: string): number {
  const [y1, m1, d1] = from.split("-").map(Number);
  const [y2, m2, d2] = to.split("-").map(Number);
  return (y2 - y1) * 12 + m2 - m1 - (d2 < d1 ? 1 : 0);
}
