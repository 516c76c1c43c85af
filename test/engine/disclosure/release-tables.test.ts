// What is released, against an attacker written apart: nobody isolated by any combination of all cells, useful all the same,
// the same bytes for the same people; and red as soon as the audit is taken out.
//
// The ten tests of disclosure control, and where they stand (nightly counts with RAPPORT_NIGHTLY=1):
//  1 floor                  here (each cell recounted), query-door (every emitted number)
//  2 pooled attacker        here: 20 people × 20 seeds, 320 × 3; nightly 100, 20 and 5,000 × 2
//  3 pairs                  query-door: 1,000 pairs; nightly 10,000
//  4 time, linear programme time-attack: 20 people × 12 seeds, 320 × 2; nightly 100, 20 and 5,000 × 1
//  5 refresh                refresh
//  6 indistinguishability   query-door (time), ../metrics/policy (bytes)
//  7 post-processing        query-door
//  8 determinism            here (shuffled rows)
//  9 mutation               mutants: audit, rounding of amounts and counts, cap, half-years, closed months, every month
// 10 utility at 320 people  here
import { describe, expect, it } from "vitest";
import { Audit } from "../../../engine/disclosure/audit.js";
import { membershipOf, unitAt } from "../../../engine/disclosure/membership.js";
import { partition } from "../../../engine/disclosure/partition.js";
import {
  releaseHash,
  releaseOf,
  releaseText,
  type NamedMember,
  type Release,
} from "../../../engine/disclosure/release.js";
import { mergedValues } from "../../../engine/disclosure/value-groups.js";
import { exposedSets } from "./pooled-attacker.js";
import { cellsOf } from "./released-people.js";
import { attributes, randomFrom, randomMembers, shuffled } from "./random-membership.js";

const nightly = process.env.RAPPORT_NIGHTLY !== undefined;
const seeds = (many: number): number[] => Array.from({ length: many }, (_, i) => i + 1);

describe("promise 2: the pooled attacker", () => {
  const companies = [
    ...seeds(nightly ? 100 : 20).map((seed) => ({ people: 20, seed })),
    ...seeds(nightly ? 20 : 3).map((seed) => ({ people: 320, seed })),
  ];
  it.each([5, 3])(
    "exposes nobody with k = %i, and finds 0 or k people and more in each cell",
    { timeout: 900_000 },
    (k) => {
      for (const { people, seed } of companies) {
        const members = randomMembers(people, seed);
        const cells = cellsOf(releaseOf("2025-01", members, attributes, k), members);
        expect(cells.filter((cell) => cell.length > 0 && cell.length < k)).toEqual([]);
        const used = cells.filter((cell) => cell.length > 0);
        expect({ people, seed, exposed: exposedSets(people, used, k - 1) }).toEqual({
          people,
          seed,
          exposed: [],
        });
      }
    },
  );

  it.runIf(nightly)("exposes nobody among 5,000", { timeout: 3_600_000 }, () => {
    for (const seed of seeds(2)) {
      const members = randomMembers(5000, seed);
      const cells = cellsOf(releaseOf("2025-01", members, attributes, 5), members).filter(
        (cell) => cell.length > 0,
      );
      expect(exposedSets(5000, cells, 4)).toEqual([]);
    }
  });

  it("finds people as soon as tables go out without the audit", () => {
    const members = randomMembers(320, 1);
    const membership = membershipOf(members, attributes, 5);
    const cells = membership.attributes.flatMap((attribute) =>
      [0, 1, 2].flatMap((depth) => {
        const groups = mergedValues(attribute, 5);
        const table = partition({ membership, attribute, depth, groups, k: 5, previous: [] }, new Set());
        return table?.blocks.flatMap((block) => block.cells.filter((cell) => cell.length > 0)) ?? [];
      }),
    );
    expect(cells.every((cell) => cell.length >= 5)).toBe(true);
    expect(exposedSets(320, cells, 4).length).toBeGreaterThan(0);
  });
});

describe("promise 2: the audit", () => {
  it("agrees with trying every set, on 200 random systems of up to twelve people", () => {
    const random = randomFrom(7);
    let caught = 0;
    for (let n = 0; n < 200; n++) {
      const people = 9 + Math.floor(random() * 4);
      const tables = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
        const parts = 2 + Math.floor(random() * 2);
        const of = Array.from({ length: people }, () => Math.floor(random() * parts));
        return Array.from({ length: parts }, (_, part) =>
          of.flatMap((value, person) => (value === part ? [person] : [])),
        ).filter((cell) => cell.length > 0);
      });
      let audit = Audit.of(people, 5);
      let exposed: number[] | undefined;
      let all: number[][] = [];
      for (const table of tables) {
        all = [...all, ...table];
        const outcome = audit.with(table);
        if ("accepted" in outcome) audit = outcome.accepted;
        else {
          exposed = [...outcome.exposed];
          break;
        }
      }
      const byHand = isolated(people, all, 4);
      expect(exposed === undefined).toBe(byHand.length === 0);
      if (exposed) caught++;
      const wrongly = exposed?.filter((person) => !byHand.flat().includes(person));
      expect(wrongly ?? []).toEqual([]);
    }
    expect(caught).toBeGreaterThan(50);
    expect(caught).toBeLessThan(195);
  });
});

