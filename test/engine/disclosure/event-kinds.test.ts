// Kinds of exits beside all exits, by exhaustion: for every split of up to 40 exits into kinds, whoever sees the number of exits
// and everything that is published of their kinds (or that it is withheld) can still take any one exit for any kind.
import { describe, expect, it } from "vitest";
import { kindsAreTold } from "../../../engine/disclosure/event-kinds.js";
import { publishedCount } from "../../../engine/disclosure/honest-digits.js";

type Split = readonly [voluntary: number, involuntary: number, other: number];

const mostExits = 40;
const splitsOf = (exits: number): Split[] =>
  Array.from({ length: exits + 1 }, (_, v) => v).flatMap((v) =>
    Array.from({ length: exits - v + 1 }, (_, i): Split => [v, i, exits - v - i]),
  );

/** Everything that is shown of a split. */
const shown = (split: Split, exits: number, k: number): string =>
  kindsAreTold(split, k) ? "withheld" : split.map((n) => publishedCount(n, k, exits).value).join(" ");

/** What rounding alone would show. */
const rounded = (split: Split, k: number): string => split.map((n) => publishedCount(n, k).value).join(" ");

/** Splits that look alike, by what is shown of them. */
function worlds<T>(all: readonly T[], look: (world: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const world of all) found.set(look(world), [...(found.get(look(world)) ?? []), world]);
  return found;
}

/** Whether one of `exits` may be among those counted, and may not be. */
const isOpen = (counts: readonly number[], exits: number): boolean =>
  Math.max(...counts) >= 1 && Math.min(...counts) <= exits - 1;

describe.each([3, 5, 10])("k = %i: of up to 40 visible exits", (k) => {
  const all = Array.from({ length: mostExits }, (_, i) => i + 1);

  it("each may be of each kind, whatever is published of all three kinds or withheld", () => {
    const pinned: string[] = [];
    for (const exits of all) {
      const found = worlds(splitsOf(exits), (split) => shown(split, exits, k));
      for (const [look, splits] of found)
        for (const kind of [0, 1, 2])
          if (
            !isOpen(
              splits.map((split) => split[kind]),
              exits,
            )
          )
            pinned.push(`${exits}: ${look}, kind ${kind}`);
      // below k nothing is shown, from k on most is
      const withheld = (found.get("withheld")?.length ?? 0) / splitsOf(exits).length;
      expect(exits < k ? withheld === 1 : withheld < 0.25).toBe(true);
    }
    expect(pinned).toEqual([]);
  });

  it("each may be regretted or early, and need not, beside the kinds", () => {
    const pinned: string[] = [];
    for (const exits of all.filter((n) => n >= k)) {
      const pairs = splitsOf(exits).flatMap((split) =>
        Array.from({ length: split[0] + 1 }, (_, regretted) => ({ split, regretted })),
      );
      const found = worlds(pairs, ({ split, regretted }) => {
        const kinds = shown(split, exits, k);
        const isTold = kinds === "withheld" || kindsAreTold([regretted, exits - regretted], k);
        return `${kinds} | ${isTold ? "withheld" : publishedCount(regretted, k, exits).value}`;
      });
      for (const [look, members] of found) {
        const counts = [0, 1, 2].map((kind) => members.map(({ split }) => split[kind]));
        for (const [kind, list] of [...counts, members.map(({ regretted }) => regretted)].entries())
          if (!isOpen(list, exits)) pinned.push(`${exits}: ${look}, ${kind}`);
      }
    }
    expect(pinned).toEqual([]);
  });

  it("never more than all are said to be of a kind", () => {
    for (const exits of all)
      for (const split of splitsOf(exits))
        for (const count of split) expect(publishedCount(count, k, exits).value).toBeLessThanOrEqual(exits);
  });

  it("some would be told by rounding alone, so that the rule is needed", () => {
    const told = all.flatMap((exits) =>
      [...worlds(splitsOf(exits), (split) => rounded(split, k)).values()].filter((splits) =>
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
