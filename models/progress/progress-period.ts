// Data, clock and wish → the months that a sheet tells about, and the day up to which data reach.
import { addMonths, type Cache, type Workspace } from "../../engine/index.js";
import { dataThrough } from "../data-through.js";
import { lastDayOf } from "../month.js";
import { progressErrors as fail } from "./progress-errors.js";
import type { DigestKind } from "./progress-types.js";

export interface ProgressPeriod {
  /** Months YYYY-MM, inclusive; `to` may lie ahead of the data. */
  from: string;
  to: string;
  /** Last day that data can be about: YYYY-MM-DD. */
  through: string;
  importedAt: string;
  length: "month" | "quarter";
}

export interface PeriodWish {
  kind: DigestKind;
  /** A month of the period; the last one with data when left out. */
  month?: string;
  length?: "month" | "quarter";
}

/** A monthly sheet is of a month that is over; a weekly digest of the running one. */
export function progressPeriod(
  { workspace, cache, now }: { workspace: Workspace; cache: Pick<Cache, "history">; now: Date },
  { kind, month, length = "month" }: PeriodWish,
): ProgressPeriod {
  const { from: first, to: last } = cache.history;
  const { through, importedAt } = dataThrough(workspace, cache, now);
  if (month !== undefined && (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || month < first || month > last))
    throw fail.progress_month_unknown({ found: month.slice(0, 20), from: first, to: last });
  const isOver = (one: string): boolean => lastDayOf(one) <= through;
  if (kind === "monthly" && month !== undefined && !isOver(month))
    throw fail.progress_month_open({ month, through, before: addMonths(month, -1) });
  const at = month ?? (kind === "monthly" && !isOver(last) ? addMonths(last, -1) : last);
  const [from, to] = length === "quarter" ? quarterOf(at) : [at, at];
  return { from, to, through: through < lastDayOf(to) ? through : lastDayOf(to), importedAt, length };
}

function quarterOf(month: string): [string, string] {
  const [year, number] = month.split("-").map(Number) as [number, number];
  const first = 3 * Math.floor((number - 1) / 3) + 1;
  const start = `${year}-${String(first).padStart(2, "0")}`;
  return [start, addMonths(start, 2)];
}
