// Contacts and punches → hours with customers, minute by minute: each minute is in the set once, whatever happened in it.
import type { SourceRow, Sources } from "../../fixtures/source-tables.js";
import type { ReferenceRow } from "./reference-spine.js";

const minute = 60_000;
const at = (value: unknown): number | null =>
  typeof value === "string" ? Date.parse(`${value.replace(" ", "T")}Z`) / minute : null;
const monthOf = (at: number): string => new Date(at * minute).toISOString().slice(0, 7);

const hours = (minutes: number): number => Math.round((minutes / 60) * 100) / 100;

/** `isCustomer` says of a contact whether anybody outside took part. */
export function contactsOf(
  id: string,
  month: string,
  sources: Sources,
  isCustomer: (contact: SourceRow) => boolean,
): ReferenceRow {
  const contact = new Set<number>();
  for (const row of (sources.customer_contact ?? []).filter((r) => r.employee_id === id && isCustomer(r))) {
    const from = at(row.started_at)!;
    const to = at(row.ended_at) ?? (typeof row.minutes === "number" ? from + row.minutes : from);
    for (let m = from; m < Math.min(to, from + 1440); m++) contact.add(m);
  }
  const inMonth = [...contact].filter((m) => monthOf(m) === month);
  if (inMonth.length === 0) return { customer_contact_hours: null, off_clock_contact_hours: null };
  const worked = new Set<number>();
  for (const row of (sources.attendance_day ?? []).filter((r) => r.employee_id === id)) {
    const midnight = at(`${row.work_date as string} 00:00:00`)!;
    const [began, ended] = [at(row.clock_in), at(row.clock_out)];
    let span: [number, number] | undefined;
    if (began !== null && ended !== null) span = [began, ended < began ? ended + 1440 : ended];
    else if (((row.worked_hours as number | null | undefined) ?? 0) > 0)
      span = [began ?? midnight, midnight + 1440];
    if (span) for (let m = span[0]; m < Math.min(span[1], span[0] + 1440); m++) worked.add(m);
  }
  return {
    customer_contact_hours: hours(inMonth.length),
    off_clock_contact_hours: hours(inMonth.filter((m) => !worked.has(m)).length),
  };
}
