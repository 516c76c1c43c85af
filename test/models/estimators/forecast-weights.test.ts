import { describe, expect, it } from "vitest";
import { forecastSeries } from "../../../models/estimators/forecast-series.js";
import { memberWeights } from "../../../models/estimators/forecast-weights.js";
import { random } from "../../../models/estimators/random.js";

describe("weights of a combination", () => {
  it("are equal where nothing was held back, and by the inverse squared errors where much was", () => {
    expect(memberWeights(["ets", "theta"], {}, 0)).toEqual({ ets: 0.5, theta: 0.5 });
    const { ets, theta } = memberWeights(["ets", "theta"], { ets: 1, theta: 3 }, 18e9);
    expect(ets).toBeCloseTo(0.75, 6);
    expect(theta).toBeCloseTo(0.25, 6);
    // half belief, half evidence at 18 held-back values
    expect(memberWeights(["ets", "theta"], { ets: 1, theta: 3 }, 18).ets).toBeCloseTo(0.625, 12);
  });

  it("give last year's months only what the held-back values say for them", () => {
    const errors = { ets: 2, theta: 2, seasonal_naive: 1 };
    const ids = ["ets", "theta", "seasonal_naive"] as const;
    expect(memberWeights(ids, errors, 0)).toEqual({ ets: 0.5, theta: 0.5, seasonal_naive: 0 });
    const found = memberWeights(ids, errors, 18);
    expect(found.seasonal_naive).toBeCloseTo(0.25, 12);
    expect(Object.values(found).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  it("leave out last year's months from a series with a trend, and take them into a seasonal random walk", () => {
    const draw = random(7);
    const season = Array.from({ length: 12 }, () => 60 * draw.normal());
    const rising = Float64Array.from({ length: 84 }, (_, t) => 100 + 4 * t + season[t % 12] + draw.normal());
    expect(
      forecastSeries(rising, { season: 12, horizon: 12, seed: 1 }).weights.seasonal_naive,
    ).toBeUndefined();

    // A seasonal random walk: each month goes on from its own last year, for which last year's value is the best forecast.
    const walk = Float64Array.from(season, (v) => 500 + v);
    const repeating = Float64Array.from({ length: 96 }, (_, t) => (walk[t % 12] += 25 * draw.normal()));
    const { weights, errors } = forecastSeries(repeating, { season: 12, horizon: 12, seed: 1 });
    expect(errors.seasonal_naive!).toBeLessThan(errors.combination!);
    expect(weights.seasonal_naive!).toBeGreaterThan(0.1);
    expect(Object.values(weights).reduce((a, b) => a! + b!, 0)).toBeCloseTo(1, 9);
  });
});
