// Incremental and full batches: what is superseded, removed, refused and brought back; every answer equal to a slow reference.
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { sourceManifests } from "../../../engine/ingest/manifest.js";
import { withdrawImport } from "../../../engine/ingest/withdraw.js";
import { readJournal } from "../../../engine/journal.js";
import { type Bench, bench, now, tenPeople } from "./workspace-of.js";

let b: Bench;
afterEach(() => rmSync(path.dirname(b.workspace.dir), { recursive: true, force: true }));

const days = (rows: [string, string, number][]): string =>
  ["employee_id,work_date,worked_hours", ...rows.map((r) => r.join(","))].join("\n");
const inForce = () =>
  b.rows<{ k: string; hours: number }>(
    "SELECT employee_id || ' ' || work_date AS k, worked_hours AS hours FROM source_attendance_day ORDER BY k",
  );
const full = { full: "all", confirmRemoval: true } as const;

describe("a batch", () => {
  it("says what it added, changed and left as it was", async () => {
    b = bench();
    b.file("staff.csv", tenPeople);
    b.file(
      "a.csv",
      days([
        ["E01", "2024-01-01", 8],
        ["E02", "2024-01-01", 8],
      ]),
    );
    b.file(
      "b.csv",
      days([
        ["E01", "2024-01-01", 7],
        ["E02", "2024-01-01", 8],
        ["E03", "2024-01-01", 6],
      ]),
    );
    await b.import(["staff.csv"]);
    await b.import(["a.csv"]);
    const report = await b.import(["b.csv"]);
    expect(report.tables[0]!.effect).toMatchObject({ added: 1, changed: 1, same: 1, removed: 0, before: 2 });
    expect(await inForce()).toHaveLength(3);
  });

  it("that is full is refused beyond the set share, names what would go, and changes nothing", async () => {
    b = bench();
    b.file("staff.csv", tenPeople);
    b.file("nine.csv", tenPeople.trim().split("\n").slice(0, 10).join("\n"));
    b.file("eight.csv", tenPeople.trim().split("\n").slice(0, 9).join("\n"));
    await b.import(["staff.csv"]);
    const error = await b.refusal(["eight.csv"], { full: "all" });
    expect(error).toMatchObject({
      code: "full_batch_removes_many",
      facts: { table: "employee", removed: 2, rows: 10, share: 20, limit: 10, first: ["E09", "E10"] },
    });
    expect(sourceManifests(b.workspace)).toHaveLength(1);
    // Exactly the share may go; a share of 25 % lets more go; so does the word of a person.
    const nine = await b.import(["nine.csv"], { full: "all" });
    expect(nine.tables[0]).toMatchObject({ full: "all", effect: { removed: 1, same: 9 } });
    expect(readFileSync(nine.removed!, "utf8")).toContain("E10");
    await b.import(["eight.csv"], { full: "all", removalLimit: 0.25 });
    expect(await b.rows("SELECT count(*) AS n FROM source_employee")).toEqual([{ n: 8 }]);
  });

  it("that is full with rejected rows is refused: their keys would go by mistake", async () => {
    b = bench();
    b.file("staff.csv", tenPeople);
    b.file("bad.csv", tenPeople.replace("E03,2020-01-01", "E03,someday"));
    await b.import(["staff.csv"]);
    expect(await b.refusal(["bad.csv"], { full: "all", removalLimit: 1 })).toMatchObject({
      code: "full_batch_with_rejects",
      facts: { rejected: 1 },
    });
  });

  it("that is full for its own dates leaves the other dates alone", async () => {
    b = bench();
    b.file("staff.csv", tenPeople);
    b.file(
      "jan.csv",
      days([
        ["E01", "2024-01-01", 8],
        ["E01", "2024-01-02", 8],
        ["E01", "2024-02-01", 8],
      ]),
    );
    b.file(
      "fix.csv",
      days([
        ["E02", "2024-01-01", 5],
        ["E02", "2024-01-31", 5],
      ]),
    );
    await b.import(["staff.csv"]);
    await b.import(["jan.csv"]);
    const report = await b.import(["fix.csv"], { full: "period", confirmRemoval: true });
    expect(report.tables[0]!.effect).toMatchObject({ removed: 2, added: 2, before: 2 });
    expect((await inForce()).map((r) => r.k)).toEqual(["E01 2024-02-01", "E02 2024-01-01", "E02 2024-01-31"]);
  });

  it("of employees says how many rows of other tables go with them, and withdrawing it brings all back", async () => {
    b = bench();
    b.file("staff.csv", tenPeople);
    b.file(
      "a.csv",
      days([
        ["E10", "2024-01-01", 8],
        ["E10", "2024-01-02", 8],
      ]),
    );
    b.file("nine.csv", tenPeople.trim().split("\n").slice(0, 10).join("\n"));
    await b.import(["staff.csv", "a.csv"]);
    const report = await b.import(["nine.csv"], { full: "all" });
    expect(report.tables[0]!.effect).toMatchObject({ removed: 1, orphans: 2 });
    const taken = withdrawImport(b.workspace, "0002", { now, reason: "half a list" });
    const count = "SELECT count(*) AS n FROM source_employee";
    expect(await b.rows(count)).toEqual([{ n: 10 }]);
    expect(readJournal(b.workspace).lines.at(-1)).toMatchObject({
      withdraws: report.id,
      reason: "half a list",
    });
    expect(() => withdrawImport(b.workspace, report.id, { now })).toThrow(
      expect.objectContaining({ code: "import_withdrawn_already" }),
    );
    expect(() => withdrawImport(b.workspace, "0099", { now })).toThrow(
      expect.objectContaining({ code: "import_unknown" }),
    );
    withdrawImport(b.workspace, taken.id, { now });
    expect(await b.rows(count)).toEqual([{ n: 9 }]);
  });
});

