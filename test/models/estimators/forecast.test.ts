// The combined forecast: planted structure found, special series treated with care, accuracy on open series.
import { describe, expect, it } from "vitest";
import { forecastSeries } from "../../../models/estimators/forecast-series.js";
import * as scores from "../../../models/estimators/forecast-scores.js";
import { naive2 } from "../../../models/estimators/naive-forecasts.js";
import { random } from "../../../models/estimators/random.js";
import { seasonalIndices } from "../../../models/estimators/seasonal-indices.js";
import { stl } from "../../../models/estimators/stl.js";
import { dynamicTheta, theta } from "../../../models/estimators/theta.js";
import { benchmarkFile, isThere, needsBenchmark } from "../benchmark-file.js";
import { readBenchmarkSeries } from "../benchmark-series.js";

const season = Array.from({ length: 12 }, (_, i) => 1 + 0.25 * Math.sin((2 * Math.PI * i) / 12));
const seasonalSeries = (n: number, seed: number, noise: number) => {
  const rng = random(seed);
  return Float64Array.from(
    { length: n },
    (_, t) => (1000 + 5 * t) * season[t % 12] * Math.exp(noise * rng.normal()),
  );
};

describe("forecast of a series", () => {
  it("continues a planted trend and season", () => {
    const y = seasonalSeries(72, 1, 0.02);
    const { mean, method } = forecastSeries(y, { season: 12, horizon: 12, seed: 1 });
    expect(method).toBe("combination");
    mean.forEach((value, h) => {
      const truth = (1000 + 5 * (72 + h)) * season[h % 12];
      expect(Math.abs(value / truth - 1)).toBeLessThan(0.06);
    });
  });

  it("is the same every time and keeps its intervals in order", () => {
    const y = seasonalSeries(50, 2, 0.1);
    const once = forecastSeries(y, { season: 12, horizon: 18, seed: 3 });
    const again = forecastSeries(y, { season: 12, horizon: 18, seed: 3 });
    expect(again).toEqual(once);
    once.mean.forEach((value, h) => {
      expect(once.low95[h]).toBeLessThanOrEqual(once.low80[h]);
      expect(once.low80[h]).toBeLessThan(value);
      expect(value).toBeLessThan(once.high80[h]);
      expect(once.high80[h]).toBeLessThan(once.high95[h]);
    });
    const total = Object.entries(once.weights).reduce((sum, [id, w]) => sum + w! * once.parts[id]![5], 0);
    expect(total).toBeCloseTo(once.mean[5], 6);
  });

  it("promise 23: covers about as many future values as it says on simulated series", () => {
    let inside = 0;
    let all = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const y = seasonalSeries(66, seed, 0.08);
      const { low80, high80 } = forecastSeries(y.slice(0, 54), { season: 12, horizon: 12, seed });
      for (let h = 0; h < 12; h++, all++) if (y[54 + h] >= low80[h] && y[54 + h] <= high80[h]) inside++;
    }
    expect(inside / all).toBeGreaterThan(0.68);
    expect(inside / all).toBeLessThan(0.92);
  });

  it.each([
    ["one value", [5], "last_value"],
    ["five values", [5, 6, 5, 7, 6], "mean_and_last_value"],
    ["a year and a half", Array.from({ length: 18 }, (_, t) => 100 + (t % 5)), "short_series"],
    ["a constant", Array.from({ length: 30 }, () => 7), "constant"],
    ["mostly zeros", Array.from({ length: 40 }, (_, t) => (t % 5 === 0 ? 3 : 0)), "intermittent"],
  ])("treats %s with a special rule and a real interval", (_, values, method) => {
    const y = Float64Array.from(values);
    const forecast = forecastSeries(y, { season: 12, horizon: 6, seed: 1 });
    expect(forecast.method).toBe(method);
    forecast.mean.forEach((value, h) => {
      expect(Number.isFinite(value)).toBe(true);
      expect(forecast.low95[h]).toBeLessThanOrEqual(value);
      expect(forecast.high95[h]).toBeGreaterThanOrEqual(value);
      expect(forecast.high95[h]).toBeGreaterThan(forecast.low95[h]);
    });
  });

  it("of values that never were negative is not negative, and lies inside its interval", () => {
    const rng = random(12);
    const falling = Float64Array.from({ length: 44 }, (_, t) => (t > 40 ? 0 : 50 + 3 * rng.normal()));
    for (const y of [falling, falling.slice(24)]) {
      const { mean, low80, high80 } = forecastSeries(y, { season: 12, horizon: 12, seed: 1 });
      mean.forEach((value, h) => {
        expect(low80[h]).toBeGreaterThanOrEqual(0);
        expect(value).toBeGreaterThanOrEqual(low80[h]);
        expect(value).toBeLessThanOrEqual(high80[h]);
      });
    }
  });

  it("survives negative values, huge values and a sudden break", () => {
    const rng = random(9);
    for (const y of [
      Float64Array.from({ length: 40 }, () => rng.normal() * 10),
      Float64Array.from({ length: 40 }, (_, t) => 1e12 + t * 1e9 * rng.uniform()),
      Float64Array.from({ length: 40 }, (_, t) => (t < 20 ? 10 : 1000) + rng.normal()),
      Float64Array.from({ length: 30 }, (_, t) => (t === 15 ? 1e6 : 1 + rng.uniform())),
    ]) {
      const { mean, low95, high95 } = forecastSeries(y, { season: 12, horizon: 12, seed: 1 });
      for (const path of [mean, low95, high95]) expect([...path].every(Number.isFinite)).toBe(true);
    }
  });
});

