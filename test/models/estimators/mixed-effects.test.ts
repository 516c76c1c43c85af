// Linear mixed models against statsmodels 0.15 and against the plain definition with dense matrices.
import { describe, expect, it } from "vitest";
import type { CrossedData, GroupedData } from "../../../models/estimators/absorbed-design.js";
import { addedEffects, crossedEffects } from "../../../models/estimators/crossed-effects.js";
import { random } from "../../../models/estimators/random.js";
import { fromDense } from "../../../models/estimators/sparse-matrix.js";
import { weightedLeastSquares } from "../../../models/estimators/weighted-least-squares.js";
import { g, h, x, y } from "./mixed-effects-data.js";

const grouped: GroupedData = {
  y,
  fixed: fromDense(x.map((v) => [1, v])),
  first: Int32Array.from(g),
  firstLevels: 24,
};
const crossed: CrossedData = { ...grouped, second: Int32Array.from(h), secondLevels: 6 };
const near = (found: number, expected: number, relative = 1e-4) =>
  expect(Math.abs(found / expected - 1), `${found} for ${expected}`).toBeLessThan(relative);

describe("mixed effects by REML", () => {
  it("equals statsmodels with one grouping", () => {
    // smf.mixedlm("y ~ x", d, groups="g").fit(reml=True, method="bfgs")
    const fit = crossedEffects(grouped);
    near(fit.fixed[0], 3.080071230152341);
    near(fit.fixed[1], 0.34943474552903353);
    near(fit.variances.first, 0.6270416998616452);
    near(fit.variances.residual, 1.808280024681401);
    near(fit.logLikelihood, -218.2201975317093, 1e-8);
    near(fit.first[0], -0.29473396885082204);
    near(fit.first[1], 0.8196538201422592);
    expect(fit.variances.second).toBe(0);
    expect(fit.second.length).toBe(0);
    expect(fit.isConverged).toBe(true);
  });

  it("equals statsmodels with two crossed groupings", () => {
    // smf.mixedlm("y ~ x", d, groups="one", re_formula="0", vc_formula={"g": "0+C(g)", "h": "0+C(h)"}).fit(method="bfgs");
    // its optimiser stops a little before the top: its own three methods differ by 1e-4 and have a lower likelihood.
    const fit = crossedEffects(crossed);
    near(fit.fixed[1], 0.41467, 1e-4);
    near(fit.variances.first, 0.79130209, 1e-4);
    near(fit.variances.second, 0.88950493, 1e-4);
    near(fit.variances.residual, 0.9953194299303115, 1e-4);
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(-196.39885499259054);
    near(fit.logLikelihood, -196.39885499259054, 1e-8);
    near(fit.first[1], 1.152459170621595);
    near(fit.second[4], -1.519195289826102);
  });

  it.each(["one", "two"])("gives likelihood, estimates and prediction errors by definition: %s", (which) => {
    const data = which === "one" ? grouped : crossed;
    const fit = crossedEffects(data);
    const { first, second, residual: noise } = fit.variances;
    const n = y.length;
    const v = y.map((_, i) =>
      y.map((_, j) => (g[i] === g[j] ? first : 0) + (h[i] === h[j] ? second : 0) + (i === j ? noise : 0)),
    );
    const { inverse, logDeterminant } = invert(v);
    const design = x.map((value) => [1, value]);
    const xv = times(transposed(design), inverse);
    const information = invert(times(xv, design));
    const beta = times(
      information.inverse,
      times(
        xv,
        y.map((value) => [value]),
      ),
    );
    expect(fit.fixed[0]).toBeCloseTo(beta[0][0], 9);
    expect(fit.fixed[1]).toBeCloseTo(beta[1][0], 9);
    expect(fit.fixedErrors[1]).toBeCloseTo(Math.sqrt(information.inverse[1][1]), 9);
    // The same, x put beside the intercept afterwards.
    const added = addedEffects({ ...data, fixed: fromDense(x.map(() => [1])) }, fit.variances)(x);
    expect(added.value).toBeCloseTo(beta[1][0], 9);
    expect(added.error).toBeCloseTo(Math.sqrt(information.inverse[1][1]), 9);
    const residual = y.map((value, i) => value - beta[0][0] - beta[1][0] * x[i]);
    const weighted = inverse.map((row) => row.reduce((sum, value, j) => sum + value * residual[j], 0));
    const square = residual.reduce((sum, value, i) => sum + value * weighted[i], 0);
    expect(fit.logLikelihood).toBeCloseTo(
      -0.5 * ((n - 2) * Math.log(2 * Math.PI) + logDeterminant + information.logDeterminant + square),
      7,
    );
    // û = σ²_g Zᵀ V⁻¹ (y − Xβ); Var(û − u) = σ²_g − σ⁴_g zᵀ P z, P = V⁻¹ − V⁻¹ X (XᵀV⁻¹X)⁻¹ XᵀV⁻¹.
    const z = g.map((group): number => (group === 3 ? 1 : 0));
    expect(fit.first[3]).toBeCloseTo(first * z.reduce((s, one, i) => s + one * weighted[i], 0), 9);
    const vz = inverse.map((row) => row.reduce((sum, value, j) => sum + value * z[j], 0));
    const xvz = transposed(design).map((column) => column.reduce((sum, value, i) => sum + value * vz[i], 0));
    const zpz =
      z.reduce((sum, one, i) => sum + one * vz[i], 0) -
      xvz.reduce((s, a, i) => s + xvz.reduce((t, b, j) => t + a * information.inverse[i][j] * b, 0), 0);
    expect(fit.firstErrors[3] ** 2).toBeCloseTo(first - first ** 2 * zpz, 9);
  });

  it("finds no spread between groups where there is none, and sets a doubled column aside", () => {
    const rng = random(3);
    const values = Float64Array.from({ length: 200 }, () => rng.normal());
    const ones = fromDense([...values].map(() => [1]));
    const doubled = fromDense([...values].map((_, i) => [1, i % 3, 2 * (i % 3)]));
    // Groups whose means are all alike vary less than chance would have it.
    const first = Int32Array.from(values.keys(), (i) => i % 40);
    const flat = values.map((value, i) => value - mean(values.filter((_, j) => j % 40 === i % 40)));
    const fit = crossedEffects({ y: flat, fixed: ones, first, firstLevels: 40 });
    expect(fit.variances.first).toBe(0);
    expect(fit.first.every((effect) => effect === 0)).toBe(true);
    const aliased = { y: values, first, firstLevels: 40, fixed: doubled };
    const twice = crossedEffects(aliased);
    expect(twice.dependent).toEqual([2]);
    // A column that the fixed effects already hold has no effect of its own.
    const column = Float64Array.from(values.keys(), (i) => i % 3);
    expect(addedEffects(aliased, twice.variances)(column).value).toBeNaN();
  });
});

