// Month and day → working days up to and including the day, and in the whole month; make-up days (调休) are worked.
import { isWorkingDay } from "../../engine/quality/working-days.js";
import { monthNumber } from "../month.js";
import { workingDaysOf } from "./month-regressors.js";

/** `day`: "YYYY-MM-DD"; 0 before the month, all after it. Years whose holidays are not published: expected days. */
export function firstWorkingDays(
  month: string,
  day: string,
  timeZone: string,
): { worked: number; all: number } {
  const all = workingDaysOf(monthNumber(month), timeZone);
  if (day.slice(0, 7) !== month) return { worked: day.slice(0, 7) < month ? 0 : all, all };
  const length = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  let [worked, listed] = [0, 0];
  for (let date = 1; date <= length; date++) {
    const one = `${month}-${String(date).padStart(2, "0")}`;
    if (!isWorkingDay(one, timeZone)) continue;
    listed++;
    if (one <= day) worked++;
  }
  return { worked: (all * worked) / listed, all };
}