describe("any sequence of batches and withdrawals", () => {
  const batch = fc.record({
    rows: fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 1, max: 3 }),
        day: fc.integer({ min: 1, max: 6 }),
        hours: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 5, selector: (r) => `${r.id} ${r.day}` },
    ),
    full: fc.constantFrom(undefined, "all" as const, "period" as const),
    withdraw: fc.option(fc.nat({ max: 9 }), { nil: undefined, freq: 3 }),
  });
  type Step = { rows: { id: number; day: number; hours: number }[]; full?: "all" | "period" };

  /** Slow and obvious: replay the batches that still count into a map. */
  function replay(steps: readonly Step[]): { k: string; hours: number }[] {
    const rows = new Map<string, { day: number; hours: number }>();
    for (const { rows: own, full: scope } of steps) {
      const span = own.map((r) => r.day);
      const [from, to] = [Math.min(...span), Math.max(...span)];
      for (const [k, { day }] of rows)
        if (scope === "all" || (scope === "period" && day >= from && day <= to)) rows.delete(k);
      for (const r of own) rows.set(`E0${r.id} 2024-01-0${r.day}`, { day: r.day, hours: r.hours });
    }
    return [...rows].map(([k, { hours }]) => ({ k, hours })).sort((a, z) => (a.k < z.k ? -1 : 1));
  }

  it("leaves the rows that a replay leaves", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 2, maxLength: 4 }), async (steps) => {
        b = bench();
        b.file("staff.csv", tenPeople);
        await b.import(["staff.csv"]);
        const done: { id: string; step: Step; counts: boolean }[] = [];
        for (const { rows, full: scope, withdraw } of steps) {
          b.file("x.csv", days(rows.map((r) => [`E0${r.id}`, `2024-01-0${r.day}`, r.hours])));
          const options = scope ? { ...full, full: scope } : {};
          const report = await b.import(["x.csv"], options);
          done.push({ id: report.id, step: { rows, ...(scope ? { full: scope } : {}) }, counts: true });
          const target = withdraw === undefined ? undefined : done[withdraw % done.length];
          if (target?.counts) {
            withdrawImport(b.workspace, target.id, { now });
            target.counts = false;
          }
          expect(await inForce()).toEqual(replay(done.filter((d) => d.counts).map((d) => d.step)));
        }
        rmSync(path.dirname(b.workspace.dir), { recursive: true, force: true });
      }),
      { seed: 11, numRuns: 5 },
    );
  }, 300_000);
});
