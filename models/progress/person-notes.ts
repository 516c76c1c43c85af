// What superior and employee write beside a sheet → journal lines, kept with the person and the period.
import { appendJournal } from "../../engine/index.js";
import type { ModelContext } from "../model-context.js";
import { mustRead } from "./progress-access.js";
import { progressErrors as fail } from "./progress-errors.js";

export const mostTextLength = 2000;

export function textOf(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > mostTextLength)
    throw fail.progress_text_missing({ most: mostTextLength });
  return trimmed;
}

/** The person's own words where the reader is the person; the superior's note otherwise. `period`: first month, YYYY-MM. */
export async function writeNote(
  context: ModelContext,
  employee: string,
  { period, text }: { period: string; text: string },
): Promise<void> {
  const { workspace, reader, now, cache } = context;
  const said = textOf(text);
  if (!/^\d{4}-\d{2}$/.test(period) || period < cache.history.from || period > cache.history.to)
    throw fail.progress_month_unknown({
      found: period.slice(0, 20),
      from: cache.history.from,
      to: cache.history.to,
    });
  await mustRead(context, employee, { from: period, to: period });
  const kind = reader.employee === employee ? "progress_say" : "progress_note";
  appendJournal(workspace, { kind, person: employee, period, by_user: reader.id, text: said }, now);
}
