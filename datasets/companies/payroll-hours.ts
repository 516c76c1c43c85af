// A person's month of attendance → the hours that payroll paid, to the half hour, with the slips that payrolls make.
import type { AttendanceDay } from "./attendance.js";
import { firstDay, isoDay, type Month } from "./calendar.js";
import type { Random } from "./random.js";
import type { Cell } from "./write-csv.js";

export const payrollHeaders = ["工号", "计薪月份", "计薪工时", "计薪加班工时"] as const;

/** In how many employee-months overtime is paid once more, and in how many the row is missing. */
const slips = { extra: 1 / 300, missing: 1 / 1500 };

export interface PayrollRow {
  /** Under `payrollHeaders`; null where payroll forgot the person. */
  cells: Cell[] | null;
  slip: "extra" | "missing" | null;
}

/** Annual and sick leave are paid, 事假 is not. */
export function payrollRow(
  random: Random,
  id: string,
  month: Month,
  rows: readonly AttendanceDay[],
): PayrollRow {
  const hours = rows.reduce((sum, row) => sum + paidHours(row), 0);
  const overtime = halves(rows.reduce((sum, row) => sum + row.overtime, 0));
  const draw = random.uniform();
  if (draw < slips.missing) return { cells: null, slip: "missing" };
  const isExtra = draw < slips.missing + slips.extra;
  const extra = isExtra ? random.integer(8, 24) : 0;
  return {
    cells: [id, isoDay(firstDay(month)), halves(hours), overtime + extra],
    slip: isExtra ? "extra" : null,
  };
}

const paidHours = ({ absence, planned, worked, overtime }: AttendanceDay): number =>
  absence === "正常" ? worked - overtime : absence === "事假" ? 0 : planned;

const halves = (hours: number): number => Math.round(hours * 2) / 2;
