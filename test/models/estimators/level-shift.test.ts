// Planted changes of level and calendar effects are found, named by size and place, and mend the forecast; none are invented.
import { describe, expect, it } from "vitest";
import { findRegressors } from "../../../models/estimators/calendar-regressors.js";
import { countTotals } from "../../../models/estimators/count-totals.js";
import { quantile } from "../../../models/estimators/flat-table.js";
import { forecastSeries } from "../../../models/estimators/forecast-series.js";
import { findLevelShifts, onOneLevel } from "../../../models/estimators/level-shift.js";
import { random } from "../../../models/estimators/random.js";
import { monthRegressors } from "../../../models/targets/month-regressors.js";

const wave = (t: number) => 1 + 0.15 * Math.sin((2 * Math.PI * t) / 12);
const series = (n: number, seed: number, noise: number, factor: (t: number) => number = () => 1) => {
  const rng = random(seed);
  return Float64Array.from(
    { length: n },
    (_, t) => (1000 + 3 * t) * wave(t) * factor(t) * Math.exp(noise * rng.normal()),
  );
};
const seeds = Array.from({ length: 40 }, (_, i) => i + 1);

describe("changes of level", () => {
  it("finds a planted loss of a quarter ten months ago, at its month, and its size", () => {
    let found = 0;
    for (const seed of seeds) {
      const shifts = findLevelShifts(
        series(60, seed, 0.04, (t) => (t < 50 ? 1 : 0.75)),
        12,
      );
      const hit = shifts.find(({ at }) => Math.abs(at - 50) <= 1);
      if (!hit) continue;
      found++;
      expect(hit.isShare).toBe(true);
      expect(Math.abs(hit.change + 0.25)).toBeLessThan(0.09);
    }
    expect(found).toBeGreaterThanOrEqual(32);
  });

  it("rarely finds one that is not there: noise and season, drifts, a single odd month", () => {
    let alarms = 0;
    for (const seed of seeds) {
      const rng = random(seed + 500);
      let level = 0;
      const walk = Float64Array.from({ length: 60 }, () => 1000 * Math.exp((level += 0.03 * rng.normal())));
      const odd = series(60, seed, 0.04, (t) => (t === 40 ? 0.5 : 1));
      for (const y of [series(60, seed, 0.04), walk, odd]) alarms += findLevelShifts(y, 12).length;
    }
    expect(alarms).toBeLessThanOrEqual(6);
  });

  it("of a series with negative values is a difference; too short or constant series have none", () => {
    const rng = random(3);
    const y = Float64Array.from({ length: 40 }, (_, t) => (t < 25 ? -5 : 20) + rng.normal());
    const [shift] = findLevelShifts(y, 1);
    expect(shift.at).toBe(25);
    expect(shift.isShare).toBe(false);
    expect(Math.abs(shift.change - 25)).toBeLessThan(2);
    const levelled = onOneLevel(y, [shift]);
    expect(Math.abs(levelled[0] - levelled[39])).toBeLessThan(7);
    expect(findLevelShifts(new Float64Array(60).fill(4), 12)).toEqual([]);
    expect(findLevelShifts(series(20, 1, 0.04), 12)).toEqual([]);
  });

  it("mends the forecast after a shift, and its backtest is told in the values of its time", () => {
    let [sought, blind] = [0, 0];
    for (const seed of seeds.slice(0, 5)) {
      const all = series(54, seed, 0.02, (t) => (t < 40 ? 1 : 0.7));
      const y = all.slice(0, 48);
      const options = { season: 12, horizon: 6, seed: 1 };
      const with_ = forecastSeries(y, { ...options, isShiftSought: true });
      expect(with_.levelShifts).toHaveLength(1);
      for (const { known, actual } of with_.backtest)
        expect(actual).toEqual(Array.from(y.subarray(known, known + actual.length)));
      const error = (mean: Float64Array) => mean.reduce((sum, v, h) => sum + Math.abs(v - all[48 + h]), 0);
      sought += error(with_.mean);
      blind += error(forecastSeries(y, options).mean);
    }
    expect(sought).toBeLessThan(0.75 * blind);
  });
});

/** January 2021 on. */
const first = 2021 * 12;
const festival = (size: number) => {
  const regressors = monthRegressors(first, 84, "Asia/Shanghai");
  const share = regressors.find(({ id }) => id === "festival")!.values;
  return { regressors, factor: (t: number) => Math.exp(size * share[t]) };
};

