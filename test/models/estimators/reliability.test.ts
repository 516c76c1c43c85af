// Alpha and ICC against published examples, McNulty's survey, and the definitions written out.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fQuantile } from "../../../models/estimators/f-distribution.js";
import { intraclassCorrelations } from "../../../models/estimators/intraclass-correlation.js";
import { random } from "../../../models/estimators/random.js";
import { reliability } from "../../../models/estimators/reliability.js";
import { benchmarkFile, isThere, needsBenchmark } from "../benchmark-file.js";

const survey = "data/pad/employee_survey.csv";
const reference = "reference/psychometrics/employee_survey.json";

describe("Cronbach's alpha", () => {
  it.skipIf(!isThere(survey, reference))(
    `equals the reference on 2,833 answers ${isThere(survey, reference) ? "" : needsBenchmark}`,
    () => {
      const [head, ...lines] = readFileSync(benchmarkFile(survey), "utf8").trim().split(/\r?\n/);
      const names = head.split(",").map((name) => name.replace(/"/g, ""));
      const rows = lines.map((line) => line.split(",").map(Number));
      const { cronbach } = JSON.parse(readFileSync(benchmarkFile(reference), "utf8")) as {
        cronbach: Record<
          string,
          {
            n: number;
            alpha: number;
            item_rest_corr: Record<string, number>;
            alpha_if_dropped: Record<string, number>;
          }
        >;
      };
      expect(Object.keys(cronbach).length).toBe(4);
      for (const expected of Object.values(cronbach)) {
        const items = Object.keys(expected.item_rest_corr);
        const found = reliability(items.map((item) => rows.map((row) => row[names.indexOf(item)])))!;
        expect(found.people).toBe(expected.n);
        expect(Math.abs(found.alpha - expected.alpha)).toBeLessThan(1e-10);
        for (const [j, item] of items.entries()) {
          expect(Math.abs(found.perItem[j].itemRest - expected.item_rest_corr[item])).toBeLessThan(1e-10);
          expect(Math.abs(found.perItem[j].alphaWithout - expected.alpha_if_dropped[item])).toBeLessThan(
            1e-10,
          );
        }
      }
    },
  );

  it("has Feldt's interval, which covers the true alpha as often as it says", () => {
    // Four parallel items with error variance 1 and true variance 0.5: alpha = 4·0.5 ÷ (4·0.5 + 1) = 2/3.
    const rng = random(7);
    let covered = 0;
    const rounds = 600;
    for (let r = 0; r < rounds; r++) {
      const trueScores = Array.from({ length: 40 }, () => Math.sqrt(0.5) * rng.normal());
      const columns = Array.from({ length: 4 }, () => trueScores.map((t) => t + rng.normal()));
      const { low, high } = reliability(columns)!;
      if (low <= 2 / 3 && 2 / 3 <= high) covered++;
    }
    // Binomial band of 600 draws at 95 %, four standard errors.
    expect(covered / rounds).toBeGreaterThan(0.914);
    expect(covered / rounds).toBeLessThan(0.986);
  });

  it("gives omega above alpha where loadings differ, and refuses what has no spread", () => {
    const rng = random(3);
    const factor = Array.from({ length: 4000 }, () => rng.normal());
    const loadings = [0.9, 0.7, 0.5, 0.3];
    const columns = loadings.map((l) => factor.map((f) => l * f + Math.sqrt(1 - l * l) * rng.normal()));
    const { alpha, omega } = reliability(columns)!;
    const truth = 2.4 ** 2 / (2.4 ** 2 + loadings.reduce((sum, l) => sum + 1 - l * l, 0));
    expect(Math.abs(omega - truth)).toBeLessThan(0.02);
    expect(alpha).toBeLessThan(omega);
    expect(reliability([[1, 1, 1], [2, 2, 2]])).toBeUndefined(); // prettier-ignore
    expect(reliability([[1, 2, 3]])).toBeUndefined();
  });
});

describe("intraclass correlations", () => {
  // Shrout & Fleiss 1979, table 2: six people, four judges.
  const table = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
  ];

  it("equals Shrout & Fleiss' own figures (table 4) and the intervals of R psych::ICC", () => {
    const icc = intraclassCorrelations(table)!;
    // Table 3: mean squares 11.24, 6.26, 32.49, 1.02.
    expect(icc.meanSquares.people).toBeCloseTo(11.24, 2);
    expect(icc.meanSquares.within).toBeCloseTo(6.26, 2);
    expect(icc.meanSquares.raters).toBeCloseTo(32.49, 2);
    expect(icc.meanSquares.residual).toBeCloseTo(1.02, 2);
    // Table 4, and psych::ICC(sf): lower and upper bound.
    const expected = {
      icc1: [0.17, -0.13, 0.72],
      icc2: [0.29, 0.02, 0.76],
      icc3: [0.71, 0.34, 0.95],
      icc1k: [0.44, -0.88, 0.91],
      icc2k: [0.62, 0.07, 0.93],
      icc3k: [0.91, 0.68, 0.99],
    } as const;
    for (const [name, [value, low, high]] of Object.entries(expected)) {
      const found = icc[name as keyof typeof expected];
      expect(Math.abs(found.value - value)).toBeLessThan(0.0051);
      expect(Math.abs(found.low - low)).toBeLessThan(0.0051);
      expect(Math.abs(found.high - high)).toBeLessThan(0.0051);
    }
    expect(icc.icc1.degrees).toEqual([5, 18]);
    expect(icc.icc3.degrees).toEqual([5, 15]);
  });

  it("is 1 for the consistency of raters who differ by a constant, and below it for their agreement", () => {
    const rng = random(1);
    const scores = Array.from({ length: 20 }, () => {
      const level = 10 * rng.normal();
      return [level + 1e-6 * rng.normal(), level + 5 + 1e-6 * rng.normal()];
    });
    const { icc2, icc3 } = intraclassCorrelations(scores)!;
    expect(icc3.value).toBeCloseTo(1, 8);
    expect(icc2.value).toBeLessThan(0.95);
  });
});

it("F quantiles equal scipy.stats.f.ppf", () => {
  // scipy.stats.f.ppf(p, d1, d2)
  const cases: [number, number, number, number][] = [
    [0.975, 5, 15, 3.57641534927906],
    [0.025, 5, 15, 0.155575963078487],
    [0.975, 4.79, 5, 7.18969582738283],
    [0.975, 2832, 5664, 1.06551466383153],
    [0.025, 99, 198, 0.702794770203279],
    [0.975, 1, 2.5, 23.657577241324],
  ];
  for (const [p, d1, d2, value] of cases) expect(fQuantile(p, d1, d2) / value).toBeCloseTo(1, 8);
});
