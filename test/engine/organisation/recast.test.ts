// asOf.org on random organisations: every count equals the one of a slow reference, drafts included; rights stay as they were.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { answer, localReader, RapportError, type Database } from "../../../engine/index.js";
import { createDraft, draftNamed } from "../../../engine/organisation/draft-store.js";
import type { DraftStep } from "../../../engine/organisation/draft.js";
import { editDraft } from "../../../engine/organisation/edit-draft.js";
import { resultRows, type PlainRow } from "../../../engine/result-rows.js";
import { withSpine } from "../spine/spine-fixture.js";
import { type Assignment, ReferenceOrganisation, type UnitVersion } from "./reference-organisation.js";

// Each state of the data is a cache of its own.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const now = new Date("2025-01-01T00:00:00Z");
const unitIds = ["A", "B", "C", "D", "E", "F"];
const people = ["p1", "p2", "p3", "p4", "p5", "p6", "p7"];
const day = fc
  .integer({ min: 0, max: 365 })
  .map((n) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));

/** A unit's parent comes before it in the alphabet, so that versions of different days never close a circle. */
const version = fc.integer({ min: 0, max: unitIds.length - 1 }).chain((i) =>
  fc.record({
    org_unit_id: fc.constant(unitIds[i]!),
    name: fc.constantFrom("North", "South", "East", unitIds[i]!),
    parent_id:
      i === 0
        ? fc.constant(null)
        : fc.option(fc.constantFrom(...unitIds.slice(0, i)), { nil: null, freq: 4 }),
    valid_from: fc.oneof(fc.constant("2023-01-01"), day),
  }),
);
const versions = fc.uniqueArray(version, {
  selector: (v) => `${v.org_unit_id}|${v.valid_from}`,
  minLength: 3,
  maxLength: 14,
});
const moves = fc.uniqueArray(
  fc.record({
    employee_id: fc.constantFrom(...people),
    valid_from: day,
    org_unit_id: fc.constantFrom(...unitIds, "unlisted"),
  }),
  { selector: (a) => `${a.employee_id}|${a.valid_from}`, maxLength: 14 },
);
const firstUnits = fc.array(fc.constantFrom(...unitIds, "unlisted"), {
  minLength: people.length,
  maxLength: people.length,
});
const anyUnit = fc.constantFrom(...unitIds, "New");
const step: fc.Arbitrary<DraftStep> = fc.oneof(
  fc.record({
    do: fc.constant("add" as const),
    unit: fc.constant("New"),
    name: fc.constant("New one"),
    parent: fc.option(anyUnit, { nil: null }),
  }),
  fc.record({ do: fc.constant("move" as const), unit: anyUnit, to: fc.option(anyUnit, { nil: null }) }),
  fc.record({ do: fc.constant("merge" as const), unit: anyUnit, into: anyUnit }),
  fc.record({ do: fc.constant("rename" as const), unit: anyUnit, name: fc.constantFrom("North", "West") }),
);

interface Company {
  versions: UnitVersion[];
  assignments: Assignment[];
}

const company = fc
  .record({ versions, moves, firstUnits })
  .map(({ versions: units, moves: later, firstUnits: first }): Company => ({
    versions: units,
    assignments: [
      ...people.map((id, i) => ({ employee_id: id, valid_from: "2023-06-01", org_unit_id: first[i]! })),
      ...later,
    ],
  }));

