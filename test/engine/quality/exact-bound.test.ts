// Tails against exact fractions, bounds against binom.test's formula, and the promise itself: coverage.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialAtMost, hypergeometricAtMost } from "../../../engine/quality/count-tail.js";
import { clopperPearson, upperBound, upperBoundOfLot } from "../../../engine/quality/exact-bound.js";
import reference from "../../reference/clopper-pearson.json" with { type: "json" };
import { binomialExactly, hypergeometricExactly } from "./exact-reference.js";

const close = (a: number, b: number, relative = 1e-10): boolean =>
  Math.abs(a - b) <= relative * Math.abs(b) + 1e-15;

describe("lower tails", () => {
  it("of the binomial equal exact fractions", () => {
    fc.assert(
      fc.property(fc.nat(120), fc.integer({ min: 1, max: 120 }), fc.nat(1000), (x, n, top) => {
        expect(close(binomialAtMost(x, n, top / 1000), binomialExactly(x, n, top, 1000))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it("of the hypergeometric equal exact fractions, where the sample must hold wrong records too", () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 150 })
          .chain((lot) => fc.tuple(fc.constant(lot), fc.nat(lot), fc.nat(lot), fc.nat(lot))),
        ([lot, wrong, n, x]) => {
          expect(close(hypergeometricAtMost(x, lot, wrong, n), hypergeometricExactly(x, lot, wrong, n))).toBe(
            true,
          );
        },
      ),
      { numRuns: 600 },
    );
  });

  it("neither underflow nor lose their digits in lots of millions", () => {
    expect(binomialAtMost(0, 1e6, 0.5)).toBe(0);
    expect(binomialAtMost(10_000, 1e6, 0.01)).toBeCloseTo(0.5, 2);
    // ten million drawn from: the finite lot is the infinite one to seven digits
    expect(hypergeometricAtMost(0, 1e9, 1e7, 299)).toBeCloseTo(0.99 ** 299, 7);
  });
});

describe("the exact bound", () => {
  it.each(reference.twoSided)("$call", ({ x, n, confidence, low, high }) => {
    const found = clopperPearson(x, n, confidence);
    expect(close(found.low, low)).toBe(true);
    expect(close(found.high, high)).toBe(true);
  });

  it("prints as R's own example does", () => {
    const { low, high } = clopperPearson(682, 925, 0.95);
    expect([low.toFixed(7), high.toFixed(7)]).toEqual([
      String(reference.printed.low),
      String(reference.printed.high),
    ]);
  });

  it.each(reference.oneSided)("$call", ({ x, n, confidence, upper }) => {
    expect(close(upperBound(x, n, confidence), upper)).toBe(true);
  });

  it("covers the true rate at least as often as promised, for every rate", () => {
    for (const n of [5, 20, 59])
      for (let p = 0.01; p < 1; p += 0.03) {
        // chance of drawing so few errors that the bound falls short of the truth
        let missed = 0;
        for (let x = 0; x <= n; x++)
          if (upperBound(x, n, 0.95) < p) missed += binomialAtMost(x, n, p) - binomialAtMost(x - 1, n, p);
        expect(missed).toBeLessThanOrEqual(0.05 + 1e-12);
      }
  });

  it("of a finite lot is the largest number of wrong records not yet refuted", () => {
    for (const [lot, n] of [
      [40, 10],
      [100, 37],
      [60, 60],
    ] as const)
      for (let x = 0; x <= Math.min(5, n); x++) {
        let largest = x;
        for (let wrong = x; wrong <= lot - (n - x); wrong++)
          if (hypergeometricExactly(x, lot, wrong, n) > 0.05) largest = wrong;
        expect(upperBoundOfLot(x, n, lot, 0.95)).toBe(largest / lot);
      }
  });

  it("of a lot that was checked whole is what was found", () => {
    expect(upperBoundOfLot(3, 80, 80, 0.95)).toBe(3 / 80);
  });
});
