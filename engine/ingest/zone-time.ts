// Clock time in a zone ↔ the moment it means: changes of clocks, read once per zone, as plain arithmetic in DuckDB macros.
// (DuckDB's own timezone() takes a tenth of a millisecond a row, which is minutes for a month of a large company.)
import type { Database } from "../database.js";
import { literal } from "../sql.js";

/** A change of clocks: the moment, and how far the clocks are ahead of UTC before and from then on. Microseconds. */
interface ClockChange {
  at: number;
  before: number;
  after: number;
}

interface ZoneClock {
  zone: string;
  /** Ahead of UTC at the beginning. */
  ahead: number;
  changes: ClockChange[];
}

/**
 * Macros for these zones (IANA names) within these days (YYYY-MM-DD); times are TIMESTAMPs, of the zone's clocks or UTC.
 * `zone_time(zone, utc)`: what the clocks show. `zone_instant(zone, t)`: the moment at which they show `t`, in UTC.
 * On the night on which clocks go back an hour happens twice: `zone_instant` is the first time, `zone_later` the second.
 * A time that clocks skip means the moment that would have come at it without the change (02:30 → 03:30), as in
 * RFC 5545 and Temporal ("compatible"). `zone_kind(zone, t)`: 'once', 'twice' or 'never'.
 */
export async function defineZoneMacros(
  db: Database,
  zones: readonly string[],
  from: string,
  to: string,
): Promise<void> {
  const clocks = [...new Set(zones)].map((zone) => zoneClock(zone, from, to));
  const macros: Record<string, string> = {
    "zone_time(zone, utc)": `utc + to_microseconds(${ahead(clocks, "utc", (c) => c.at)})`,
    "zone_instant(zone, t)": `t - to_microseconds(${ahead(clocks, "t", most)})`,
    "zone_later(zone, t)": `t - to_microseconds(${ahead(clocks, "t", (c) => c.at + c.after)})`,
    "zone_kind(zone, t)": byZone(clocks, ({ changes }) =>
      cases(
        changes.map((c) => [
          `t >= ${moment(least(c))} AND t < ${moment(most(c))}`,
          c.after < c.before ? "'twice'" : "'never'",
        ]),
        "'once'",
      ),
    ),
  };
  for (const [head, body] of Object.entries(macros))
    await db.run(`CREATE OR REPLACE TEMP MACRO ${head} AS ${body}`);
}

/** First and last clock time of the hour that happens twice or never. */
const least = (c: ClockChange): number => c.at + Math.min(c.before, c.after);
const most = (c: ClockChange): number => c.at + Math.max(c.before, c.after);

/** Microseconds ahead of UTC all through these days; null when the zone's clocks change in between. */
export function steadyOffset(zone: string, from: string, to: string): number | null {
  const clock = zoneClock(zone, from, to);
  return clock.changes.length === 0 ? clock.ahead : null;
}

/** How far clocks are ahead at `time`: from each threshold on, what holds after that change. */
const ahead = (clocks: ZoneClock[], time: string, threshold: (change: ClockChange) => number): string =>
  byZone(clocks, ({ ahead: first, changes }) =>
    cases(
      changes.toReversed().map((c) => [`${time} >= ${moment(threshold(c))}`, String(c.after)]),
      String(first),
    ),
  );

/**
 * What `zone_instant` is in DuckDB, as a function: milliseconds that the zone's clocks show → the moment, in milliseconds UTC.
 * For days from `from` to `to` (YYYY-MM-DD).
 */
export function zoneInstants(zone: string, from: string, to: string): (shown: number) => number {
  const { ahead: first, changes } = zoneClock(zone, from, to);
  return (shown) => {
    const change = changes.findLast((one) => shown * 1000 >= most(one));
    return shown - (change?.after ?? first) / 1000;
  };
}

const byZone = (clocks: ZoneClock[], expression: (clock: ZoneClock) => string): string =>
  cases(
    clocks.slice(1).map((clock) => [`zone = ${literal(clock.zone)}`, expression(clock)]),
    expression(clocks[0]!),
  );

const cases = (branches: readonly (readonly [when: string, then: string])[], otherwise: string): string =>
  branches.length === 0
    ? otherwise
    : `CASE ${branches.map(([when, then]) => `WHEN ${when} THEN ${then}`).join(" ")} ELSE ${otherwise} END`;

const moment = (microseconds: number): string => `make_timestamp(${microseconds}::BIGINT)`;

const hour = 3_600_000;

/** Looks at the zone's clocks every six hours, and halves the time in which they changed until the second is found. */
function zoneClock(zone: string, from: string, to: string): ZoneClock {
  const aheadAt = clockOf(zone);
  const end = Date.parse(`${to}T00:00:00Z`) + 96 * hour;
  let known = Date.parse(`${from}T00:00:00Z`) - 72 * hour;
  const clock: ZoneClock = { zone, ahead: aheadAt(known) * 1000, changes: [] };
  for (let next = known + 6 * hour; next <= end; next += 6 * hour) {
    const [before, after] = [aheadAt(known), aheadAt(next)];
    if (before !== after) {
      let [low, high] = [known, next];
      while (high - low > 1000) {
        const middle = low + Math.floor((high - low) / 2000) * 1000;
        if (aheadAt(middle) === before) low = middle;
        else high = middle;
      }
      clock.changes.push({ at: high * 1000, before: before * 1000, after: after * 1000 });
    }
    known = next;
  }
  return clock;
}

/** Moment (milliseconds) → milliseconds that the zone's clocks are ahead of UTC. */
function clockOf(timeZone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return (moment) => {
    const [day, month, year, hours, minutes, seconds] = format.format(moment).match(/\d+/g)!.map(Number);
    return Date.UTC(year!, month! - 1, day!, hours, minutes, seconds) - Math.floor(moment / 1000) * 1000;
  };
}
