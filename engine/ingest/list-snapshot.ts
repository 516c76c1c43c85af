// A flat list of one day → which day it tells, and from which month on exits were observed in it.
import type { Database } from "../database.js";
import { identifier } from "../sql.js";
import type { ChosenPlans } from "./choose-plans.js";
import type { LoadedTable } from "./load-plans.js";
import type { ManifestSnapshot } from "./manifest.js";

/** Exits after the list's day are seen from the next month on; else the observation window before it says. */
export async function snapshotOf(
  db: Database,
  chosen: ChosenPlans,
  loaded: readonly LoadedTable[],
): Promise<ManifestSnapshot | undefined> {
  if (!chosen.snapshot) return undefined;
  const { date, observationMonths } = chosen.snapshot;
  if (chosen.snapshot.exitsObservedFrom)
    return { date, observationMonths, exitsObservedFrom: chosen.snapshot.exitsObservedFrom };
  const exits = loaded.find((t) => t.table === "termination")?.parts ?? [];
  let first: string | null = null;
  for (const part of exits) {
    const found = await db.row<{ day: string | null }>(
      `SELECT min(exit_date)::VARCHAR AS day FROM ${identifier(part.relation)}`,
    );
    if (found.day !== null && (first === null || found.day < first)) first = found.day;
  }
  const isAfter = first !== null && first > date;
  const months = isAfter ? 1 : 1 - observationMonths;
  const [year, month] = date.split("-").map(Number) as [number, number];
  const from = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7);
  return { date, observationMonths, exitsObservedFrom: from };
}
