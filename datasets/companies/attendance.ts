// A person's month → one row per working day employed: planned and worked hours, punches, lateness, leave.
import { calendarMonth, type Day, festivalWeight, isoDay, type Month, workingDays } from "./calendar.js";
import type { Person } from "./person.js";
import type { Random } from "./random.js";

export interface AttendanceDay {
  day: Day;
  planned: number;
  worked: number;
  overtime: number;
  /** Minutes after midnight; null when absent. */
  clockIn: number | null;
  clockOut: number | null;
  late: boolean;
  /** Chinese, as in the file: 正常, 年假, 病假 or 事假. */
  absence: string;
}

const startOfWork = 9 * 60;
const endOfWork = 18 * 60;
const lastPunch = 23 * 60 + 50;
/** Overtime relative to an ordinary month: quarter ends and the year's end are busy. */
export const overtimeSeason = [0.9, 0.8, 1.25, 0.95, 0.95, 1.2, 0.9, 0.95, 1.2, 0.9, 1.05, 1.35];
const shareOfDaysWithOvertime = 0.45;

export function attendanceOfMonth(
  random: Random,
  person: Person,
  month: Month,
  from: Day,
  to: Day,
): AttendanceDay[] {
  const season = overtimeSeason[calendarMonth(month) - 1]!;
  const winter = [1, 2, 11, 12].includes(calendarMonth(month));
  const leave = 0.025 + 0.06 * festivalWeight(month);
  const sick = winter ? 0.016 : 0.009;
  const meanOvertime = (person.latent.overtime * season) / (21 * shareOfDaysWithOvertime);
  return workingDays(month)
    .filter((day) => day >= from && day <= to)
    .map((day) => {
      const absence = random.uniform();
      if (absence < leave) return away(day, "年假");
      if (absence < leave + sick) return away(day, "病假");
      if (absence < leave + sick + 0.002) return away(day, "事假");
      const late = random.chance(person.latent.lateness);
      const clockIn = late
        ? startOfWork + 3 + Math.floor(random.exponential(14))
        : startOfWork - random.integer(0, 22);
      const overtimeMinutes = random.chance(shareOfDaysWithOvertime)
        ? Math.round((random.exponential(meanOvertime) * 60) / 6) * 6
        : 0;
      const overtime = Math.min(overtimeMinutes, lastPunch - endOfWork) / 60;
      const clockOut = endOfWork + Math.round(overtime * 60) + (overtime > 0 ? 0 : random.integer(0, 9));
      const missed = late ? Math.min(clockIn - startOfWork, 240) / 60 : 0;
      return {
        day,
        planned: 8,
        worked: hundredths(8 - missed + overtime),
        overtime: hundredths(overtime),
        clockIn: Math.min(clockIn, startOfWork + 240),
        clockOut,
        late,
        absence: "正常",
      };
    });
}

export const attendanceHeaders = [
  "工号",
  "考勤日期",
  "应出勤工时",
  "实际工时",
  "加班工时",
  "上班打卡",
  "下班打卡",
  "是否迟到",
  "缺勤类型",
] as const;

/** Cells under `attendanceHeaders`. */
export const attendanceCells = (id: string, row: AttendanceDay): (string | number)[] => [
  id,
  isoDay(row.day),
  row.planned,
  row.worked,
  row.overtime,
  punch(row.day, row.clockIn),
  punch(row.day, row.clockOut),
  row.late ? "是" : "否",
  row.absence,
];

const away = (day: Day, absence: string): AttendanceDay => ({
  day,
  planned: 8,
  worked: 0,
  overtime: 0,
  clockIn: null,
  clockOut: null,
  late: false,
  absence,
});

const hundredths = (hours: number): number => Math.round(hours * 100) / 100;

const punch = (day: Day, minutes: number | null): string =>
  minutes === null
    ? ""
    : `${isoDay(day)} ${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}:00`;
