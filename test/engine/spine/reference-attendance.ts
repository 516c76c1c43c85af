// Attendance rows → one person's month of attendance, day by day.
import type { SourceRow, Sources } from "../../fixtures/source-tables.js";
import { punch, seconds, text } from "./reference-dates.js";
import type { ReferenceRow, ReferenceSettings } from "./reference-spine.js";

export function attendanceOf(
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
      absence_spells: null,
      absence_spell_days: null,
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
  const hasPunches = mine.some((d) => d.began !== null && d.ended !== null);
  return {
    attendance_days: mine.length,
    absent_days: count((d) => d.isAbsent || (d.isMissing && isPresenceRecorded)),
    ...spellsOf(id, month, all, settings),
    leave_days: count((d) => d.isLeave),
    planned_hours: hours(mine.map((d) => d.planned)),
    worked_hours: hours(mine.map((d) => d.worked)),
    overtime_hours: hours(mine.map((d) => d.overtime)),
    night_hours: hasPunches || allAway ? (hours(mine.map((d) => d.night)) ?? 0) : null,
    late_days: mine.some((d) => d.isLate !== null) || allAway ? count((d) => d.isLate === true) : null,
    core_time_days: hasPunches || allAway ? count((d) => d.isCore) : null,
  };
}

const monthNumber = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

/** Day by day through all that is known of the person; a month without attendance ends a spell. */
function spellsOf(id: string, month: string, all: SourceRow[], settings: ReferenceSettings): ReferenceRow {
  const days = all
    .map((d) => ({ ...readDay(d, settings), date: d.work_date as string }))
    .filter((d) => d.isWorkday);
  const isRecorded = (of: string) => days.some((d) => d.date.startsWith(of) && d.isPresenceKnown);
  const mine = days
    .filter((d) => d.id === id && (!d.isMissing || isRecorded(d.date.slice(0, 7))))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const isAway = (d: (typeof mine)[number]) => d.isAbsent || d.isMissing;
  const begins = mine.filter((d, i) => {
    const before = mine[i - 1];
    return isAway(d) && !(before && isAway(before) && monthNumber(d.date) - monthNumber(before.date) <= 1);
  });
  return {
    absence_spells: begins.filter((d) => d.date.startsWith(month)).length,
    absence_spell_days: mine.filter((d) => d.date.startsWith(month) && isAway(d)).length,
  };
}

const hours = (values: (number | null)[]): number | null => {
  const known = values.filter((v) => v !== null);
  return known.length === 0 ? null : Math.round(known.reduce((sum, v) => sum + v, 0) / 36) / 100;
};

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
  return rows.length >= 3 && rows.every(isBlank);
}

const isBlank = (d: SourceRow) =>
  [d.planned_hours, d.absence_kind, d.clock_in, d.clock_out].every((v) => (v ?? null) === null) &&
  ((d.worked_hours as number | null | undefined) ?? 0) === 0;
