import { describe, expect, it } from "vitest";
import { forecastDifference } from "../../../models/estimators/forecast-difference.js";
import { random } from "../../../models/estimators/random.js";
import type { BacktestOrigin } from "../../../models/estimators/series-forecast.js";

describe("two forecasts of one series", () => {
  const origins: BacktestOrigin[] = [
    { known: 20, actual: [10, 12, 11, 9], combined: [11, 14, 11, 12], naive: [10, 11, 12, 9] },
    { known: 22, actual: [11, 9, 10, 13], combined: [12, 12, 12, 15], naive: [12, 9, 10, 12] },
    { known: 24, actual: [10, 13, 12, 14], combined: [13, 14, 15, 16], naive: [10, 12, 13, 14] },
  ];

  it("equals scipy.stats.ttest_1samp of the blocks' means, each period once", () => {
    // per period [1, 1, -0.5, 3, 2.5, 0.5, 2, 2]; blocks of 4: ttest_1samp([1.125, 1.75], 0)
    const found = forecastDifference(origins)!;
    expect(found).toMatchObject({ periods: 8, blocks: 2, mean: 1.4375 });
    expect(found.p).toBeCloseTo(0.13627526364324893, 10);
  });

  it("has no answer from one window", () => {
    expect(forecastDifference(origins.slice(0, 1))).toBeUndefined();
    expect(forecastDifference([])).toBeUndefined();
  });

  it("two forecasts that are equally good differ in at most 5 of 100 series (800 drawn, 3 SE)", () => {
    let found = 0;
    for (let seed = 1; seed <= 800; seed++) {
      const draw = random(seed);
      const actual = Array.from({ length: 60 }, () => draw.normal());
      const [a, b] = [0, 1].map(() => Array.from({ length: 60 }, () => draw.normal()));
      const backtest = [24, 30, 36, 42, 48].map((known) => ({
        known,
        actual: actual.slice(known, known + 12),
        combined: a.slice(known, known + 12),
        naive: b.slice(known, known + 12),
      }));
      if (forecastDifference(backtest)!.p < 0.05) found += 1;
    }
    expect(found / 800).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 800));
  });
});
