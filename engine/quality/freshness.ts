// Arrivals of a source and the dates of its records → whether it is as fresh as its own history lets expect.
import { type Cadence, cadenceOfArrivals, cadenceOfRecords, median } from "./cadence.js";

export interface Arrival {
  /** ISO time of the import. */
  at: string;
  /** Last date of the records that it brought, YYYY-MM-DD. */
  to?: string;
}

export interface Freshness {
  lastArrival: string;
  /** Days on which the source arrived. */
  arrivals: number;
  /** Last date that the records in force speak of. */
  reachesTo: string | null;
  /** Null: not learnt yet, or the source has no rhythm. */
  cadence: Cadence | null;
  /** Day by which the next arrival is expected. */
  dueOn: string | null;
  state: "fresh" | "overdue" | "not_learnt";
  /** First day on which it was later than usual. */
  overdueSince: string | null;
  overdueDays: number;
  /** What is late: no `arrival`, or `records` that end too early although something arrived. */
  late: "arrival" | "records" | null;
}

const dayMs = 86_400_000;
/** Days that records may need to arrive where three imports have not yet shown it: a month's close. */
const usualClose = 31;

/** `months`: the months that the records in force are dated in, as numbers. Days are counted in UTC. */
export function freshness(
  arrivals: readonly Arrival[],
  reachesTo: string | null,
  months: readonly number[],
  now: Date,
): Freshness {
  const days = arrivals.map(({ at }) => dayNumber(at));
  const last = Math.max(...days);
  const ofRecords = cadenceOfRecords(months);
  const cadence = cadenceOfArrivals(days) ?? ofRecords;
  const known = {
    lastArrival: arrivals
      .map(({ at }) => at)
      .sort()
      .at(-1)!,
    arrivals: new Set(days).size,
    reachesTo,
    cadence,
  };
  if (!cadence)
    return { ...known, dueOn: null, state: "not_learnt", overdueSince: null, overdueDays: 0, late: null };
  const due = { arrival: last + cadence.days, records: recordsDue(arrivals, reachesTo, ofRecords) };
  const late = due.records !== null && due.records < due.arrival ? "records" : "arrival";
  const dueOn = Math.floor(late === "records" ? due.records! : due.arrival);
  const overdueSince = dueOn + cadence.tolerance + 1;
  const today = dayNumber(now.toISOString());
  const isOverdue = today >= overdueSince;
  return {
    ...known,
    dueOn: isoDay(dueOn),
    state: isOverdue ? "overdue" : "fresh",
    overdueSince: isOverdue ? isoDay(overdueSince) : null,
    overdueDays: isOverdue ? today - overdueSince + 1 : 0,
    late: isOverdue ? late : null,
  };
}

/** When records of the next period should have come: one rhythm after the last, plus what they usually take to arrive. */
function recordsDue(
  arrivals: readonly Arrival[],
  reachesTo: string | null,
  cadence: Cadence | null,
): number | null {
  if (!cadence || reachesTo === null) return null;
  const lags = arrivals.flatMap(({ at, to }) => (to ? [dayNumber(at) - dayNumber(to)] : []));
  const lag = lags.length >= 3 ? Math.max(0, median(lags)) : usualClose;
  return dayNumber(reachesTo) + cadence.days + lag;
}

export const dayNumber = (iso: string): number => Math.floor(Date.parse(iso.slice(0, 10)) / dayMs);
const isoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
