// Day asked for and what the data know → the last day that counts, and the last whole month before it.
import { lastDayOf, monthNumber } from "../month.js";
import { nowcastErrors as fail } from "./nowcast-errors.js";

export interface KnownBy {
  /** "YYYY-MM-DD". */
  day: string;
  /** Number of the last month that is over by then. */
  lastWhole: number;
  /** The month of `day` has begun and is not over. */
  isRunning: boolean;
}

/**
 * What is known by a day: data say what a month has brought up to the last import, and nothing of how it came day by day. So a
 * month that runs counts as far as it is known, and of an earlier day only the whole months before it. Errors: nowcast_day_invalid.
 */
export function knownBy(asked: string | undefined, through: string): KnownBy {
  if (asked !== undefined && !isDay(asked)) throw fail.nowcast_day_invalid({ found: asked.slice(0, 20) });
  const day = asked !== undefined && asked < through ? asked : through;
  const isWhole = day === lastDayOf(day);
  return {
    day,
    lastWhole: monthNumber(day) - (isWhole ? 0 : 1),
    isRunning: !isWhole && day === through,
  };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
