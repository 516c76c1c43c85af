// No group of a forecast, and no difference of groups of two groupings, is fewer than k people; what one grouping shows does not
// depend on which is asked for.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shownGroups, type ShownGroup } from "../../models/forecast-groups.js";

const groupings = ["division", "department", "site"] as const;
type Row = Record<(typeof groupings)[number], string | null>;
const people = (count: number, division: string, department: string, site = "x"): Row[] =>
  Array.from({ length: count }, () => ({ division, department, site }));
const k = 5;

/** Unions of one grouping's groups less unions of another's that lie inside: the smallest that is left. */
function smallestDifference(a: readonly ShownGroup[], b: readonly ShownGroup[]): number {
  let least = Infinity;
  for (const { at } of a) {
    const own = new Set(at);
    const inside = b.filter((group) => group.at.every((row) => own.has(row)));
    for (let bits = 1; bits < 1 << inside.length; bits++) {
      const left = at.length - inside.reduce((sum, g, i) => sum + (bits & (1 << i) ? g.at.length : 0), 0);
      if (left > 0) least = Math.min(least, left);
    }
  }
  return least;
}

describe("groups of a forecast", () => {
  it("do not let a division less its departments be two people, though elsewhere other small ones make up a rest", () => {
    const rows = [
      ...people(18, "D1", "A"),
      ...people(2, "D1", "tiny 1"),
      ...people(30, "D2", "B"),
      ...people(4, "D2", "tiny 2"),
    ];
    const { division, department } = shownGroups(rows, groupings, k);
    expect(division.map(({ group, at }) => [group, at.length])).toEqual([
      ["D2", 34],
      ["D1", 20],
    ]);
    expect(smallestDifference(division, department)).toBeGreaterThanOrEqual(k);
    expect(department.map(({ isRest }) => isRest)).toContain(true);
    expect(department.reduce((sum, { at }) => sum + at.length, 0)).toBe(rows.length);
  });

  it("stay as they are where nothing is small", () => {
    const rows = [...people(10, "D1", "A"), ...people(12, "D1", "B"), ...people(8, "D2", "C")];
    const { department } = shownGroups(rows, groupings, k);
    expect(department.map(({ group }) => group)).toEqual(["B", "A", "C"]);
  });

  it("hold everybody once, k at least, and differ by k at least, whatever the company is like", () => {
    const row = fc.record({
      division: fc.constantFrom("1", "2", "3"),
      department: fc.constantFrom("a", "b", "c", "d", "e", "f", null),
      site: fc.constantFrom("x", "y", "z", "w"),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 80 }), (rows) => {
        const shown = shownGroups(rows, groupings, k);
        for (const a of groupings) {
          const all = shown[a].flatMap(({ at }) => at);
          expect(new Set(all).size).toBe(all.length);
          expect(all.length === rows.length || all.length === 0).toBe(true);
          for (const { at } of shown[a]) expect(at.length).toBeGreaterThanOrEqual(k);
          for (const b of groupings.filter((other) => other !== a))
            expect(smallestDifference(shown[a], shown[b])).toBeGreaterThanOrEqual(k);
        }
      }),
      { numRuns: 100 },
    );
  });
});
