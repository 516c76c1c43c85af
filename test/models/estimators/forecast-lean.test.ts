import { describe, expect, it } from "vitest";
import { futurePaths } from "../../../models/estimators/error-paths.js";
import { forecastLean } from "../../../models/estimators/forecast-lean.js";
import { forecastSeries } from "../../../models/estimators/forecast-series.js";
import { random } from "../../../models/estimators/random.js";

const origin = (known: number, errors: number[]) => ({
  known,
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

const meanLean = (growth: number): number =>
  [1, 2, 3, 4, 5, 6].reduce((sum, seed) => sum + leanOf(seed, growth) / 6, 0);

describe("lean of a forecast", () => {
  it("is the mean error in spreads, believed by what was held back", () => {
    // 9 values held back, each half a spread above, no two blocks different: ½ × 9 ÷ (9 + 18)
    const steady = [20, 23, 26].map((known) => origin(known, [1, 1, 1]));
    expect(forecastLean(steady, [2, 2, 2])).toBeCloseTo(1 / 6, 12);
    // one origin far off counts for three spreads
    expect(forecastLean([origin(9, Array(6).fill(1e6))], Array(6).fill(1))).toBeCloseTo((3 * 6) / 24, 12);
  });

  it("is drawn to 0 by what is chance: blocks of 1, 2 and 3 have a mean of 2 and a squared error of 1/3", () => {
    const uneven = [20, 23, 26].map((known, i) => origin(known, Array(3).fill(i + 1)));
    expect(forecastLean(uneven, [1, 1, 1])).toBeCloseTo((2 * (1 - 1 / 3 / 4) * 9) / 27, 12);
    expect(
      forecastLean(
        [20, 23].map((known, i) => origin(known, Array(3).fill(i * 9 - 4))),
        [1, 1, 1],
      ),
    ).toBe(0);
  });

  it("is 0 where nothing, one block, or nothing uncertain was held back", () => {
    expect(forecastLean([], [1])).toBe(0);
    expect(forecastLean([origin(9, [5, 5])], [1, 1])).toBe(0);
    expect(forecastLean([origin(9, Array(6).fill(5))], Array(6).fill(0))).toBe(0);
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
    expect(Math.abs(meanLean(0))).toBeLessThan(0.25);
    expect(meanLean(0.05)).toBeGreaterThan(0.25);
  });
});
