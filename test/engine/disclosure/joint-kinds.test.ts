// Kinds of exits of a unit and of its parts, published together, by exhaustion: for every way in which the exits of small trees
// can have kinds, whoever sees all numbers of exits and everything that is published (or is not) can still take any one exit
// for any kind.
import { describe, expect, it } from "vitest";
import { publishKinds, type ExitCell, type PublishedKinds } from "../../../engine/disclosure/joint-kinds.js";
import { allowed, kindGrid } from "../../../engine/disclosure/kind-digits.js";
import type { ByKind } from "../../../engine/disclosure/kind-sets.js";
import type { ExitGroup } from "../../../engine/disclosure/kind-tree.js";
import { IntervalSolver, type KnownSum } from "./interval-solver.js";
import { randomFrom } from "./random-membership.js";

const splitsOf = (exits: number): ByKind[] =>
  Array.from({ length: exits + 1 }, (_, v) => v).flatMap((v) =>
    Array.from({ length: exits - v + 1 }, (_, i): ByKind => [v, i, exits - v - i]),
  );

/** Every way to give the exits of each group kinds. */
function worldsOf(sizes: readonly number[]): ByKind[][] {
  return sizes.reduce<ByKind[][]>(
    (worlds, exits) => worlds.flatMap((world) => splitsOf(exits).map((split) => [...world, split])),
    [[]],
  );
}

const look = (published: ReadonlyMap<string, PublishedKinds>): string =>
  [...published]
    .map(([key, { kinds }]) => `${key}:${kinds.map((kind) => kind?.value ?? "-").join(" ")}`)
    .sort()
    .join("|");

/** Worlds that look alike, by what is published of them. */
function classesOf(
  worlds: readonly ByKind[][],
  cells: readonly ExitCell[],
  k: number,
): Map<string, ByKind[][]> {
  const found = new Map<string, ByKind[][]>();
  for (const world of worlds) {
    const key = look(
      publishKinds(
        world.map((counts) => ({ counts })),
        cells,
        k,
      ),
    );
    found.set(key, [...(found.get(key) ?? []), world]);
  }
  return found;
}

/** Groups and kinds of which the worlds leave a single exit no choice. */
function told(worlds: readonly ByKind[][], sizes: readonly number[]): string[] {
  return sizes.flatMap((exits, group) =>
    [0, 1, 2].flatMap((kind) => {
      const counts = worlds.map((world) => world[group][kind]);
      return Math.max(...counts) >= 1 && Math.min(...counts) <= exits - 1
        ? []
        : [`group ${group}, kind ${kind}`];
    }),
  );
}

const cell = (key: string, depth: number, ...groups: number[]): ExitCell => ({
  key,
  depth,
  groups: new Set(groups),
});

interface Tree {
  name: string;
  sizes: number[];
  cells: ExitCell[];
}

const trees: Tree[] = [
  { name: "one unit and a part of it", sizes: [6, 5], cells: [cell("all", 0, 0, 1), cell("a", 1, 0)] },
  {
    name: "two parts that are all of it",
    sizes: [6, 7],
    cells: [cell("all", 0, 0, 1), cell("a", 1, 0), cell("b", 1, 1)],
  },
  {
    name: "three parts, one too small to be shown",
    sizes: [5, 4, 2],
    cells: [cell("all", 0, 0, 1, 2), cell("a", 1, 0), cell("b", 1, 1), cell("c", 1, 2)],
  },
  {
    name: "three levels",
    sizes: [4, 3, 4],
    cells: [cell("all", 0, 0, 1, 2), cell("a", 1, 0, 1), cell("aa", 2, 0), cell("ab", 2, 1)],
  },
  {
    name: "parts without the whole",
    sizes: [4, 4, 3],
    cells: [cell("a", 1, 0, 1), cell("b", 1, 2), cell("aa", 2, 0)],
  },
  {
    name: "a part that overlaps another, and the same exits under two keys",
    sizes: [4, 3, 4],
    cells: [cell("all", 0, 0, 1, 2), cell("a", 1, 0, 1), cell("b", 1, 1, 2), cell("a again", 2, 0, 1)],
  },
];

describe.each([3, 5])("k = %i: kinds of exits of a unit and of its parts", (k) => {
  it.each(trees)("tell of no single exit: $name", { timeout: 120_000 }, ({ sizes, cells }) => {
    const classes = classesOf(worldsOf(sizes), cells, k);
    const all = [...classes].flatMap(([name, worlds]) =>
      told(worlds, sizes).map((what) => `${name}: ${what}`),
    );
    expect(all).toEqual([]);
    // something is shown, or the test says nothing
    expect(classes.size).toBeGreaterThan(k === 3 ? 5 : 2);
  });
});

/** A company of divisions and departments; in some departments fewer than k left. `voluntary`: their share. */
function randomTree(random: () => number, voluntary: number): { groups: ExitGroup[]; cells: ExitCell[] } {
  const groups: ExitGroup[] = [];
  const cells: ExitCell[] = [];
  const all = new Set<number>();
  for (let d = 0; d < 3; d++) {
    const division = new Set<number>();
    for (let t = 0; t < 4; t++) {
      const counts: [number, number, number] = [0, 0, 0];
      const exits = 1 + Math.floor(random() * 14);
      for (let e = 0; e < exits; e++) counts[random() < voluntary ? 0 : random() < 0.7 ? 1 : 2]++;
      for (const set of [all, division]) set.add(groups.length);
      // some cells do not stand alone
      if (random() < 0.8) cells.push(cell(`${d}.${t}`, 2, groups.length));
      groups.push({ counts });
    }
    cells.push({ key: String(d), depth: 1, groups: division });
  }
  return { groups, cells: [...cells, { key: "all", depth: 0, groups: all }] };
}

