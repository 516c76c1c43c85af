// Period, day and time zone → what part of an amount is due by then: working days gone ÷ working days of the period.
import { lastDayOf, monthNumber, monthText } from "../month.js";
import { firstWorkingDays } from "../targets/working-share.js";
import type { Due, Goal, NoDue } from "./progress-types.js";

/** Months YYYY-MM, `through` YYYY-MM-DD, all inclusive. */
export interface DueSpan {
  from: string;
  to: string;
  through: string;
  timeZone: string;
  /** Where the target is that of some months only, as recorded month by month: these, YYYY-MM. */
  months?: readonly string[];
}

/**
 * Only amounts that add up have a part due by a day: 2 suggestions a quarter are 0.15 a week. A rate of 85 % is 85 % in every
 * week; a quarter of it per week would be a number without meaning, so there is none.
 */
export function dueBy(
  value: number,
  { target, adds, direction }: Pick<Goal, "target" | "adds" | "direction">,
  { from, to, through, timeZone, months }: DueSpan,
): Due | NoDue {
  if (target === null) return "no_target";
  if (adds === "rate") return "rate";
  if (direction === "at_most") return "at_most";
  if (through >= lastDayOf(to)) return "over";
  if (adds === "unstated") return "unstated";
  let [days, of] = [0, 0];
  for (let month = monthNumber(from); month <= monthNumber(to); month++) {
    if (months && !months.includes(monthText(month))) continue;
    const { worked, all } = firstWorkingDays(monthText(month), through, timeZone);
    days += worked;
    of += all;
  }
  if (of === 0) return "no_target";
  const amount = (target * days) / of;
  return { amount, ahead: value - amount, days, of, perWeek: (target * 5) / of };
}
