// Kinds of exits through the real door: by units of every level, never by an attribute, and what a reader sees who reads one
// team exactly.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer } from "../../../engine/metrics/answer.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import type { MetricQuerySpec } from "../../../engine/metrics/metric-query.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import { resultRows, type PlainRow } from "../../../engine/result-rows.js";
import { cacheOf, monthsFrom, type FixtureRow } from "../metrics/month-fixture.js";

const months = monthsFrom("2025-01", 12);
/** Those who leave each team in June, by kind; two teams to a division. */
const leavers: Record<string, string> = {
  A1: "vvvvvvvvviii",
  A2: "vvvviiio",
  B1: "vvvvvvviiioo",
  B2: "vvi",
};
const kindColumn: Record<string, string> = {
  v: "is_voluntary_exit",
  i: "is_involuntary_exit",
  o: "is_other_exit",
};

const rowsOf = (): FixtureRow[] =>
  Object.entries(leavers).flatMap(([team, kinds]) =>
    Array.from({ length: 40 }, (_, i) => i).flatMap((i) =>
      months
        .filter((month) => i >= kinds.length || month <= "2025-06")
        .map((month): FixtureRow => {
          const isExit = i < kinds.length && month === "2025-06";
          return {
            employee_id: `${team}-${i}`,
            month,
            division: team[0],
            department: team,
            team,
            org_unit_id: team,
            org_path: ["C", team[0], team],
            level: 1 + (i % 2),
            headcount_end: isExit ? 0 : 1,
            headcount_average: 1,
            exit_exposure: 1,
            ...(isExit ? { [kindColumn[kinds[i]]]: true } : {}),
            ...(isExit && kinds[i] === "v"
              ? { is_reviewed_voluntary_exit: true, is_regretted_exit: i % 2 === 0 }
              : {}),
          };
        }),
    ),
  );

let cache: MetricCache;
beforeAll(async () => {
  cache = await cacheOf({ months, employeeMonths: rowsOf(), k: 5 });
}, 60_000);
afterAll(() => cache.database.close());

const everybody: Reader = { id: "g", rights: "group" };
const kinds = ["voluntary_exits", "involuntary_exits", "other_exits"] as const;
const ask = async (part: Partial<MetricQuerySpec>, reader = everybody): Promise<PlainRow[]> => {
  const spec = { metrics: ["exits", ...kinds], from: "2025-01", to: "2025-12", ...part };
  const { table, columns } = await answer(cache, spec, { reader, now: new Date("2026-03-01T00:00:00Z") });
  return resultRows(table, columns);
};
const counted = (unit: string, kind: string): number =>
  Object.entries(leavers)
    .filter(([team]) => unit === "" || team.startsWith(unit))
    .reduce((all, [, list]) => all + [...list].filter((x) => x === kind).length, 0);

const ofB = (rows: readonly PlainRow[]): PlainRow => rows.find(({ division }) => division === "B")!;

describe("promise 3: kinds of exits through the door", { timeout: 60_000 }, () => {
  it("are shown of units of each level, within half of the printed step, in multiples of k", async () => {
    const cells = [
      ...(await ask({})).map((row) => ({ unit: "", row })),
      ...(await ask({ by: ["division"] })).map((row) => ({ unit: String(row.division), row })),
      ...(await ask({ by: ["team"] })).map((row) => ({ unit: String(row.team), row })),
    ];
    let shown = 0;
    for (const { unit, row } of cells)
      for (const [i, kind] of kinds.entries()) {
        const value = row[kind] as number | null;
        if (value === null) continue;
        shown++;
        expect([unit, kind, value % 5]).toEqual([unit, kind, 0]);
        const far = Math.abs(value - counted(unit, "vio"[i]));
        expect(far).toBeLessThanOrEqual((row[`${kind}__step`] as number) / 2);
      }
    expect(cells.map(({ unit }) => unit)).toEqual(["", "A", "B", "A1", "A2", "B1", "B2"]);
    // the company's, and most of its parts'; of B2's three exits nothing
    expect(cells[0].row.voluntary_exits).not.toBeNull();
    expect(shown).toBeGreaterThanOrEqual(10);
    expect(cells.at(-1)!.row).toMatchObject({
      exits: 3,
      voluntary_exits: null,
      voluntary_exits__refused: "small_group",
    });
  });

  it("are the same numbers below the line of a rate", async () => {
    const rows = await ask({ by: ["division"], metrics: ["voluntary_exits", "voluntary_turnover"] });
    for (const row of rows)
      expect(row.voluntary_turnover).toBeCloseTo(
        Number(row.voluntary_exits) / Number(row.voluntary_turnover__exposure),
        9,
      );
  });

  it("are not shown by an attribute, which would cut across the units", async () => {
    for (const row of await ask({ by: ["level"] }))
      expect([row.exits, row.voluntary_exits, row.voluntary_exits__refused]).toEqual([
        expect.any(Number),
        null,
        "not_released",
      ]);
  });

  it("what is regretted among them is shown of all units as one", async () => {
    const [all] = await ask({ metrics: ["voluntary_exits", "regretted_turnover"] });
    const regretted = Math.round(Number(all.regretted_turnover) * Number(all.regretted_turnover__exposure));
    expect(regretted % 5).toBe(0);
    expect(regretted).toBeLessThanOrEqual(Number(all.voluntary_exits));
    for (const row of await ask({ metrics: ["regretted_turnover"], by: ["division"] }))
      expect([row.regretted_turnover, row.regretted_turnover__refused]).toEqual([null, "not_released"]);
  });

  it("who reads a team exactly sees nothing that would tell of those left in its division", async () => {
    // of B twelve leave B1 and three B2: with B1 known, a rounded B says too much of B2's three
    const lead: Reader = { id: "lead", rights: "group", person: "B1" };
    const own = await ask({ where: [{ field: "org_unit", op: "=", value: "B1" }] }, lead);
    expect(own[0]).toMatchObject({ exits: 12, voluntary_exits: counted("B1", "v") });
    const [theirs, all] = [await ask({ by: ["division"] }, lead), await ask({ by: ["division"] })];
    expect(ofB(all).voluntary_exits).not.toBeNull();
    expect(ofB(theirs).voluntary_exits).toBeNull();
    // what they see of others is what everybody sees
    expect(theirs[0].voluntary_exits).toBe(all[0].voluntary_exits);
  });
});
