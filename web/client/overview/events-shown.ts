// Dated events + shown months → those that are marked, and the key that names their numbers.
import type { CalendarEvent } from "../../../models/programme/calendar-events.js";
import { signOf } from "../chart/sign-labels.js";
import { session } from "../session.js";
import { say } from "../t.js";
import type { Span } from "./phases.js";

/** More lines than this say nothing any more. */
const mostEvents = 7;

export const eventsShown = (events: CalendarEvent[], { from, to }: Span): CalendarEvent[] =>
  events.filter(({ date }) => date.slice(0, 7) >= from && date.slice(0, 7) <= to).slice(0, mostEvents);

/** "① New KPI scheme, ② courses." */
export function eventKey(events: CalendarEvent[]): string {
  if (events.length === 0) return "";
  const zh = session.locale === "zh";
  const named = events.map((event, i) => `${signOf(i)}\u00a0${say(event.title)}`);
  return zh ? `${named.join("，")}。` : `${named.join(", ")}.`;
}
