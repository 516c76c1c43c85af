// A day and minutes after its midnight → the time as a system exports it.
import { type Day, isoDay } from "./calendar.js";

/** Minutes since the epoch day 0; what is compared and added. */
export type Minute = number;

export const minuteOf = (day: Day, minutes: number): Minute => day * 1440 + minutes;
export const dayOfMinute = (minute: Minute): Day => Math.floor(minute / 1440);

const two = (value: number): string => String(value).padStart(2, "0");

/** `2024-05-31 09:05:00`. */
export function clockText(minute: Minute): string {
  const rest = minute - dayOfMinute(minute) * 1440;
  return `${isoDay(dayOfMinute(minute))} ${two(Math.floor(rest / 60))}:${two(rest % 60)}:00`;
}
