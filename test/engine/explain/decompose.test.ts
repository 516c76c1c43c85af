// Parts of a change: small cases worked by hand, and random ones that must add up and be the same backwards.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decompose,
  exactSum,
  type Cell,
  type PartId,
  type Sides,
} from "../../../engine/explain/decompose.js";

const cell = (side: Cell["side"], group: string, kind: Cell["kind"], y: number, x: number): Cell => ({
  side,
  group,
  kind,
  y,
  x,
  people: 1,
});
const ratio: Sides["formula"] = { kind: "ratio", per: 1 };
const count: Sides["formula"] = { kind: "count", months: { other: 1, now: 1 } };
const partsOf = (cells: Cell[], formula: Sides["formula"], later: Sides["later"] = "now") => {
  const { parts, ...rest } = decompose({ cells, formula, later });
  const value = Object.fromEntries(parts.map(({ id, value: v }) => [id, v])) as Record<PartId, number>;
  return { ...rest, value, parts };
};

describe("by hand", () => {
  it("rates change, weights do not: all is rate", () => {
    // A 10 of 100 → 20 of 100, B 30 of 100 → 30 of 100: 20 % → 25 %
    const cells = [
      cell("other", "A", "stay", 10, 100),
      cell("other", "B", "stay", 30, 100),
      cell("now", "A", "stay", 20, 100),
      cell("now", "B", "stay", 30, 100),
    ];
    const { other, now, value } = partsOf(cells, ratio);
    expect([other, now]).toEqual([0.2, 0.25]);
    expect(value.rate).toBeCloseTo(0.05, 15);
    expect(value.mix).toBeCloseTo(0, 15);
  });

  it("weights change, rates do not: all is mix (Simpson)", () => {
    // A 10 %, B 30 %; half and half → a quarter and three quarters: 20 % → 25 %
    const cells = [
      cell("other", "A", "stay", 10, 100),
      cell("other", "B", "stay", 30, 100),
      cell("now", "A", "stay", 5, 50),
      cell("now", "B", "stay", 45, 150),
    ];
    const { value, difference } = partsOf(cells, ratio);
    expect(difference).toBeCloseTo(0.05, 15);
    expect(value.mix).toBeCloseTo(0.05, 15);
    expect(value.rate).toBeCloseTo(0, 15);
  });

  it("a mean of pay: one leaves, one joins, one moves, one gets a raise", () => {
    // before: stayer 10, leaver 16, mover 10 (in A) → mean 12. after: stayer 12, joiner 6, mover 12 (in B) → mean 10.
    // centre 11. rate ⅓·2; joiner ⅓·(6 − 11); leaver −⅓·(16 − 11); mover ⅓·(12 − 11) − ⅓·(10 − 11).
    const cells = [
      cell("other", "A", "stay", 10, 1),
      cell("other", "A", "only", 16, 1),
      cell("other", "A", "move", 10, 1),
      cell("now", "A", "stay", 12, 1),
      cell("now", "A", "only", 6, 1),
      cell("now", "B", "move", 12, 1),
    ];
    const { other, now, value, parts } = partsOf(cells, ratio);
    expect([other, now]).toEqual([12, 10]);
    expect(value.rate).toBeCloseTo(2 / 3, 14);
    expect(value.mix).toBeCloseTo(0, 14);
    expect(value.joiners).toBeCloseTo(-5 / 3, 14);
    expect(value.leavers).toBeCloseTo(-5 / 3, 14);
    expect(value.movers).toBeCloseTo(2 / 3, 14);
    expect(
      parts
        .find(({ id }) => id === "movers")!
        .groups.map(({ group }) => group)
        .sort(),
    ).toEqual(["A", "B"]);
  });

  it("a headcount: joiners less leavers, movers cancel", () => {
    const cells = [
      cell("other", "A", "stay", 7, 7),
      cell("now", "A", "stay", 7, 7),
      cell("other", "A", "only", 3, 3),
      cell("other", "A", "move", 2, 2),
      cell("now", "B", "move", 2, 2),
      cell("now", "B", "only", 4, 4),
    ];
    const { difference, value } = partsOf(cells, count);
    expect(difference).toBe(1);
    expect(value).toEqual({ mix: 0, rate: 0, joiners: 4, leavers: -3, movers: 0 });
  });

  it("hours: more months worked is mix, more hours a month is rate", () => {
    // 20 hours in 10 person-months → 36 in 12: r 2 → 3, d 10 → 12
    const { value } = partsOf([cell("other", "A", "stay", 20, 10), cell("now", "A", "stay", 36, 12)], count);
    expect(value.mix).toBeCloseTo(2.5 * 2, 14);
    expect(value.rate).toBeCloseTo(11 * 1, 14);
  });

  it("a group that is empty on one side is mix; asked backwards in time, joiners stay joiners", () => {
    const cells = [
      cell("now", "A", "stay", 10, 100),
      cell("other", "A", "stay", 10, 100),
      cell("other", "B", "stay", 40, 100),
      cell("other", "A", "only", 9, 30),
    ];
    const { value } = partsOf(cells, ratio, "other");
    expect(value.rate).toBe(0);
    expect(value.leavers).toBe(0);
    expect(value.joiners).not.toBe(0);
    expect(value.mix).not.toBe(0);
  });
});