const times = (a: number[][], b: number[][]): number[][] =>
  a.map((row) => b[0].map((_, k) => row.reduce((sum, value, j) => sum + value * b[j][k], 0)));
const transposed = (a: number[][]): number[][] => a[0].map((_, k) => a.map((row) => row[k]));

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Gauss–Jordan; the determinant of a positive definite matrix by its pivots. */
function invert(matrix: readonly (readonly number[])[]): { inverse: number[][]; logDeterminant: number } {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  let logDeterminant = 0;
  for (let i = 0; i < n; i++) {
    const pivot = rows[i][i];
    logDeterminant += Math.log(pivot);
    for (let k = 0; k < 2 * n; k++) rows[i][k] /= pivot;
    for (let r = 0; r < n; r++) {
      const factor = rows[r][i];
      if (r === i || factor === 0) continue;
      for (let k = 0; k < 2 * n; k++) rows[r][k] -= factor * rows[i][k];
    }
  }
  return { inverse: rows.map((row) => row.slice(n)), logDeterminant };
}

describe("weighted least squares", () => {
  it("equals statsmodels", () => {
    // default_rng(1); sm.WLS(y, sm.add_constant(x), weights=w).fit()
    const rows = [[0.35, 0.82], [0.33, -1.3], [0.91, 0.45], [-0.54, 0.58], [0.36, 0.29], [0.03, 0.55], [-0.74, -0.16],
      [-0.48, 0.6], [0.04, -0.29], [-0.78, -0.26], [0.01, -0.28], [1.29, 1.01]]; // prettier-ignore
    const values = [-2.36, 0.58, 0.83, -0.27, 1.1, 0.68, 2.91, -0.95, 0.93, 2.91, 1.93, 1.3];
    const weights = [1.29, 1.19, 0.59, 1.46, 1.78, 1.39, 0.89, 1.76, 1.26, 1.27, 1.63, 0.72];
    const fit = weightedLeastSquares(
      Float64Array.from(rows.flatMap((row) => [1, ...row])),
      3,
      values,
      weights,
    );
    [0.87341116, -0.28215727, -1.19253435].forEach((b, j) => expect(fit.coefficients[j]).toBeCloseTo(b, 7));
    [0.42850995, 0.78603029, 0.70152655].forEach((e, j) => expect(fit.standardErrors[j]).toBeCloseTo(e, 7));
    [0.07196823, 0.72789844, 0.12336437].forEach((p, j) => expect(fit.p[j]).toBeCloseTo(p, 7));
    expect(fit.variance).toBeCloseTo(2.6042129871263504, 9);
  });
});
