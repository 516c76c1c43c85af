// Scores against hand-made cases and, where the files are there, against scikit-learn's and R's own figures.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classificationScores, rankingScores } from "../../../models/estimators/classification-scores.js";
import { naive2 } from "../../../models/estimators/naive-forecasts.js";
import * as scores from "../../../models/estimators/forecast-scores.js";
import { readFlatFile } from "../../../models/read-flat-file.js";
import { benchmarkFile, isThere, needsBenchmark } from "../benchmark-file.js";
import { readBenchmarkSeries } from "../benchmark-series.js";

const oof = "reference/classification/ibm.oof_rep1.csv";
const folds = "reference/classification/ibm.folds.csv";
const foldScores = "reference/classification/ibm.fold_scores.csv";

const table = (name: string) => {
  const { header, records } = readFlatFile(benchmarkFile(name));
  return records.map((record) => Object.fromEntries(header.map((h, i) => [h, record[i]])));
};

describe("classification scores", () => {
  it("counts ties half in ROC-AUC", () => {
    // Pairs (1, 0): .8>.5, .8>.2, .5=.5 (half), .5>.2 → 3.5 / 4.
    expect(rankingScores([1, 1, 0, 0], [0.8, 0.5, 0.5, 0.2]).rocAuc).toBe(0.875);
    expect(rankingScores([1, 0], [0.3, 0.3]).rocAuc).toBe(0.5);
    expect(rankingScores([1, 1], [0.3, 0.4]).rocAuc).toBeNaN();
  });

  it("steps through precision and recall without interpolating", () => {
    // Precision at the two positives: 1/1 and 2/3, each half of the recall.
    expect(rankingScores([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.1]).prAuc).toBeCloseTo((1 + 2 / 3) / 2, 12);
  });

  it("puts a probability of exactly 1 into the last bin of the calibration error", () => {
    const { ece, brier, logLoss } = classificationScores([1, 0], [1, 0]);
    expect(ece).toBe(0);
    expect(brier).toBe(0);
    expect(logLoss).toBeLessThan(1e-12);
  });

  it.skipIf(!isThere(oof, folds, foldScores))(
    `equals scikit-learn's scores of every fold ${needsBenchmark}`,
    () => {
      const rows = table(oof);
      const fold = table(folds).map((row) => row.rep1);
      const expected = table(foldScores).filter((row) => row.rep === "rep1");
      expect(expected.length).toBeGreaterThan(0);
      let compared = 0;
      for (const row of expected) {
        if (!(row.model in rows[0])) continue;
        const members = rows.filter((_, i) => fold[i] === row.fold);
        const own = classificationScores(
          members.map((m) => Number(m.y)),
          members.map((m) => Number(m[row.model])),
        );
        expect(own.rocAuc).toBeCloseTo(Number(row.auc), 9);
        expect(own.prAuc).toBeCloseTo(Number(row.pr_auc), 9);
        expect(own.brier).toBeCloseTo(Number(row.brier), 9);
        expect(own.logLoss).toBeCloseTo(Number(row.log_loss), 9);
        expect(own.ece).toBeCloseTo(Number(row.ece10), 9);
        compared++;
      }
      expect(compared).toBeGreaterThanOrEqual(5);
    },
  );
});

describe("forecast scores", () => {
  it("measure by hand", () => {
    expect(scores.smape([100, 200], [110, 180])).toBeCloseTo((2000 / 210 + 4000 / 380) / 2, 12);
    expect(scores.seasonalScale([1, 2, 4, 8], 2)).toBe((3 + 6) / 2);
    expect(scores.mase([10, 12], [11, 9], 2)).toBe(1);
    expect(scores.coverage([1, 5], [0, 6], [2, 7])).toBe(0.5);
    // Width 2, one value 1 below: 2/0.05 × 1.
    expect(scores.msis([1], [2], [4], 0.05, 1)).toBe(2 + 40);
  });

  const set = "reference/forecast/A/series.csv";
  it.skipIf(!isThere(set, "reference/forecast/A/scores.csv"))(
    `agree with R on the naive 2 benchmark of 400 series ${needsBenchmark}`,
    () => {
      const reference = JSON.parse(
        readFileSync(benchmarkFile("reference/forecast/A/summary.json"), "utf8"),
      ) as {
        overall: { method: string; smape: number; mase: number }[];
      };
      const expected = reference.overall.find((row) => row.method === "naive2")!;
      const all = readBenchmarkSeries(benchmarkFile(set));
      const smape = all.map(({ train, test, season }) =>
        scores.smape(test, naive2(train, season, test.length)),
      );
      const average = smape.reduce((a, b) => a + b, 0) / smape.length;
      // Ours decomposes on logs, R's reference by ratios: a hundredth apart.
      expect(Math.abs(average - expected.smape) / expected.smape).toBeLessThan(0.005);
    },
  );
});