describe("calendar effects", () => {
  it("Spring Festival's days: January or February, shares that sum to one a year; make-up days count as worked", () => {
    const { regressors } = festival(0);
    const of = (id: string) => regressors.find((r) => r.id === id)!.values;
    for (let year = 0; year < 7; year++)
      for (const id of ["festival_before", "festival", "festival_after"])
        expect(
          of(id)
            .slice(12 * year, 12 * year + 12)
            .reduce((a, b) => a + b, 0),
        ).toBeCloseTo(1, 9);
    // 2023-01-22 and 2024-02-10: the festival lies in January 2023 and in February 2024.
    expect(of("festival")[24]).toBe(1);
    expect(of("festival")[36 + 1]).toBe(1);
    // October 2024: 23 weekdays, five of them holidays, one make-up Saturday (12 October) = 19 days of work.
    expect(Math.exp(of("working_days")[36 + 9])).toBeCloseTo(19, 9);
  });

  it("finds a planted loss of 30 % over the festival in 72 months and forecasts January to March better", () => {
    const { regressors, factor } = festival(-0.36);
    let [kept, known, blind] = [0, 0, 0];
    for (const seed of seeds.slice(0, 6)) {
      const all = series(75, seed, 0.02, factor);
      const y = all.slice(0, 72);
      const options = { season: 12, horizon: 3, seed: 1 };
      const forecast = forecastSeries(y, { ...options, regressors });
      if (forecast.regressors?.some(({ id, coefficient }) => id === "festival" && coefficient < -0.2)) kept++;
      const error = (mean: Float64Array) => mean.reduce((sum, v, h) => sum + Math.abs(v - all[72 + h]), 0);
      known += error(forecast.mean);
      blind += error(forecastSeries(y, options).mean);
    }
    expect(kept).toBeGreaterThanOrEqual(5);
    expect(known).toBeLessThan(0.8 * blind);
  });

  it("keeps no festival without an effect or below 60 months; finds sales that follow the working days", () => {
    const { regressors } = festival(0);
    let alarms = 0;
    for (const seed of seeds)
      alarms += findRegressors(series(72, seed, 0.04), 12, regressors).some(
        (r) => r.group === "spring_festival",
      )
        ? 1
        : 0;
    expect(alarms).toBeLessThanOrEqual(6);
    const loud = festival(-0.5).factor;
    expect(
      findRegressors(series(48, 1, 0.02, loud), 12, regressors).filter((r) => r.group === "spring_festival"),
    ).toEqual([]);
    const days = regressors.find(({ id }) => id === "working_days")!;
    const worked = series(72, 2, 0.02, (t) => Math.exp(days.values[t] - 3));
    const found = findRegressors(worked, 12, [days]);
    expect(found[0].id).toBe("working_days");
    expect(Math.abs(found[0].coefficient - 1)).toBeLessThan(0.25);
  });
});

const moments = (totals: Float64Array) => {
  const mean = totals.reduce((a, b) => a + b, 0) / totals.length;
  return { mean, variance: totals.reduce((s, v) => s + (v - mean) ** 2, 0) / totals.length };
};

describe("totals of counts", () => {
  it("have the mean and the variance of a negative binomial, and of a Poisson where that is all there is", () => {
    const wide = moments(countTotals({ mean: 2, variance: 5, meanError: 0 }, 3, 20_000, 1));
    expect(wide.mean).toBeCloseTo(6, 0);
    expect(Math.abs(wide.variance - 15)).toBeLessThan(1);
    const plain = moments(countTotals({ mean: 0.5, variance: 0.5, meanError: 0 }, 3, 20_000, 1));
    expect(Math.abs(plain.variance - 1.5)).toBeLessThan(0.1);
  });

  it("cover the totals of rare events about as often as they say", () => {
    let inside = 0;
    const all = 300;
    for (let seed = 1; seed <= all; seed++) {
      const rng = random(seed);
      const y = Float64Array.from({ length: 39 }, () => [0, 0, 0, 1, 1, 2, 4][rng.integer(7)]);
      const { counts } = forecastSeries(y.slice(0, 36), { season: 12, horizon: 3, seed: 1 });
      const totals = countTotals(counts!, 3, 1000, seed);
      const total = y[36] + y[37] + y[38];
      if (total >= quantile(totals, 0.1) && total <= quantile(totals, 0.9)) inside++;
    }
    // Discrete totals cover somewhat more than the 80 % asked for.
    expect(inside / all).toBeGreaterThan(0.78);
    expect(inside / all).toBeLessThan(0.95);
  });
});