/** Limits that an attacker has: exits of each group, and what is published of each cell. Variables: group × kind. */
function limitsOf(
  { groups, cells }: { groups: readonly ExitGroup[]; cells: readonly ExitCell[] },
  published: ReadonlyMap<string, PublishedKinds>,
  k: number,
): KnownSum[] {
  const exits = groups.map(({ counts: [v, i, o] }) => v + i + o);
  const own = exits.map((n, g) => ({ members: [3 * g, 3 * g + 1, 3 * g + 2], low: n, high: n }));
  const ofCells = cells.flatMap(({ key, groups: members }) => {
    const found = published.get(key);
    if (!found) return [];
    const values = found.kinds.map((kind) => kind?.value ?? null);
    const { low, high } = allowed(values, kindGrid(found.exits, k));
    return [0, 1, 2].map((i) => ({
      members: [...members].map((g) => 3 * g + i),
      low: low[i],
      high: high[i],
    }));
  });
  return [...own, ...ofCells];
}

describe("kinds of exits of a company's divisions and departments", () => {
  const shares = [0.35, 0.65, 0.9];

  it(
    "a linear programme over everything that is published is certain of nobody",
    { timeout: 120_000 },
    () => {
      const random = randomFrom(3);
      const certain: string[] = [];
      let [shown, possible] = [0, 0];
      for (let n = 0; n < 12; n++) {
        const tree = randomTree(random, shares[n % 3]);
        const k = n % 2 ? 5 : 3;
        const published = publishKinds(tree.groups, tree.cells, k);
        const truth = tree.groups.flatMap(({ counts }) => counts);
        const bounds = tree.groups.flatMap(({ counts: [v, i, o] }) =>
          [v, i, o].map(() => ({ low: 0, high: v + i + o })),
        );
        const solver = new IntervalSolver(truth, bounds, limitsOf(tree, published, k));
        for (const [variable, { high: exits }] of bounds.entries()) {
          const { low, high } = solver.intervalOf(variable);
          // whole numbers between the ends: at least one of the kind, at least one that is not
          if (high < 1 - 1e-6 || low > exits - 1 + 1e-6) certain.push(`${n}: ${variable} of ${exits}`);
        }
        const large = tree.cells.filter(({ groups }) => {
          const exits = [...groups].reduce(
            (all, g) => all + tree.groups[g].counts.reduce((a, b) => a + b),
            0,
          );
          return exits >= k;
        });
        possible += large.length;
        shown += large.filter(({ key }) => published.has(key)).length;
      }
      expect(certain).toEqual([]);
      console.log(`kinds of exits: ${shown} of ${possible} cells with k exits and more are shown`);
      expect(shown / possible).toBeGreaterThan(0.6);
    },
  );

  it("each cell rounded by itself would tell, so that the rule is needed", () => {
    // 7 of 7 resign in one part, 2 of 9 in three others: 13 at least of all, at most 2 in each of these
    const counts: ByKind[] = [
      [7, 0, 0],
      [2, 7, 0],
      [2, 7, 0],
      [2, 7, 0],
    ];
    const groups = counts.map((own) => ({ counts: own }));
    const cells = [cell("all", 0, 0, 1, 2, 3), ...counts.map((_, g) => cell(String(g), 1, g))];
    const alone = new Map(cells.flatMap((one) => [...publishKinds(groups, [one], 5)]));
    const interval = (published: ReadonlyMap<string, PublishedKinds>) =>
      new IntervalSolver(
        counts.flat(),
        counts.flatMap(([v, i, o]) => [v, i, o].map(() => ({ low: 0, high: v + i + o }))),
        limitsOf({ groups, cells }, published, 5),
      ).intervalOf(0);
    expect(interval(alone).low).toBe(7);
    expect(interval(publishKinds(groups, cells, 5)).low).toBeLessThanOrEqual(6);
  });

  it("who reads some exits exactly sees only what tells nothing of the others", { timeout: 120_000 }, () => {
    const sizes = [5, 4, 3];
    const cells = [cell("all", 0, 0, 1, 2), cell("a", 1, 0), cell("b", 1, 1)];
    for (const k of [3, 5]) {
      const found = new Map<string, ByKind[][]>();
      let fewer = 0;
      for (const world of worldsOf(sizes)) {
        // theirs are the exits of the second group
        const groups = world.map((counts, g): ExitGroup =>
          g === 1 ? { counts, known: counts } : { counts },
        );
        const own = publishKinds(groups, cells, k);
        // what they do see is rounded as for everybody
        const others = publishKinds(
          world.map((counts) => ({ counts })),
          cells,
          k,
        );
        const differing = [...own].flatMap(([key, { kinds }]) =>
          kinds.filter((kind, i) => {
            const theirs = others.get(key)?.kinds[i] ?? null;
            return kind !== null && theirs !== null && kind.value !== theirs.value;
          }),
        );
        expect(differing).toEqual([]);
        fewer += Number(own.size < others.size);
        const name = `${world[1].join(" ")} | ${look(own)}`;
        found.set(name, [...(found.get(name) ?? []), world]);
      }
      for (const [name, worlds] of found) {
        const ofOthers = told(worlds, sizes).filter((what) => !what.startsWith("group 1,"));
        expect([name, ofOthers]).toEqual([name, []]);
      }
      expect(fewer).toBeGreaterThan(0);
    }
  });
});