async function withCompany(
  { versions: units, assignments }: Company,
  work: (db: Database, ask: (question: object) => Promise<PlainRow[]>, dir: string) => Promise<void>,
): Promise<void> {
  const dir = mkdtempSync(path.join(tmpdir(), "rapport-recast-"));
  const workspace = { dir, path: (...parts: string[]) => path.join(dir, ...parts), config: { k: 5 } };
  try {
    await withSpine(
      {
        employee: people.map((id) => ({ employee_id: id, hire_date: "2023-06-01" })),
        org_unit: units.map((u) => ({ ...u })),
        job_assignment: assignments.map((a) => ({ ...a })),
      },
      { historyFrom: "2024-01", historyTo: "2024-12" },
      async (db) => {
        const ask = async (question: object): Promise<PlainRow[]> => {
          const result = await answer({ database: db, snapshot: "s", workspace }, question, {
            reader: localReader,
            now,
          });
          return resultRows(result.table, result.columns);
        };
        await work(db, ask, dir);
      },
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Heads per division, department, team and unit, as text. */
const counted = (rows: PlainRow[]): string[] =>
  rows
    .filter((row) => Number(row.headcount) > 0)
    .map((row) => [row.division, row.department, row.team, row.org_unit, row.headcount].map(String).join("|"))
    .sort();

function expected(reference: ReferenceOrganisation): string[] {
  const heads = new Map<string, number>();
  for (const id of people) {
    const place = reference.placeOf(id);
    const key = place
      ? [place.division, place.department, place.team, place.unit].join("|")
      : "null|null|null|null";
    heads.set(key, (heads.get(key) ?? 0) + 1);
  }
  return [...heads].map(([key, count]) => `${key}|${count}`).sort();
}

const question = (month: string, org: string) => ({
  metrics: ["headcount"],
  by: ["division", "department", "team", "org_unit"],
  from: month,
  to: month,
  asOf: { org },
});

describe("the organisation of a day on every month", () => {
  it("counts as the reference does, for days before, between and after all changes", async () => {
    await fc.assert(
      fc.asyncProperty(company, fc.array(day, { minLength: 2, maxLength: 3 }), async (one, days) => {
        await withCompany(one, async (_db, ask) => {
          for (const org of days) {
            const reference = new ReferenceOrganisation(one.versions, one.assignments, org);
            for (const month of ["2024-01", "2024-12"])
              expect(counted(await ask(question(month, org)))).toEqual(expected(reference));
            for (const unit of [...reference.units.keys()].slice(0, 2)) {
              const inside = people.filter((id) => reference.placeOf(id)?.path.includes(unit)).length;
              const [row] = await ask({
                metrics: ["headcount"],
                where: [{ field: "org_unit", op: "=", value: unit }],
                from: "2024-03",
                to: "2024-03",
                asOf: { org },
              });
              expect(Number(row?.headcount ?? 0)).toBe(inside);
            }
          }
        });
      }),
      { numRuns: 10, seed: 3, endOnFailure: true },
    );
  });

  it("is each month's own organisation when the month's end is asked for and every unit is there from the start", async () => {
    await fc.assert(
      fc.asyncProperty(company, async (any) => {
        const first = unitIds.map((id) => ({
          org_unit_id: id,
          name: id,
          parent_id: null,
          valid_from: "2022-01-01",
        }));
        const one = { ...any, versions: [...first, ...any.versions] };
        await withCompany(one, async (_db, ask) => {
          for (const month of ["2024-02", "2024-07", "2024-12"]) {
            const { asOf: _asOf, ...own } = question(month, month);
            expect(counted(await ask(question(month, month)))).toEqual(counted(await ask(own)));
          }
        });
      }),
      { numRuns: 6, seed: 4, endOnFailure: true },
    );
  });

  it("counts as the reference does on drafts of any steps", async () => {
    await fc.assert(
      fc.asyncProperty(
        company,
        day,
        fc.array(step, { minLength: 1, maxLength: 8 }),
        async (one, base, steps) => {
          await withCompany(one, async (db, ask, dir) => {
            const store = { path: (...parts: string[]) => path.join(dir, ...parts) };
            createDraft(store, "d", base, now);
            const taken: DraftStep[] = [];
            for (const next of steps) {
              const code = await editDraft(db, store, draftNamed(store, "d"), next, now).then(
                () => "taken",
                (error: RapportError) => error.code,
              );
              expect(code).toMatch(/^(taken|draft_unit_unknown|draft_unit_exists|draft_cycle)$/);
              if (code === "taken") taken.push(next);
            }
            const reference = new ReferenceOrganisation(one.versions, one.assignments, base, taken);
            expect(counted(await ask(question("2024-06", "draft:d")))).toEqual(expected(reference));
          });
        },
      ),
      { numRuns: 12, seed: 5, endOnFailure: true },
    );
  });
});
