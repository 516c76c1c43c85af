// Plans: the numbers of the textbooks, the smallest size against a search one by one, and what cannot be planned.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RapportError } from "../../../engine/errors.js";
import { upperBound } from "../../../engine/quality/exact-bound.js";
import { firstBeyond, type PlanQuestion, samplingPlan } from "../../../engine/quality/sampling-plan.js";
import { allocate, stratumFactor } from "../../../engine/quality/stratum-sizes.js";
import { binomialExactly, hypergeometricExactly } from "./exact-reference.js";

const plan = (changes: Partial<PlanQuestion> = {}) =>
  samplingPlan({ limit: 0.01, confidence: 0.95, accept: 0, lot: null, ...changes });
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof RapportError) return error.code;
    throw error;
  }
  return "none";
};

describe("a sampling plan", () => {
  it("asks for 299 clean records to show at most 1 % at 95 %", () => {
    expect(plan()).toMatchObject({ size: 299, model: "binomial" });
    expect(plan().risk).toBeCloseTo(0.99 ** 299, 12);
  });

  it("asks for more where errors are accepted, and where the limit or the risk is smaller", () => {
    expect([0, 1, 2, 3].map((accept) => plan({ accept }).size)).toEqual([299, 473, 628, 773]);
    expect(plan({ confidence: 0.99 }).size).toBe(459);
    expect(plan({ limit: 0.05 }).size).toBe(59);
    expect(plan({ limit: 0.001 }).size).toBe(2995);
  });

  it("is the smallest that holds, found one by one with exact fractions", () => {
    for (const accept of [0, 1, 3])
      for (const percent of [2, 5, 10]) {
        let n = accept + 1;
        while (binomialExactly(accept, n, percent, 100) > 0.05) n++;
        expect(plan({ accept, limit: percent / 100 }).size).toBe(n);
      }
  });

  it("of a finite lot is the smallest that holds, found one by one", () => {
    for (const lot of [20, 50, 137, 400])
      for (const accept of [0, 1]) {
        const beyond = firstBeyond(0.05, lot);
        if (accept >= beyond) continue;
        let n = accept + 1;
        while (hypergeometricExactly(accept, lot, beyond, n) > 0.05 + 1e-12) n++;
        expect(plan({ limit: 0.05, lot, accept }).size).toBe(n);
      }
  });

  it("never asks for more of a finite lot than of an endless one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 1_000_000 }), (lot) => {
        expect(plan({ lot }).size).toBeLessThanOrEqual(299);
      }),
      { numRuns: 60 },
    );
  });

  it("counts a limit that comes out whole as kept: 1 % of 300 is three wrong records, not four", () => {
    expect([firstBeyond(0.01, 300), firstBeyond(0.01, 299), firstBeyond(0.07, 100)]).toEqual([4, 3, 8]);
  });

  it("refuses what no sample can show", () => {
    expect(codeOf(() => plan({ lot: 50, accept: 1 }))).toBe("plan_impossible");
    for (const wrong of [
      { limit: 0 },
      { limit: 0.9 },
      { confidence: 1 },
      { confidence: 0.5 },
      { accept: -1 },
      { accept: 0.5 },
      { lot: 0 },
    ])
      expect(codeOf(() => plan(wrong))).toBe("plan_invalid");
  });
});

describe("strata", () => {
  const question: PlanQuestion = { limit: 0.01, confidence: 0.95, accept: 0, lot: null };

  it("share the sample in proportion, rounded up, and still prove the limit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 30 }),
        fc.integer({ min: 0, max: 2 }),
        (lots, accept) => {
          const strata = lots.map((lot, i) => ({ name: String(i), lot }));
          const sizes = allocate({ ...question, accept }, strata);
          const drawn = sizes.reduce((sum, s) => sum + s.size, 0);
          const whole = lots.reduce((sum, lot) => sum + lot, 0);
          expect(sizes.every((s) => s.size >= 1 && s.size <= s.lot)).toBe(true);
          expect(drawn === whole || upperBound(accept, drawn, 0.95) * stratumFactor(sizes) <= 0.01).toBe(
            true,
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it("keep the promised coverage however unequal their error rates are (exact, by convolution)", () => {
    const strata = allocate({ ...question, limit: 0.1 }, [
      { name: "a", lot: 900 },
      { name: "b", lot: 300 },
      { name: "c", lot: 45 },
    ]);
    const drawn = strata.reduce((sum, s) => sum + s.size, 0);
    for (const rates of [
      [0.1, 0.1, 0.1],
      [0, 0.45, 0],
      [0.14, 0, 0],
      [0.02, 0.3, 0.9],
    ]) {
      const wrong = strata.map((s, i) => Math.round(s.lot * rates[i]!));
      const truth = wrong.reduce((sum, w) => sum + w, 0) / 1245;
      const chances = strata.reduce<number[]>(
        (mixed, s, i) => convolve(mixed, pmf(s.lot, wrong[i]!, s.size)),
        [1],
      );
      let missed = 0;
      for (const [x, chance] of chances.entries())
        if (Math.min(1, upperBound(x, drawn, 0.95) * stratumFactor(strata)) < truth) missed += chance;
      expect(missed).toBeLessThanOrEqual(0.05);
    }
  });
});

const pmf = (lot: number, wrong: number, n: number): number[] =>
  Array.from(
    { length: n + 1 },
    (_, x) =>
      hypergeometricExactly(x, lot, wrong, n) - (x > 0 ? hypergeometricExactly(x - 1, lot, wrong, n) : 0),
  );
const convolve = (a: readonly number[], b: readonly number[]): number[] => {
  const sum = Array.from({ length: a.length + b.length - 1 }, () => 0);
  for (const [i, p] of a.entries()) for (const [j, q] of b.entries()) sum[i + j]! += p * q;
  return sum;
};
