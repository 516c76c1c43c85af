// Months → what moves in the calendar from year to year: Spring Festival's days before, during and after, and working days.
// For calendar months only; mainland China's holidays and make-up days (调休) where the company works by them.
import { workingDays } from "../../engine/quality/working-days.js";
import type { Regressor } from "../estimators/calendar-regressors.js";
import { monthText, yearOf } from "../month.js";
import { springFestival } from "./spring-festival.js";

const dayMilliseconds = 86_400_000;
/** Days of each part: 10 before 正月初一, 7 of the festival, 14 after. */
const parts = [
  { id: "festival_before", from: -10, days: 10 },
  { id: "festival", from: 0, days: 7 },
  { id: "festival_after", from: 7, days: 14 },
] as const;

/** chinese-days knows the holidays up to here; later months take the mean of the same month in the years before. */
export const knownHolidaysTo = 2026;
const yearsBack = 5;

/** `first`: number of the first month; one value per month. */
export function monthRegressors(first: number, months: number, timeZone: string): Regressor[] {
  const values = (of: (month: number) => number) =>
    Float64Array.from({ length: months }, (_, i) => of(first + i));
  return [
    ...parts.map(({ id, from, days }) => ({
      id,
      group: "spring_festival",
      values: values((month) => shareInMonth(month, from, days)),
    })),
    {
      id: "working_days",
      group: "working_days",
      values: values((month) => Math.log(workingDaysOf(month, timeZone))),
    },
  ];
}

/** Share of the days from `from` days after 正月初一 on that lie in the month. */
function shareInMonth(month: number, from: number, days: number): number {
  const year = yearOf(month);
  const begin = Date.UTC(year, month % 12, 1) / dayMilliseconds;
  const end = Date.UTC(year, (month % 12) + 1, 1) / dayMilliseconds;
  const start = springFestival(year) + from;
  return Math.max(0, Math.min(end, start + days) - Math.max(begin, start)) / days;
}

/** Working days, for years whose holidays are not published yet: as in the same month of the last five known ones. */
export function workingDaysOf(month: number, timeZone: string): number {
  if (yearOf(month) <= knownHolidaysTo) return workingDays(monthText(month), timeZone);
  const same = knownHolidaysTo * 12 + (month % 12);
  let sum = 0;
  for (let back = 0; back < yearsBack; back++) sum += workingDays(monthText(same - 12 * back), timeZone);
  return sum / yearsBack;
}
