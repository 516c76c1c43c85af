import { describe, expect, it } from "vitest";
import { futurePaths } from "../../../models/estimators/error-paths.js";
import { forecastLean } from "../../../models/estimators/forecast-lean.js";
import { forecastSeries } from "../../../models/estimators/forecast-series.js";
import { random } from "../../../models/estimators/random.js";

const origin = (errors: number[]) => ({
  actual: errors.map((e) => 100 + e),
  combined: errors.map(() => 100),
});

/** Lean of 84 months whose growth itself grows. */
function leanOf(seed: number, growth: number): number {
  const draw = random(seed);
  let drift = 0;
  let level = 500;
  const y = Float64Array.from({ length: 84 }, (_, t) => {
    drift = growth === 0 ? 0 : growth * t;
    level += drift;
    return level + 4 * draw.normal();
  });
  return forecastSeries(y, { season: 12, horizon: 12, seed: 1 }).lean!;
}

describe("lean of a forecast", () => {
  it("is the mean error in spreads, believed by what was held back", () => {
    // 9 values held back, each half a spread above: ½ × 9 ÷ (9 + 18)
    expect(forecastLean([origin([1, 1, 1]), origin([1, 1, 1]), origin([1, 1, 1])], [2, 2, 2])).toBeCloseTo(
      1 / 6,
      12,
    );
    expect(forecastLean([origin([3, -3])], [1, 1])).toBe(0);
    expect(forecastLean([], [1])).toBe(0);
    // one origin far off counts for three spreads, a step without spread for nothing
    expect(forecastLean([origin([1e6])], [1])).toBeCloseTo(3 / 19, 12);
    expect(forecastLean([origin([5, 5])], [0, 0])).toBe(0);
  });

  it("moves the middle of the futures and nothing else", () => {
    const errors = { mean: [100, 100], spread: [10, 20], responses: [0.5] };
    const plain = futurePaths(errors, 50, 1, false);
    const moved = futurePaths({ ...errors, lean: 0.3 }, 50, 1, false);
    moved.forEach((path, i) => {
      expect(path[0] - plain[i][0]).toBeCloseTo(3, 9);
      expect(path[1] - plain[i][1]).toBeCloseTo(6, 9);
    });
    const first = { mean: 120, spread: 1, least: 0 };
    const known = futurePaths({ ...errors, lean: 0.3 }, 50, 1, false, first);
    const expected = futurePaths(errors, 50, 1, false, first);
    known.forEach((path, i) => expect(path[0]).toBeCloseTo(expected[i][0], 9));
  });

  it("of forecasts that are right on average is near 0, of growth that goes on beyond a damped trend above it", () => {
    const mean = (growth: number): number =>
      [1, 2, 3, 4, 5, 6].reduce((sum, seed) => sum + leanOf(seed, growth) / 6, 0);
    expect(Math.abs(mean(0))).toBeLessThan(0.25);
    expect(mean(0.05)).toBeGreaterThan(0.25);
  });
});
