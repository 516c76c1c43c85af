// Points are whole hundredths: shares add up after rounding, halves go up, and a score is what a person would reckon on paper.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Indicator } from "../../../models/schemes/scheme-schema.js";
import { scoreIndicator, type SourceValue } from "../../../models/schemes/score-indicator.js";
import { hundredths, inProportion, sumPoints, weighted } from "../../../models/schemes/weights.js";
import { indicator, scheme, version } from "./scheme-text.js";

const scored = (part: Record<string, unknown>, value: number | null, span = {}) => {
  const one = scheme([version([indicator("x", 100, part)])]).versions[0]!.indicators[0] as Indicator;
  const found: SourceValue = { value, numerator: value, denominator: null, recorded: null, reason: null };
  return scoreIndicator(one, () => found, {
    months: 3,
    days: 91,
    share: 1,
    employed: 1,
    accumulates: () => true,
    percent: () => 1,
    ...span,
  });
};
const targetIn = (per: string, level: number, span = {}) =>
  scored({ target: { at_least: level, per } }, 1, span).conditions[0]!.target;

describe("shares in whole hundredths", () => {
  it("add up to the total, differ from the exact share by less than one, and are 0 where nothing is due", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 10_000 }),
        (parts, total) => {
          const shares = inProportion(parts, total);
          const sum = parts.reduce((all, part) => all + part, 0);
          if (sum < 1e-6) return;
          expect(shares.reduce((all, share) => all + share, 0)).toBe(total);
          const off = shares.filter((share, i) => Math.abs(share - (parts[i]! / sum) * total) >= 1 + 1e-6);
          expect(off).toEqual([]);
          expect(shares.filter((share, i) => parts[i] === 0 && share !== 0)).toEqual([]);
        },
      ),
    );
    expect(inProportion([1, 1, 1], 10_000)).toEqual([3334, 3333, 3333]);
  });

  it("weight × score ÷ 100 is rounded half up, to the hundredth", () => {
    expect(weighted(4000, 90)).toBe(3600);
    expect(weighted(1, 50)).toBe(1);
    expect(weighted(1, 49.999999)).toBe(0);
    expect(weighted(1500, 66.7)).toBe(1001);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 0, max: 20_000 }),
        (weight, score) => {
          // in whole numbers, without rounding of halves: (2·w·s + d) div 2d
          expect(weighted(weight, score / 100)).toBe(Math.floor((2 * weight * score + 10_000) / 20_000));
        },
      ),
    );
  });

  it("a sum of tenths is exact where binary numbers are not", () => {
    expect(sumPoints([0.1, 0.2, null])).toBe(0.3);
    expect(hundredths(12.35)).toBe(1235);
  });
});

describe("an indicator's score", () => {
  it("attainment has a floor below which nothing counts and a cap above which no more does", () => {
    const rule = { score: { kind: "attainment", floor: 60, cap: 120 }, target: { at_least: 50 } };
    expect([10, 29.9, 30, 50, 58, 80].map((value) => scored(rule, value).score)).toEqual([
      0, 0, 60, 100, 116, 120,
    ]);
  });

  it("at most: half the target is twice reached; nothing at all is reached; a target of nothing is met by nothing only", () => {
    const rule = { target: { at_most: 10 } };
    expect([0, 5, 10, 20, 40].map((value) => scored(rule, value).score)).toEqual([100, 100, 100, 50, 25]);
    expect([0, 1].map((value) => scored({ target: { at_most: 0 } }, value).score)).toEqual([100, 0]);
  });

  it("steps take the highest one reached, whatever their order in the file", () => {
    const steps = [
      { at_least: 80, score: 100 },
      { at_least: 40, score: 30 },
      { at_least: 60, score: 70 },
    ];
    const rule = { score: { kind: "bands", bands: steps }, target: undefined };
    expect([39, 40, 79, 80, 500].map((value) => scored(rule, value).score)).toEqual([0, 30, 70, 100, 100]);
  });

  it("golden: 0.5 a week is 6.5 a quarter of 13 weeks, while 2 a quarter stay 2; a rate is the same in every span", () => {
    expect(targetIn("week", 0.5)).toBe(6.5);
    expect(targetIn("period", 2)).toBe(2);
    expect(targetIn("month", 10)).toBe(30);
    expect(targetIn("period", 30, { share: 1 / 3 })).toBe(10);
    const rate = { accumulates: () => false, share: 1 / 3 };
    expect([
      targetIn("week", 0.85, rate),
      targetIn("month", 0.85, rate),
      targetIn("period", 0.85, rate),
    ]).toEqual([0.85, 0.85, 0.85]);
  });

  it("what is not known has no score and says why; it is never 0", () => {
    expect(scored({}, null)).toMatchObject({ score: null, attainment: null, reason: "no_value" });
  });
});
