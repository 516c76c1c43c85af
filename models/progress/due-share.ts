// Period, day and time zone → what part of an amount is due by then: working days gone ÷ working days of the period.
import { isWorkingDay } from "../../engine/quality/working-days.js";
import type { Due, Goal, NoDue } from "./progress-types.js";

const dayMs = 86_400_000;

/** Months YYYY-MM, `through` YYYY-MM-DD, all inclusive. */
export interface DueSpan {
  from: string;
  to: string;
  through: string;
  timeZone: string;
}

export const lastDay = (month: string): string => {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};

/** Working days from `first` to `last`, both inclusive. */
export function workingDaysBetween(first: string, last: string, timeZone: string): number {
  let days = 0;
  for (let at = Date.parse(first); at <= Date.parse(last); at += dayMs)
    if (isWorkingDay(new Date(at).toISOString().slice(0, 10), timeZone)) days++;
  return days;
}

/**
 * Only amounts that add up have a part due by a day: 2 suggestions a quarter are 0.15 a week. A rate of 85 % is 85 % in every
 * week; a quarter of it per week would be a number without meaning, so there is none.
 */
export function dueBy(
  value: number,
  { target, adds, direction }: Pick<Goal, "target" | "adds" | "direction">,
  { from, to, through, timeZone }: DueSpan,
): Due | NoDue {
  if (target === null) return "no_target";
  if (adds === "rate") return "rate";
  if (direction === "at_most") return "at_most";
  if (through >= lastDay(to)) return "over";
  if (adds === "unstated") return "unstated";
  const of = workingDaysBetween(`${from}-01`, lastDay(to), timeZone);
  const days = workingDaysBetween(`${from}-01`, through, timeZone);
  if (of === 0) return "no_target";
  const amount = (target * days) / of;
  return { amount, ahead: value - amount, days, of, perWeek: (target * 5) / of };
}