const spread = (y: Float64Array) => {
  const { index } = seasonalIndices(y, 12, true)!;
  return Math.max(...index) - Math.min(...index);
};

describe("parts of the forecast", () => {
  it("theta of a straight line goes on with half its slope or more", () => {
    const line = Float64Array.from({ length: 40 }, (_, t) => 100 + 2 * t);
    for (const path of [theta(line, 3), dynamicTheta(line, 3)]) {
      expect(path[0]).toBeGreaterThan(178);
      expect(path[2] - path[1]).toBeGreaterThan(0.9);
      expect(path[2] - path[1]).toBeLessThan(2.1);
    }
  });

  it("indices of pure noise are drawn to nearly nothing, those of a real season stay", () => {
    const rng = random(2);
    const noise = Float64Array.from({ length: 48 }, () => 100 * Math.exp(0.1 * rng.normal()));
    expect(spread(noise)).toBeLessThan(0.12);
    expect(spread(seasonalSeries(48, 1, 0.02))).toBeGreaterThan(0.4);
  });

  it("STL gives a sine back as season", () => {
    const y = Float64Array.from(
      { length: 60 },
      (_, t) => 50 + 0.2 * t + 10 * Math.sin((2 * Math.PI * t) / 12),
    );
    const { seasonal, trend } = stl(y, 12);
    for (let t = 12; t < 48; t++) {
      expect(Math.abs(seasonal[t] - 10 * Math.sin((2 * Math.PI * t) / 12))).toBeLessThan(0.5);
      expect(Math.abs(trend[t] - (50 + 0.2 * t))).toBeLessThan(0.5);
    }
  });
});

/** Every `step`-th series. */
const measure = (name: string, period: number, step: number) => {
  const all = readBenchmarkSeries(benchmarkFile(name))
    .filter((s) => s.season === period)
    .filter((_, i) => i % step === 0);
  const sum = { smape: 0, mase: 0, smape2: 0, mase2: 0, cover: 0 };
  for (const { train, test, season: m } of all) {
    const { mean, low95, high95 } = forecastSeries(train, { season: m, horizon: test.length, seed: 1 });
    const scale = scores.seasonalScale(train, m);
    const naive = naive2(train, m, test.length);
    sum.smape += scores.smape(test, mean);
    sum.mase += scores.mase(test, mean, scale);
    sum.smape2 += scores.smape(test, naive);
    sum.mase2 += scores.mase(test, naive, scale);
    sum.cover += scores.coverage(test, low95, high95) / all.length;
  }
  return { owa: 0.5 * (sum.smape / sum.smape2 + sum.mase / sum.mase2), cover: sum.cover };
};

describe("accuracy on open series", () => {
  it.skipIf(!isThere("reference/forecast/A/series.csv"))(
    `M3 sample and US employment: OWA and coverage within the recipe's bars ${needsBenchmark}`,
    () => {
      // A part of each set, for time; whole sets: .81 monthly, .83 quarterly, .61 employment.
      const monthly = measure("reference/forecast/A/series.csv", 12, 8);
      const quarterly = measure("reference/forecast/A/series.csv", 4, 6);
      const employment = measure("reference/forecast/U/series.csv", 12, 1);
      expect(monthly.owa).toBeLessThan(0.86);
      expect(quarterly.owa).toBeLessThan(0.86);
      expect(employment.owa).toBeLessThan(0.64);
      for (const { cover } of [monthly, quarterly, employment]) expect(cover).toBeGreaterThan(0.9);
    },
    180_000,
  );
});
