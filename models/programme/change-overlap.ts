// A programme's window → what else changed in it: calendar events and other programmes. Their effects cannot be told apart.
import type { Bilingual } from "../../engine/locale.js";
import { monthNumber } from "../../engine/metrics/period.js";
import type { ModelContext } from "../model-context.js";
import { calendarEvents } from "./calendar-events.js";
import type { Programme } from "./programme-schema.js";
import { programmesOf } from "./programme-files.js";

export interface Overlap {
  /** `declared`: by the plan itself. */
  kind: "event" | "programme" | "declared";
  id: string;
  name: Bilingual;
  /** YYYY-MM-DD of an event, first month of a programme's change, month of what the plan declares. */
  at: string;
  /** `change`: in the months of the change, inseparable; `after`: later, mixed into the effect after it. */
  when: "change" | "after";
}

/** Holidays come every year and change nothing by themselves. */
const recurring = /holiday|festival|节|假/i;

export async function changeOverlap(
  { workspace, cache }: Pick<ModelContext, "workspace" | "cache">,
  { id, phases, also_changed: declared = [] }: Pick<Programme, "id" | "phases" | "also_changed">,
): Promise<Overlap[]> {
  const [first, last] = [monthNumber(phases.change.from), monthNumber(phases.change.to)];
  const end = monthNumber(phases.after.to);
  const when = (month: number): Overlap["when"] | null =>
    month < first || month > end ? null : month <= last ? "change" : "after";
  const events = await calendarEvents(cache);
  const found: Overlap[] = [];
  for (const event of events) {
    const at = when(monthNumber(event.date));
    if (at === null || recurring.test(event.kind ?? "")) continue;
    found.push({
      kind: "event",
      id: event.id,
      name: event.title,
      at: event.date,
      when: at,
    });
  }
  for (const { programme } of programmesOf(workspace).found) {
    if (programme.id === id) continue;
    const { change } = programme.phases;
    const overlaps = monthNumber(change.from) <= last && monthNumber(change.to) >= first;
    const at = overlaps ? "change" : when(monthNumber(change.from));
    if (at)
      found.push({ kind: "programme", id: programme.id, name: programme.name, at: change.from, when: at });
  }
  for (const [i, { name, month }] of declared.entries()) {
    const at = when(monthNumber(month));
    if (at) found.push({ kind: "declared", id: `${id}-${i}`, name, at: month, when: at });
  }
  return found;
}