const swap = (side: Cell["side"]): Cell["side"] => (side === "now" ? "other" : "now");

describe("whatever the cells are", () => {
  const group = fc.constantFrom("A", "B", "C", "D", null);
  const someCell = fc.record({
    side: fc.constantFrom("other", "now") as fc.Arbitrary<Cell["side"]>,
    group,
    kind: fc.constantFrom("stay", "move", "only") as fc.Arbitrary<Cell["kind"]>,
    y: fc.oneof(
      fc.nat(500),
      fc.integer({ min: -1e8, max: 1e8 }).map((v) => v / 100),
    ),
    x: fc.oneof(
      fc.nat(300),
      fc.nat(1_000_000).map((v) => v / 100),
    ),
    people: fc.nat(50),
  });
  const sides = fc
    .record({
      cells: fc.uniqueArray(someCell, {
        selector: (c) => `${c.side} ${c.group} ${c.kind}`,
        maxLength: 30,
      }),
      formula: fc.oneof(
        fc.constantFrom<Sides["formula"]>(ratio, { kind: "ratio", per: 12 }),
        fc.record({
          kind: fc.constant("count" as const),
          months: fc.record({ other: fc.integer({ min: 1, max: 12 }), now: fc.integer({ min: 1, max: 12 }) }),
        }),
      ),
      later: fc.constantFrom("other", "now") as fc.Arbitrary<Sides["later"]>,
    })
    .filter(({ cells, formula }) =>
      formula.kind === "count"
        ? true
        : (["other", "now"] as const).every((side) => cells.some((c) => c.side === side && c.x > 0.01)),
    );

  it("parts add up to the difference, groups to their part", () => {
    fc.assert(
      fc.property(sides, (question) => {
        const { parts, difference, other, now } = decompose(question);
        const size = Math.max(
          1,
          Math.abs(other),
          Math.abs(now),
          ...parts.map(({ value }) => Math.abs(value)),
        );
        expect(Math.abs(exactSum(parts.map(({ value }) => value)) - difference)).toBeLessThanOrEqual(
          1e-9 * size,
        );
        for (const { value, groups } of parts)
          expect(Math.abs(exactSum(groups.map((g) => g.value)) - value)).toBeLessThanOrEqual(1e-9 * size);
      }),
      { numRuns: 3000 },
    );
  });

  it("exchanging the sides changes every sign and nothing else", () => {
    fc.assert(
      fc.property(sides, (question) => {
        const { cells, formula, later } = question;
        const backwards = decompose({
          cells: cells.map((c) => ({ ...c, side: swap(c.side) })),
          formula:
            formula.kind === "count"
              ? { kind: "count", months: { other: formula.months.now, now: formula.months.other } }
              : formula,
          later: swap(later),
        });
        for (const [i, { id, value }] of decompose(question).parts.entries()) {
          expect(backwards.parts[i].id).toBe(id);
          expect(Math.abs(backwards.parts[i].value + value)).toBeLessThanOrEqual(
            1e-9 * Math.max(1, Math.abs(value)),
          );
        }
      }),
      { numRuns: 2000 },
    );
  });
});
