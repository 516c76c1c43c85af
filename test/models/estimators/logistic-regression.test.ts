// Coefficients and standard errors against R and statsmodels; separation, aliased columns, penalty, clusters.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  clusterRobustCovariance,
  logisticRegression,
} from "../../../models/estimators/logistic-regression.js";
import { random } from "../../../models/estimators/random.js";
import { fromDense } from "../../../models/estimators/sparse-matrix.js";
import { readFlatFile } from "../../../models/read-flat-file.js";
import { benchmarkFile, isThere, needsBenchmark } from "../benchmark-file.js";

const mtcars = JSON.parse(readFileSync("test/reference/mtcars-logit.json", "utf8")) as {
  wt: number[];
  am: number[];
  coefficients: number[];
  standardErrors: number[];
  residualDeviance: number;
};
const drivers = "reference/drivers/ibm_drivers.json";
const ibm = "data/ibm_hr_attrition.csv";

describe("promise 22: logistic regression", () => {
  it("gives R's coefficients, standard errors and deviance on mtcars", () => {
    const fit = logisticRegression(fromDense(mtcars.wt.map((wt) => [1, wt])), mtcars.am);
    // Printed to three decimals; R's errors come from its last but one weights.
    fit.coefficients.forEach((b, j) => expect(Math.abs(b - mtcars.coefficients[j])).toBeLessThan(6e-4));
    fit.standardErrors.forEach((s, j) => expect(Math.abs(s - mtcars.standardErrors[j])).toBeLessThan(1e-3));
    expect(-2 * fit.logLikelihood).toBeCloseTo(mtcars.residualDeviance, 3);
    expect(fit.converged).toBe(true);
    expect(fit.separated).toBe(false);
  });

  it.skipIf(!isThere(drivers, ibm))(
    `gives statsmodels' Logit to 1e-6 on 14 columns of the IBM file ${needsBenchmark}`,
    () => {
      const { logit } = JSON.parse(readFileSync(benchmarkFile(drivers), "utf8")) as {
        logit: { coefficients: { term: string; coef: number; se: number }[]; loglik: number };
      };
      const file = readFlatFile(benchmarkFile(ibm));
      const column = (name: string) => file.header.indexOf(name);
      const rows = file.records.map((record) =>
        logit.coefficients.map(({ term }) => {
          if (term === "(Intercept)") return 1;
          const [name, level] = term.split("=");
          return level === undefined ? Number(record[column(name)]) : record[column(name)] === level ? 1 : 0;
        }),
      );
      const y = file.records.map((record) => (record[column("Attrition")] === "Yes" ? 1 : 0));
      const fit = logisticRegression(fromDense(rows), y);
      logit.coefficients.forEach(({ coef, se }, j) => {
        expect(Math.abs(fit.coefficients[j] - coef)).toBeLessThan(1e-6);
        expect(Math.abs(fit.standardErrors[j] - se)).toBeLessThan(1e-6);
      });
      expect(fit.logLikelihood).toBeCloseTo(logit.loglik, 6);
    },
  );

  it("says so when the classes are separated, and stays finite with a penalty", () => {
    const x = fromDense([1, 2, 3, 4, 5, 6].map((v) => [1, v]));
    const y = [0, 0, 0, 1, 1, 1];
    const bare = logisticRegression(x, y);
    expect(bare.separated).toBe(true);
    expect([...bare.coefficients].every(Number.isFinite)).toBe(true);
    const penalised = logisticRegression(x, y, { penalty: [0, 1] });
    expect(penalised.separated).toBe(false);
    expect(penalised.converged).toBe(true);
    expect(Math.abs(penalised.coefficients[1])).toBeLessThan(3);
  });

  it("sets a column aside that repeats another", () => {
    const rng = random(3);
    const rows = Array.from({ length: 60 }, () => {
      const v = rng.normal();
      return [1, v, 2 * v];
    });
    const y = rows.map((row) => (rng.uniform() < 1 / (1 + Math.exp(-row[1])) ? 1 : 0));
    const fit = logisticRegression(fromDense(rows), y);
    expect(fit.aliased).toEqual([2]);
    expect(fit.coefficients[2]).toBe(0);
  });

  it("at the penalised maximum the gradient is zero", () => {
    const rng = random(4);
    const rows = Array.from({ length: 80 }, () => [1, rng.normal(), rng.normal()]);
    const y = rows.map((row) => (rng.uniform() < 1 / (1 + Math.exp(-row[1] + row[2])) ? 1 : 0));
    const fit = logisticRegression(fromDense(rows), y, { penalty: [0, 2, 2] });
    for (const j of [0, 1, 2]) {
      let gradient = j === 0 ? 0 : -2 * fit.coefficients[j];
      rows.forEach((row, i) => {
        const eta = row.reduce((sum, v, k) => sum + v * fit.coefficients[k], 0);
        gradient += row[j] * (y[i] - 1 / (1 + Math.exp(-eta)));
      });
      expect(Math.abs(gradient)).toBeLessThan(1e-5);
    }
  });

  it("counts ten copies of a row as one person: clustered errors stay, plain ones shrink", () => {
    const rng = random(5);
    const rows = Array.from({ length: 120 }, () => [1, rng.normal()]);
    const y = rows.map((row) => (rng.uniform() < 1 / (1 + Math.exp(-row[1])) ? 1 : 0));
    const once = logisticRegression(fromDense(rows), y);
    const many = Array.from({ length: 10 }, () => rows).flat();
    const manyY = Array.from({ length: 10 }, () => y).flat();
    const persons = Array.from({ length: 10 }, () => rows.map((_, i) => i)).flat();
    const fit = logisticRegression(fromDense(many), manyY);
    const robust = clusterRobustCovariance(fromDense(many), manyY, fit, persons);
    expect(fit.standardErrors[1]).toBeLessThan(0.4 * once.standardErrors[1]);
    expect(Math.sqrt(robust[3]) / once.standardErrors[1]).toBeGreaterThan(0.8);
    expect(Math.sqrt(robust[3]) / once.standardErrors[1]).toBeLessThan(1.25);
  });
});