/** Every set of at most `most` people whose indicator lies in the span of the cells: rank before and after, in fractions. */
function isolated(people: number, cells: number[][], most: number): number[][] {
  const rows = cells.map((cell) => Array.from({ length: people }, (_, i) => Number(cell.includes(i))));
  const rank = rankOf(rows);
  const found: number[][] = [];
  for (let set = 1; set < 1 << people; set++) {
    const members = Array.from({ length: people }, (_, i) => i).filter((i) => set & (1 << i));
    if (members.length > most) continue;
    if (rankOf([...rows, Array.from({ length: people }, (_, i) => Number(members.includes(i)))]) === rank)
      found.push(members);
  }
  return found;
}

/** Bareiss: integer elimination without fractions. */
function rankOf(matrix: number[][]): number {
  const rows = matrix.map((row) => row.map(BigInt));
  let [rank, last] = [0, 1n];
  for (let c = 0; c < matrix[0].length && rank < rows.length; c++) {
    const found = rows.findIndex((row, i) => i >= rank && row[c] !== 0n);
    if (found < 0) continue;
    [rows[rank], rows[found]] = [rows[found], rows[rank]];
    for (let i = rank + 1; i < rows.length; i++)
      for (let j = matrix[0].length - 1; j >= c; j--)
        rows[i][j] = (rows[i][j] * rows[rank][c] - rows[i][c] * rows[rank][j]) / last;
    last = rows[rank++][c];
  }
  return rank;
}

const mean = (list: number[]): number => list.reduce((a, b) => a + b, 0) / list.length;

describe("utility at 320 people", () => {
  it("departments 100 %, teams 75 % and more, department × gender 85 % and more of people in their own unit", () => {
    const shares = { department: [] as number[], team: [] as number[], gender: [] as number[] };
    for (const seed of seeds(nightly ? 20 : 5)) {
      const members = randomMembers(320, seed);
      const release = releaseOf("2025-01", members, attributes, 5);
      shares.department.push(ownUnit(release, members, null, 2));
      shares.team.push(ownUnit(release, members, null, 3));
      shares.gender.push(ownUnit(release, members, "gender", 2));
    }
    expect({ department: Math.min(...shares.department) }).toEqual({ department: 1 });
    expect(mean(shares.team)).toBeGreaterThanOrEqual(0.75);
    expect(mean(shares.gender)).toBeGreaterThanOrEqual(0.85);
  });
});

/** People whose unit of that depth shares its block with no other unit; those few who sit above it are counted with it. */
function ownUnit(
  release: Release,
  members: readonly NamedMember[],
  attribute: string | null,
  depth: number,
): number {
  const table = release.tables.find((t) => t.attribute === attribute && t.depth === depth);
  if (!table) return 0;
  const paths = new Map(release.units.map(({ id, path }) => [id, path]));
  let own = 0;
  for (const { orgPath } of members) {
    const unit = unitAt(["*", ...orgPath!.slice(1)], depth);
    const block = table.blocks.find((units) => units.includes(unit))!;
    if (block.filter((id) => paths.get(id)!.length === depth + 1).length <= 1) own++;
  }
  return own / members.length;
}

const bytes = (list: NamedMember[]): string =>
  releaseHash(releaseText(releaseOf("2025-01", list, attributes, 5)));

const blocks = (release: Release): string[] =>
  release.tables.filter((t) => t.attribute === null).flatMap((t) => t.blocks.map((units) => units.join()));

describe("a release", () => {
  it("has the same bytes whatever the order of the rows", () => {
    const members = randomMembers(320, 3);
    expect(bytes(shuffled(members, 9) as NamedMember[])).toBe(bytes(members));
    expect(bytes(members.slice(1))).not.toBe(bytes(members));
  });

  it("keeps the groups and partners of the month before while they hold", () => {
    const members = randomMembers(320, 2);
    const january = releaseOf("2025-01", members, attributes, 5);
    const february = releaseOf("2025-02", members.slice(0, -1), attributes, 5, january);
    const kept = blocks(february).filter((block) => blocks(january).includes(block)).length;
    expect(kept / blocks(january).length).toBeGreaterThan(0.9);
  });

  it("takes 20 people as one table of totals and little more", () => {
    const release = releaseOf("2025-01", randomMembers(20, 1), attributes, 5);
    expect(release.tables[0]).toMatchObject({ attribute: null, depth: 0, people: [[20]] });
    for (const table of release.tables) expect(table.groups.length).toBeLessThanOrEqual(3);
  });
});
