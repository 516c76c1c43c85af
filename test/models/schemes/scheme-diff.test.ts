// Differences of two versions, as data and in words: weights in points, what was added, removed or changed, and what is not comparable.
import { describe, expect, it } from "vitest";
import { diffSchemes } from "../../../models/schemes/diff-schemes.js";
import { diffWords } from "../../../models/schemes/diff-words.js";
import { shippedSchemes } from "../../../models/schemes/scheme-files.js";
import { indicator, scheme, version } from "./scheme-text.js";

type Part = Record<string, unknown>;

const side = (indicators: Part[], part: Part = {}) => {
  const found = scheme([version(indicators, part)]);
  return { scheme: found, version: found.versions[0]! };
};
const shipped = (id: string, v = 0) => {
  const { scheme: found } = shippedSchemes().find((one) => one.scheme.id === id)!;
  return { scheme: found, version: found.versions[v]! };
};
const band = (at_least: number, multiplier: number) => ({ at_least, name: { en: "A", zh: "A" }, multiplier });

const numbers = (text: string): string[] => (text.match(/\d+(\.\d+)?/g) ?? []).toSorted();
const tier = (weights: object) => [
  { id: "t", name: { en: "t", zh: "t" }, where: [{ field: "tier", op: "=", value: "A" }], weights },
];

describe("differences of two versions", () => {
  it("golden: follow-up depth 10 → 30 is +20 points, not +200 %", () => {
    const before = side([indicator("depth", 10), indicator("sales", 90)]);
    const after = side([indicator("depth", 30), indicator("sales", 70)]);
    const diff = diffSchemes(before, after);
    expect(diff.changes).toEqual([
      expect.objectContaining({ kind: "weight", id: "depth", from: 10, to: 30, points: 20 }),
      expect.objectContaining({ kind: "weight", id: "sales", from: 90, to: 70, points: -20 }),
    ]);
    expect(diffWords(diff).map(({ en }) => en)).toContain("Weight of “depth”: 10 → 30 (+20 points)");
    expect(diffWords(diff).map(({ zh }) => zh)).toContain("“depth”的权重：10 → 30（+20 分）");
  });

  it("golden: new markets 10 → 20, paid for by sales and visits", () => {
    const { changes } = diffSchemes(shipped("service-sales", 1), shipped("service-sales", 2));
    expect(
      changes.map((change) => [
        change.kind,
        "id" in change && change.id,
        "points" in change && change.points,
      ]),
    ).toEqual([
      ["weight", "sales", -5],
      ["weight", "visits", -5],
      ["weight", "new_market", 10],
    ]);
  });

  it("golden: 60 of 100 against 100 of 100 is said not to be comparable", () => {
    const diff = diffSchemes(shipped("big-client-before"), shipped("big-client-after"));
    expect(diff).toMatchObject({ isComparable: false, from: { weights: 60 }, to: { weights: 100 } });
    expect(diffWords(diff)[1]!.en).toContain("60 of 100 points; the other 40 are unknown");
    expect(diff.changes.filter(({ kind }) => kind === "weight")).toEqual([]);
    expect(diffSchemes(shipped("service-sales", 1), shipped("service-sales", 2)).isComparable).toBe(true);
  });

  it("targets, tiers, gates and bands; the order of keys is no difference", () => {
    const two = [indicator("a", 50), indicator("b", 50, { target: { at_least: 5 } })];
    const before = side(two, { tiers: tier({ a: 40, b: 60 }), bands: [band(90, 1.2)] });
    const after = side([indicator("a", 50), indicator("b", 50, { target: { at_least: 6 } })], {
      tiers: tier({ b: 70, a: 30 }),
      bands: [band(90, 1.3), band(80, 1)],
    });
    const told = diffSchemes(before, after).changes.map((change) =>
      change.kind === "weight"
        ? [change.tier, change.id, change.points]
        : [change.kind, "part" in change && change.part, change.id],
    );
    expect(told).toEqual([
      ["changed", "indicator", "b"],
      ["t", "a", -10],
      ["t", "b", 10],
      ["added", "band", "80"],
      ["changed", "band", "90"],
    ]);
    const same = side([indicator("a", 50, { target: { per: "period", at_least: 100 } }), two[1]!], {
      tiers: tier({ b: 60, a: 40 }),
      bands: [band(90, 1.2)],
    });
    expect(diffSchemes(before, same).changes).toEqual([]);
    expect(diffWords(diffSchemes(before, same))[1]).toEqual({ en: "No differences.", zh: "没有差异。" });
  });

  it("says a score rule in words, in both languages", () => {
    const [before, after] = [
      side([indicator("depth", 100, { score: { kind: "attainment", cap: 100 } })]),
      side([indicator("depth", 100, { score: { kind: "attainment", floor: 60, cap: 120 } })]),
    ];
    expect(diffWords(diffSchemes(before, after))[1]).toEqual({
      en: "Indicator “depth”, score rule: attainment, at most 100 → attainment, at most 120, nothing below 60",
      zh: "指标“depth”的计分规则：按达成率，最高 100 → 按达成率，最高 120，低于 60 不计分",
    });
    const steps = side([indicator("depth", 100, { score: { kind: "bands", bands: [{ at_least: 1, score: 50 }, { at_least: 3, score: 100 }] } })]); // prettier-ignore
    expect(
      diffWords(diffSchemes(steps, side([indicator("depth", 100, { score: { kind: "met" } })])))[1]!.zh,
    ).toBe("指标“depth”的计分规则：分档：1 起 50 分，3 起 100 分 → 达标即满分，否则不计分");
  });

  it("both languages carry the same numbers", () => {
    for (const [a, b] of [
      [shipped("service-sales", 0), shipped("service-sales", 3)],
      [shipped("big-client-before"), shipped("big-client-after")],
    ] as const)
      for (const { en, zh } of diffWords(diffSchemes(a, b))) expect(numbers(zh)).toEqual(numbers(en));
  });
});
