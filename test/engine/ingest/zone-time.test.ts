// Clock times and moments against Intl's own tables of time zones, by trying every moment around.
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../../engine/database.js";
import { defineZoneMacros, steadyOffset } from "../../../engine/ingest/zone-time.js";

const zones = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Shanghai",
  "America/Sao_Paulo",
  "Pacific/Apia",
  "Asia/Tehran",
  "Asia/Kathmandu",
  "Europe/London",
  "Pacific/Auckland",
];
const quarter = 15 * 60_000;
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace("T", " ");

/** What the clocks of the zone show at that moment, as if it were UTC. */
const formats = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    }),
  ]),
);
function shown(zone: string, moment: number): number {
  const part = Object.fromEntries(
    formats
      .get(zone)!
      .formatToParts(moment)
      .map((p) => [p.type, Number(p.value)]),
  );
  return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!);
}

/** Every moment within a day and a half at which the clocks show that time, the first one first. */
function momentsOf(zone: string, clock: number): number[] {
  const found: number[] = [];
  for (let at = clock - 36 * 4 * quarter; at <= clock + 36 * 4 * quarter; at += quarter)
    if (shown(zone, at) === clock) found.push(at);
  return found;
}

interface Found {
  first: string;
  later: string;
  kind: string;
  back: string;
}

async function ask(db: Database, zone: string, clocks: number[]): Promise<Found[]> {
  await defineZoneMacros(db, [zone], "2010-01-01", "2025-01-01");
  const values = clocks.map((clock, i) => `(${i}, TIMESTAMP '${iso(clock)}')`).join(", ");
  return db.rows<Found & Record<string, string>>(
    `SELECT first, later, kind, zone_time('${zone}', first) AS back FROM (
       SELECT i, zone_instant('${zone}', t) AS first, zone_later('${zone}', t) AS later, zone_kind('${zone}', t) AS kind
       FROM (VALUES ${values}) AS v (i, t)) ORDER BY i`,
  );
}

/** Days (UTC) on which the zone's clocks change. */
const changesOf = (zone: string): number[] => {
  const found: number[] = [];
  for (let day = Date.UTC(2010, 0, 1); day < Date.UTC(2025, 0, 1); day += 86_400_000)
    if (shown(zone, day) - day !== shown(zone, day + 86_400_000) - day - 86_400_000) found.push(day);
  return found;
};

describe("moments of clock times", () => {
  let db: Database;
  beforeAll(async () => {
    db = await Database.open();
  });
  afterAll(() => db.close());

  const kinds = new Set<string>();

  it.each(zones)("agree with a search through every moment around: %s", async (zone) => {
    const days = changesOf(zone);
    const anyTime = fc
      .integer({ min: 0, max: 15 * 365 * 96 - 96 * 4 })
      .map((quarters) => Date.UTC(2010, 0, 2) + quarters * quarter);
    const nearChange =
      days.length === 0
        ? anyTime
        : fc
            .tuple(fc.constantFrom(...days), fc.integer({ min: -96, max: 192 }))
            .map(([day, quarters]) => day + quarters * quarter);
    // On 30 December 2011 Samoa had no day at all: more than the search looks through.
    const clocks = fc
      .sample(fc.oneof({ weight: 4, arbitrary: nearChange }, anyTime), { numRuns: 250, seed: 11 })
      .filter(
        (clock) => zone !== "Pacific/Apia" || Math.abs(clock - Date.UTC(2011, 11, 30)) > 3 * 86_400_000,
      );
    const found = await ask(db, zone, clocks);
    const expected = clocks.map((clock, i) => {
      const moments = momentsOf(zone, clock);
      if (moments.length === 0) return { ...found[i]!, kind: "never" };
      const kind = moments.length > 1 ? "twice" : "once";
      return { first: iso(moments[0]!), later: iso(moments.at(-1)!), kind, back: iso(clock) };
    });
    expect(found).toEqual(expected);
    for (const row of found) kinds.add(row.kind);
  });

  it("saw times of all three kinds", () => {
    expect([...kinds].sort()).toEqual(["never", "once", "twice"]);
  });

  it("knows the nights of Berlin by hand", async () => {
    // 31 March 2024: 02:00 becomes 03:00. 27 October 2024: 03:00 becomes 02:00 again.
    const clocks = ["2024-03-31T02:30Z", "2024-10-27T02:30Z", "2024-10-27T03:00Z"].map((text) =>
      Date.parse(text),
    );
    expect(await ask(db, "Europe/Berlin", clocks)).toEqual([
      {
        first: "2024-03-31 01:30:00",
        later: "2024-03-31 01:30:00",
        kind: "never",
        back: "2024-03-31 03:30:00",
      },
      {
        first: "2024-10-27 00:30:00",
        later: "2024-10-27 01:30:00",
        kind: "twice",
        back: "2024-10-27 02:30:00",
      },
      {
        first: "2024-10-27 02:00:00",
        later: "2024-10-27 02:00:00",
        kind: "once",
        back: "2024-10-27 03:00:00",
      },
    ]);
  });

  it("finds a steady zone where clocks don't change, and none where they do", () => {
    expect(steadyOffset("Asia/Shanghai", "2000-01-01", "2030-01-01")).toBe(8 * 3.6e9);
    expect(steadyOffset("Asia/Shanghai", "1990-01-01", "1992-01-01")).toBeNull();
    expect(steadyOffset("Europe/Berlin", "2024-04-10", "2024-09-30")).toBe(2 * 3.6e9);
    expect(steadyOffset("Europe/Berlin", "2024-03-01", "2024-03-31")).toBeNull();
  });
});
