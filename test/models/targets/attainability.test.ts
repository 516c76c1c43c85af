// Targets given a chance of 70 % are reached in 65 to 75 of 100 cases: on open series turned into quarters, per family.
import { describe, expect, it } from "vitest";
import { forecastSeries } from "../../../models/estimators/forecast-series.js";
import { random } from "../../../models/estimators/random.js";
import { attainability, targetTrials, type TargetTrial } from "../../../models/targets/attainability.js";
import { allSeries, heldOutBoard } from "../../../models/targets/held-out-scores.js";
import { benchmarkFile, isThere, needsBenchmark } from "../benchmark-file.js";
import { readBenchmarkSeries } from "../benchmark-series.js";

const isNightly = Boolean(process.env.RAPPORT_NIGHTLY);

describe("attainability", () => {
  it("counts targets reached, pooled and per family, at the forecast's own quantiles", () => {
    const rng = random(1);
    const trials: (TargetTrial & { family: string })[] = [];
    for (let i = 0; i < 120; i++) {
      // The future comes from the forecast itself: reached as often as said.
      const test = Float64Array.from({ length: 6 }, () => 100 + 5 * rng.normal());
      const forecast = {
        mean: new Float64Array(6).fill(100),
        spread: new Float64Array(6).fill(5),
        responses: new Float64Array(6),
      };
      for (const trial of targetTrials(forecast, test, { block: 3, seed: i, isNonNegative: true }))
        trials.push({ ...trial, family: i % 2 === 0 ? "even" : "odd" });
    }
    const found = attainability(trials, allSeries);
    expect(found.map(({ family }) => family)).toEqual(
      [allSeries, "even", "odd"].flatMap((family) => [family, family, family, family]),
    );
    expect(found[0].targets).toBe(240);
    for (const { chance, said, reached, low, high } of found) {
      expect(said).toBeCloseTo(chance, 2);
      expect(Math.abs(reached - chance)).toBeLessThan(0.12);
      expect(low).toBeLessThan(reached);
      expect(high).toBeGreaterThan(reached);
    }
  });

  it.skipIf(!isThere("reference/forecast/A/series.csv"))(
    `targets given 70 % on ${isNightly ? "all" : "some"} open series are reached in 65–75 % (nightly) ${needsBenchmark}`,
    { timeout: 600_000 },
    () => {
      const trials: (TargetTrial & { family: string })[] = [];
      const board = heldOutBoard();
      const step = isNightly ? 1 : 40;
      for (const name of ["A", "U"])
        for (const [i, { train, test, season }] of readBenchmarkSeries(
          benchmarkFile(`reference/forecast/${name}/series.csv`),
        ).entries()) {
          if (i % step !== 0) continue;
          const forecast = forecastSeries(train, { season, horizon: test.length, seed: 1 });
          const family = `${name}${season}`;
          const block = season === 12 ? 3 : 1;
          board.add({ family, season, train, test, forecast });
          for (const trial of targetTrials(forecast, test, { block, seed: i, isNonNegative: true }))
            trials.push({ ...trial, family });
        }
      const pooled = attainability(trials, allSeries).find(
        ({ family, chance }) => family === allSeries && chance === 0.7,
      )!;
      const slack = isNightly ? 0.05 : 0.15;
      expect(Math.abs(pooled.reached - 0.7)).toBeLessThan(slack);
      const bars: Record<string, number> = { A12: 0.81, A4: 0.83, U12: 0.62 };
      const scores = board.scores();
      expect(scores.map(({ family }) => family)).toEqual([allSeries, "A12", "A4", "U12"]);
      const least = isNightly ? { coverage80: 0.77, coverage95: 0.92 } : { coverage80: 0.6, coverage95: 0.8 };
      for (const { family, owa, coverage80, coverage95 } of isNightly
        ? scores.slice(1)
        : scores.slice(0, 1)) {
        expect(owa).toBeLessThan(isNightly ? bars[family] : 1);
        expect(coverage80).toBeGreaterThan(least.coverage80);
        expect(coverage95).toBeGreaterThan(least.coverage95);
      }
    },
  );
});
