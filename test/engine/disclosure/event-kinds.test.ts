// Kinds of exits of one unit beside all its exits, by exhaustion: for every split of up to 18 (nightly 40) exits into kinds, whoever sees the
// number of exits and everything that is published of their kinds can still take any one exit for any kind.
import { describe, expect, it } from "vitest";
import { publishedCount } from "../../../engine/disclosure/honest-digits.js";
import { publishKinds } from "../../../engine/disclosure/joint-kinds.js";
import { kindGrid, publishedKind } from "../../../engine/disclosure/kind-digits.js";
import type { ByKind } from "../../../engine/disclosure/kind-sets.js";

const mostExits = process.env.RAPPORT_NIGHTLY === undefined ? 18 : 40;
const splitsOf = (exits: number): ByKind[] =>
  Array.from({ length: exits + 1 }, (_, v) => v).flatMap((v) =>
    Array.from({ length: exits - v + 1 }, (_, i): ByKind => [v, i, exits - v - i]),
  );

const unit = { key: "unit", depth: 0, groups: new Set([0]) };

/** Everything that is shown of a split. */
function shown(counts: ByKind, k: number): string {
  const kinds = publishKinds([{ counts }], [unit], k).get("unit")?.kinds;
  return kinds ? kinds.map((kind) => kind?.value ?? "-").join(" ") : "withheld";
}

/** What rounding to the nearest multiple would show. */
const nearest = (split: ByKind, k: number): string =>
  split.map((n) => publishedCount(n, k, split[0] + split[1] + split[2]).value).join(" ");

/** Splits that look alike, by what is shown of them. */
function worlds<T>(all: readonly T[], look: (world: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const world of all) {
    const name = look(world);
    found.set(name, [...(found.get(name) ?? []), world]);
  }
  return found;
}

/** Whether one of `exits` may be among those counted, and may not be. */
const isOpen = (counts: readonly number[], exits: number): boolean =>
  Math.max(...counts) >= 1 && Math.min(...counts) <= exits - 1;

describe.each([3, 5, 10])(`k = %i: of up to ${mostExits} visible exits`, (k) => {
  const all = Array.from({ length: mostExits }, (_, i) => i + 1);

  it("each may be of each kind, whatever is published of all three kinds", { timeout: 60_000 }, () => {
    const pinned: string[] = [];
    for (const exits of all) {
      const found = worlds(splitsOf(exits), (split) => shown(split, k));
      for (const [look, splits] of found)
        for (const kind of [0, 1, 2])
          if (
            !isOpen(
              splits.map((split) => split[kind]),
              exits,
            )
          )
            pinned.push(`${exits}: ${look}, kind ${kind}`);
      // below k nothing is shown; from k on all kinds are, whatever they are
      expect(
        [...found.keys()].every((look) => (look === "withheld") === exits < k && !look.includes("-")),
      ).toBe(true);
    }
    expect(pinned).toEqual([]);
  });

  it("each may be reviewed, regretted, and need not, beside the kinds", () => {
    const pinned: string[] = [];
    for (const exits of all.filter((n) => n >= k && n <= 16)) {
      const grid = kindGrid(exits, k);
      const value = (n: number): number => publishedKind(n, grid).value;
      const lives = splitsOf(exits).flatMap(([voluntary, involuntary, other]) =>
        splitsOf(voluntary).map(([regretted, notRegretted]) => ({
          kinds: [voluntary, involuntary, other],
          reviewed: regretted + notRegretted,
          regretted,
        })),
      );
      const found = worlds(lives, ({ kinds, reviewed, regretted }) =>
        [...kinds, reviewed, regretted].map(value).join(" "),
      );
      for (const [look, members] of found) {
        const counts = [0, 1, 2].map((kind) => members.map(({ kinds }) => kinds[kind]));
        const lists = [...counts, members.map((m) => m.reviewed), members.map((m) => m.regretted)];
        for (const [what, list] of lists.entries())
          if (!isOpen(list, exits)) pinned.push(`${exits}: ${look}, ${what}`);
      }
    }
    expect(pinned).toEqual([]);
  });

  it("each may be early, and need not", () => {
    for (const exits of all.filter((n) => n >= k))
      for (const counts of worlds(
        Array.from({ length: exits + 1 }, (_, n) => n),
        (n) => String(publishedCount(n, k, exits).value),
      ).values())
        expect([exits, isOpen(counts, exits)]).toEqual([exits, true]);
  });

  it("a count is within half of the step that is printed, and never more than all exits", () => {
    for (const exits of [...all.filter((n) => n >= k), 777, 12_345])
      for (let count = 0; count <= exits; count += Math.max(1, Math.floor(exits / 97))) {
        const { value, step } = publishedKind(count, kindGrid(exits, k));
        expect(value % k).toBe(0);
        expect(value).toBeLessThanOrEqual(exits);
        expect(Math.abs(value - count)).toBeLessThanOrEqual(step / 2);
        expect(step).toBeLessThanOrEqual(Math.max(2 * k, exits / 10));
      }
  });

  it("some would be told by rounding to the nearest multiple, so that the rule is needed", () => {
    const told = all.flatMap((exits) =>
      [...worlds(splitsOf(exits), (split) => nearest(split, k)).values()].filter((splits) =>
        [0, 1, 2].some(
          (kind) =>
            !isOpen(
              splits.map((split) => split[kind]),
              exits,
            ),
        ),
      ),
    );
    expect(told.length).toBeGreaterThan(0);
  });
});

describe.each([3, 5])("k = %i: windows", (k) => {
  const exits = 14;
  /** Whether an exit of the first part is told when the parts and the whole are rounded each on its own. */
  const toldByParts = (first: number): boolean => {
    const second = exits - first;
    const pairs = Array.from({ length: first + 1 }, (_, a) =>
      Array.from({ length: second + 1 }, (__, b): [number, number] => [a, b]),
    ).flat();
    const look = ([a, b]: [number, number]): string =>
      [
        [a, first],
        [b, second],
        [a + b, exits],
      ]
        .map(([n, most]) => publishedCount(n, k, most).value)
        .join(" ");
    const found = worlds(pairs, look);
    return [...found.values()].some(
      (same) =>
        !isOpen(
          same.map(([a]) => a),
          first,
        ),
    );
  };

  it("half a year beside the year would tell of single exits: hence whole fiscal years only", () => {
    const parts = Array.from({ length: exits - 2 * k + 1 }, (_, i) => k + i);
    expect(parts.some(toldByParts)).toBe(true);
  });
});
