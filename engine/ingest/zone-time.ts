// Clock time in a zone ↔ the moment it means, as DuckDB macros that know every change of clocks.
import type { Database } from "../database.js";
import { literal } from "../sql.js";

/**
 * Times are TIMESTAMPs (clock time of the zone, or UTC); zones are IANA names.
 * `zone_offset(zone, utc)`: microseconds that the zone's clocks are ahead of UTC at that moment.
 * `zone_time(zone, utc)`: what the clocks show. `zone_instant(zone, t)`: the moment at which they show `t`, in UTC.
 * On the night on which clocks go back an hour happens twice: `zone_instant` is the first time, `zone_later` the second.
 * A time that clocks skip means the moment that would have come at it without the change (02:30 → 03:30), as in
 * RFC 5545 and Temporal ("compatible"). `zone_kind(zone, t)`: 'once', 'twice' or 'never'.
 */
export async function defineZoneMacros(db: Database): Promise<void> {
  await db.run(
    `CREATE OR REPLACE TEMP MACRO zone_offset(zone, utc) AS epoch_us(timezone(zone, timezone('UTC', utc))) - epoch_us(utc)`,
  );
  await db.run(`CREATE OR REPLACE TEMP MACRO zone_time(zone, utc) AS timezone(zone, timezone('UTC', utc))`);
  // Offsets a day before and a day after: where they differ, clocks change in between, and each gives a candidate.
  await db.run(
    `CREATE OR REPLACE TEMP MACRO zone_before(zone, t) AS t - to_microseconds(zone_offset(zone, t - INTERVAL 1 DAY))`,
  );
  await db.run(
    `CREATE OR REPLACE TEMP MACRO zone_after(zone, t) AS t - to_microseconds(zone_offset(zone, t + INTERVAL 1 DAY))`,
  );
  await db.run(`CREATE OR REPLACE TEMP MACRO zone_instant(zone, t) AS CASE
    WHEN zone_time(zone, zone_before(zone, t)) <> t AND zone_time(zone, zone_after(zone, t)) = t THEN zone_after(zone, t)
    ELSE zone_before(zone, t) END`);
  await db.run(`CREATE OR REPLACE TEMP MACRO zone_later(zone, t) AS CASE
    WHEN zone_time(zone, zone_after(zone, t)) = t THEN zone_after(zone, t) ELSE zone_before(zone, t) END`);
  await db.run(`CREATE OR REPLACE TEMP MACRO zone_kind(zone, t) AS CASE
    WHEN zone_time(zone, zone_before(zone, t)) <> t AND zone_time(zone, zone_after(zone, t)) <> t THEN 'never'
    WHEN zone_time(zone, zone_before(zone, t)) = t AND zone_time(zone, zone_after(zone, t)) = t
      AND zone_before(zone, t) <> zone_after(zone, t) THEN 'twice' ELSE 'once' END`);
}

/** Microseconds ahead of UTC all through these days (YYYY-MM-DD); null when the zone's clocks change in between. */
export async function steadyOffset(
  db: Database,
  zone: string,
  from: string,
  to: string,
): Promise<number | null> {
  const { least, greatest } = await db.row<{ least: number; greatest: number }>(`
    SELECT min(ahead)::DOUBLE AS least, max(ahead)::DOUBLE AS greatest FROM (
      SELECT zone_offset(${literal(zone)}, unnest(generate_series(
        DATE ${literal(from)}::TIMESTAMP - INTERVAL 2 DAY, DATE ${literal(to)}::TIMESTAMP + INTERVAL 3 DAY, INTERVAL 12 HOUR))) AS ahead)`);
  return least === greatest ? least : null;
}
