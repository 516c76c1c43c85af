// Two sheets of one team, laid side by side with all that they say, do not give a colleague's value; nor do groups subtracted.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { peerGroups } from "../../../models/progress/peer-groups.js";
import {
  bandOf,
  peerStatistics,
  quantile,
  type PeerValue,
} from "../../../models/progress/peer-statistics.js";

const k = 5;
const people = (values: readonly number[]): PeerValue[] =>
  values.map((value, i) => ({ employee: `E${i}`, value, numerator: null, denominator: null }));
const evenly = (n: number) => published(Array.from({ length: n }, (_, i) => 100 + 7 * i))!;
const published = (values: readonly number[]) => peerStatistics(people(values), k, "at_least");

/** All that the sheets of these members say of others: every published number, and their own bands. */
const told = (values: readonly number[], members: readonly number[]): string => {
  const statistics = published(values);
  return JSON.stringify([
    statistics,
    members.map((i) => statistics && bandOf(values[i]!, statistics, "at_least")),
  ]);
};

/**
 * Is there another company, alike in all that two sheets say, in which this colleague's value is at least `far` away? Others than
 * the two may have other values as well: the two don't know them.
 */
function couldBeOther(
  values: readonly number[],
  members: readonly number[],
  colleague: number,
  far: number,
  whole: boolean,
): boolean {
  const said = told(values, members);
  const others = values.map((_, i) => i).filter((i) => i !== colleague && !members.includes(i));
  for (const size of [1, 1.25, 1.5, 2, 3].map((times) => times * far))
    for (const sign of [1, -1]) {
      const move = whole ? Math.ceil(size) * sign : size * sign;
      const alone = values.map((v, i) => (i === colleague ? v + move : v));
      if (told(alone, members) === said) return true;
      for (const other of others) {
        const both = alone.map((v, i) => (i === other ? v - move : v));
        if (told(both, members) === said) return true;
      }
    }
  return false;
}

const pairs = (n: number): [number, number][] =>
  Array.from({ length: n }, (_, a) =>
    Array.from({ length: n - a - 1 }, (__, b): [number, number] => [a, a + 1 + b]),
  ).flat();

/** Teams in which two members, laying their sheets together, would know a colleague's value. */
const known = (largest: number, seed: number, isWhole: boolean): { teams: string[]; asked: number } => {
  const teams: string[] = [];
  let asked = 0;
  const team = fc.array(fc.integer({ min: 0, max: largest }), { minLength: k, maxLength: 9 });
  for (const values of fc.sample(team, { numRuns: 40, seed })) {
    if (!published(values)) continue;
    const sorted = [...values].sort((a, b) => a - b);
    const far = isWhole ? 1 : (quantile(sorted, 0.9) - quantile(sorted, 0.1)) / values.length / 4;
    for (const members of pairs(values.length))
      for (let colleague = 0; colleague < values.length; colleague++) {
        if (members.includes(colleague)) continue;
        asked++;
        if (!couldBeOther(values, members, colleague, far, isWhole))
          teams.push(`${values.join(", ")}: ${members.join("+")} know ${values[colleague]}`);
      }
  }
  return { teams, asked };
};

describe("what sheets disclose", () => {
  it("leaves every colleague's value open by a quarter of the range per head, whichever two sheets are laid together", () => {
    const { teams, asked } = known(60_000, 20261122, false);
    expect(teams).toEqual([]);
    expect(asked).toBeGreaterThan(1000);
  });

  it("never names a colleague's whole number: another one fits as well", () => {
    const { teams, asked } = known(30, 20261123, true);
    expect(teams).toEqual([]);
    expect(asked).toBeGreaterThan(1000);
  });

  it("tells nothing below k people, nor where all are alike", () => {
    expect(published([1, 2, 3, 4])).toBeNull();
    expect(published([7, 7, 7, 7, 7, 7])).toBeNull();
    expect(published([10, 20, 30, 40, 50])).not.toBeNull();
  });

  it("keeps the median from 2k people, the best tenth from 10k, quarters from 4k", () => {
    expect([evenly(9).median, evenly(49).top]).toEqual([null, null]);
    expect(evenly(10).median).not.toBeNull();
    expect(evenly(50).top).not.toBeNull();
    expect([evenly(19), evenly(20)].map(({ edges }) => edges.length + 1)).toEqual([3, 4]);
  });

  it("gives equal values equal bands, and the next edge on the published grid", () => {
    const values = [10, 12, 12, 14, 18, 22, 22, 30, 33, 35];
    const statistics = published(values)!;
    const bands = values.map((value) => bandOf(value, statistics, "at_least")!);
    expect(bands[1]).toEqual(bands[2]);
    expect(bands.map(({ place }) => place)).toEqual([3, 3, 3, 3, 2, 1, 1, 1, 1, 1]);
    expect(bands.flatMap(({ next }) => (next === null ? [] : [next % statistics.step]))).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(bands.at(-1)).toMatchObject({ place: 1, next: null, distance: null });
  });

  it("turns bands round where less is better", () => {
    const values = [10, 12, 12, 14, 18, 22, 22, 30, 33, 35];
    const statistics = peerStatistics(people(values), k, "at_most")!;
    expect(bandOf(10, statistics, "at_most")!.place).toBe(1);
    const last = bandOf(35, statistics, "at_most")!;
    expect(last.place).toBe(3);
    expect(last.distance).toBe(35 - last.next!);
  });

  it("equals R's quantile(x, type = 7)", () => {
    // quantile(c(1, 3, 4, 9, 12), c(.1, 1/3, .5, .9))
    const sorted = [1, 3, 4, 9, 12];
    expect([0.1, 1 / 3, 0.5, 0.9].map((share) => Number(quantile(sorted, share).toFixed(6)))).toEqual([
      1.8, 3.333333, 4, 10.8,
    ]);
  });
});

const sellersOf = (n: number, unit: string) =>
  Array.from({ length: n }, (_, i) => ({ employee: `${unit}${i}`, path: ["ROOT", unit] }));

describe("peer groups", () => {
  it("are a partition: nobody is in two, and none is smaller than k", () => {
    const unit = fc.constantFrom("A", "B", "C");
    const path = fc.tuple(unit, unit).map(([a, b]) => ["ROOT", a, `${a}${b}`]);
    fc.assert(
      fc.property(fc.array(path, { maxLength: 60 }), (paths) => {
        const groups = peerGroups(
          paths.map((p, i) => ({ employee: `E${i}`, path: p })),
          k,
        );
        const all = [...new Set(groups.values())];
        const members = all.flatMap((group) => group.members);
        expect(new Set(members).size).toBe(members.length);
        for (const group of all) expect(group.members.length).toBeGreaterThanOrEqual(k);
        for (const [employee, group] of groups) expect(group.members).toContain(employee);
      }),
      { seed: 7 },
    );
  });

  it("puts the people of small units together under their superior unit, without those of large ones", () => {
    const groups = peerGroups([...sellersOf(6, "L"), ...sellersOf(3, "M"), ...sellersOf(2, "N")], k);
    expect(groups.get("L0")).toMatchObject({ unit: "L", isRest: false });
    expect(groups.get("M0")).toMatchObject({ unit: "ROOT", isRest: true });
    expect(groups.get("M0")!.members).toEqual(["M0", "M1", "M2", "N0", "N1"]);
    expect(peerGroups([...sellersOf(6, "L"), ...sellersOf(4, "M")], k).has("M0")).toBe(false);
  });
});
