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

  it("stops where it is told and says that it has not converged", () => {
    const fit = logisticLbfgs({ rows, columns, values }, y, { tolerance: 1e-12, maxIterations: 1 });
    expect(fit).toMatchObject({ iterations: 1, converged: false });
  });
});
