// L-BFGS logistic regression: the same maximum as Newton's, whatever the penalty.
import { describe, expect, it } from "vitest";
import { logisticLbfgs } from "../../../models/estimators/logistic-lbfgs.js";
import { logisticRegression } from "../../../models/estimators/logistic-regression.js";
import { random } from "../../../models/estimators/random.js";
import { fromDense } from "../../../models/estimators/sparse-matrix.js";

describe("logistic regression by L-BFGS", () => {
  const rng = random(3);
  const [rows, columns] = [600, 6];
  const values = Float64Array.from({ length: rows * columns }, () => rng.normal());
  const y = Uint8Array.from({ length: rows }, (_, i) => {
    const eta = -1 + 1.5 * values[i * columns] - values[i * columns + 1];
    return Number(rng.uniform() < 1 / (1 + Math.exp(-eta)));
  });

  it.each([0.1, 1, 100])("equals Newton with penalty %d on all but the intercept", (penalty) => {
    const fit = logisticLbfgs({ rows, columns, values }, y, { penalty, tolerance: 1e-7 });
    const design = fromDense(
      Array.from({ length: rows }, (_, i) => [1, ...values.subarray(i * columns, (i + 1) * columns)]),
    );
    const newton = logisticRegression(design, y, {
      penalty: [0, ...Array.from({ length: columns }, () => penalty)],
    });
    expect(fit.converged).toBe(true);
    fit.coefficients.forEach((value, j) => expect(value).toBeCloseTo(newton.coefficients[j], 5));
  });

  it("equals Newton on a large table that is sorted by its outcome, begun with a sample", () => {
    const [many, few] = [40_000, 3];
    const x = Array.from({ length: many }, () => Array.from({ length: few }, () => rng.normal()));
    const drawn = x.map((row) => {
      const eta = -1.5 + row[0] - 0.5 * row[1] + row[1] * row[2];
      return { row, y: Number(rng.uniform() < 1 / (1 + Math.exp(-eta))) };
    });
    drawn.sort((a, b) => a.y - b.y);
    const outcomes = drawn.map((one) => one.y);
    const flat = Float64Array.from(drawn.flatMap(({ row }) => row));
    const fit = logisticLbfgs({ rows: many, columns: few, values: flat }, outcomes, { tolerance: 1e-8 });
    const design = fromDense(drawn.map(({ row }) => [1, ...row]));
    const newton = logisticRegression(design, outcomes, { penalty: [0, 1, 1, 1] });
    expect(fit.converged).toBe(true);
    fit.coefficients.forEach((value, j) => expect(value).toBeCloseTo(newton.coefficients[j], 6));
  });

  it("stops where it is told and says that it has not converged", () => {
    const fit = logisticLbfgs({ rows, columns, values }, y, { tolerance: 1e-12, maxIterations: 1 });
    expect(fit).toMatchObject({ iterations: 1, converged: false });
  });
});
