// Year → first day of the lunar year (正月初一): the holiday that moves between January and February.
import { springFestival as festivalOf } from "../../engine/metrics/spring-festival.js";

const dayMilliseconds = 86_400_000;

/** Days since 1970-01-01. */
export function springFestival(year: number): number {
  const { month, day } = festivalOf(year);
  return Date.UTC(year, month - year * 12, day) / dayMilliseconds;
}

/** True in the calendar month after the one that holds 正月初一, when bonuses are paid and people move on. */
export function isAfterSpringFestival(year: number, month: number): boolean {
  const festival = new Date(springFestival(year) * dayMilliseconds);
  return festival.getUTCMonth() + 2 === month;
}
