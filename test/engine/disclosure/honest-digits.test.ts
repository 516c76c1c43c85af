// Rounding of what readers of groups see, by hand: steps of 1, 2, 5; multiples of k; words below 5k people; half-year ends.
import { describe, expect, it } from "vitest";
import {
  flooredCount,
  isOnCalendar,
  publishedCount,
  publishedMean,
  publishedShare,
  publishedSum,
  snap,
  toStep,
} from "../../../engine/disclosure/honest-digits.js";

const month = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1;

const on = (from: string, to: string, fiscalYearStart: number, people: number, isYearly = false): boolean =>
  isOnCalendar({ from: month(from), to: month(to) }, { fiscalYearStart, people, isYearly });

describe("digits", () => {
  it("snap up to 1, 2 or 5 times a power of ten", () => {
    expect([0.03, 0.05, 0.7, 1, 1.01, 3, 5, 6, 99, 1200].map(snap)).toEqual([
      0.05, 0.05, 1, 1, 2, 5, 5, 10, 100, 2000,
    ]);
    expect([0, -1, Infinity, NaN].map(snap)).toEqual([NaN, NaN, NaN, NaN]);
  });

  it("round to the step without binary dust or minus zero", () => {
    expect(toStep(0.30000001, 0.1)).toBe(0.3);
    expect(Object.is(toStep(-0.2, 1), 0)).toBe(true);
    expect(publishedMean(12_345, 20, 9000)).toEqual({ value: 12_500, step: 500 });
    expect(publishedSum(12_345, 3, 1000)).toEqual({ value: 10_000, step: 5000 });
  });

  it("a sum over people is so many times their published mean, and tells nothing beside it", () => {
    for (const people of [1, 7, 20, 33])
      for (const value of [123_456, 98_765.4]) {
        const mean = publishedMean(value / people, people, 4500);
        const sum = publishedSum(value, 1, 4500, people);
        expect(sum.value).toBeCloseTo(mean.value * people, 6);
        expect(sum.step).toBeGreaterThanOrEqual(4500);
        expect(Math.abs(sum.value - value)).toBeLessThanOrEqual(sum.step / 2 + 1e-9);
      }
  });

  it("a mean over n people is never finer than what one of them can move: range ÷ n", () => {
    for (const people of [5, 7, 20, 100, 320])
      for (const range of [3, 45, 12_000])
        expect(publishedMean(1, people, range).step).toBeGreaterThanOrEqual(range / people);
  });

  it("count people in multiples of k, those behind a number from below", () => {
    expect([0, 2, 3, 7, 8].map((n) => publishedCount(n, 5).value)).toEqual([0, 0, 5, 5, 10]);
    expect([5, 9, 10].map((n) => flooredCount(n, 5))).toEqual([5, 5, 10]);
  });

  it("never say that it happened to everybody: a count stops at the multiple that all of them fill", () => {
    // eight of eight, rounded up, would be ten; five to seven of seven and three or four of seven read the same
    expect([0, 2, 3, 7, 8].map((n) => publishedCount(n, 5, 8).value)).toEqual([0, 0, 5, 5, 5]);
    for (const k of [3, 5])
      for (let people = k; people <= 60; people++) {
        const groups = new Map<string, number[]>();
        for (let count = 0; count <= people; count++) {
          const { count: rounded, band } = publishedShare(count, people, k, people);
          const shown = band ?? String(rounded.value);
          groups.set(shown, [...(groups.get(shown) ?? []), count]);
        }
        for (const [shown, counts] of groups)
          expect([k, people, shown, counts.length > 1]).toEqual([k, people, shown, true]);
      }
  });

  it("say a share in words below 5k people", () => {
    expect([0, 4, 10, 18].map((n) => publishedShare(n, 20, 5).band)).toEqual([
      "share_low",
      "share_middle",
      "share_middle",
      "share_high",
    ]);
    expect(publishedShare(7, 25, 5)).toEqual({ count: { value: 5, step: 5 }, band: null });
  });

  it("show what persists at half-year ends of the fiscal year, below 100 people at year ends", () => {
    expect([
      on("2025-06", "2025-06", 1, 320),
      on("2025-12", "2025-12", 1, 320),
      on("2025-05", "2025-05", 1, 320),
    ]).toEqual([true, true, false]);
    expect([on("2025-06", "2025-06", 1, 99), on("2025-12", "2025-12", 1, 99)]).toEqual([false, true]);
    expect([on("2024-07", "2025-06", 1, 320, true), on("2025-01", "2025-12", 1, 320, true)]).toEqual([
      false,
      true,
    ]);
    expect([
      on("2025-01", "2025-06", 1, 320),
      on("2025-02", "2025-06", 1, 320),
      on("2025-09", "2025-09", 4, 320),
    ]).toEqual([true, false, true]);
  });
});
