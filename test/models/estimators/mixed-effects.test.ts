// Linear mixed models against statsmodels 0.15 and against the plain definition with dense matrices.
import { describe, expect, it } from "vitest";
import {
  mixedEffects,
  mixedEffectsGiven,
  type MixedInput,
} from "../../../models/estimators/mixed-effects.js";
import { random } from "../../../models/estimators/random.js";
import { weightedLeastSquares } from "../../../models/estimators/weighted-least-squares.js";
import { g, h, x, y } from "./mixed-effects-data.js";

const input = (hasSecond: boolean): MixedInput => ({
  y,
  x: Float64Array.from(x.flatMap((v) => [1, v])),
  columns: 2,
  group: Int32Array.from(g),
  groups: 24,
  second: hasSecond ? { group: Int32Array.from(h), groups: 6 } : undefined,
});
const near = (found: number, expected: number, relative = 1e-4) =>
  expect(Math.abs(found / expected - 1), `${found} for ${expected}`).toBeLessThan(relative);

describe("mixed effects by REML", () => {
  it("equals statsmodels with one grouping", () => {
    // smf.mixedlm("y ~ x", d, groups="g").fit(reml=True, method="bfgs")
    const fit = mixedEffects(input(false));
    near(fit.coefficients[0], 3.080071230152341);
    near(fit.coefficients[1], 0.34943474552903353);
    near(fit.varianceGroup, 0.6270416998616452);
    near(fit.varianceResidual, 1.808280024681401);
    near(fit.logLikelihood, -218.2201975317093, 1e-8);
    near(fit.effects[0], -0.29473396885082204);
    near(fit.effects[1], 0.8196538201422592);
    expect(fit.varianceSecond).toBe(0);
  });

  it("equals statsmodels with two crossed groupings", () => {
    // smf.mixedlm("y ~ x", d, groups="one", re_formula="0", vc_formula={"g": "0+C(g)", "h": "0+C(h)"}).fit(method="bfgs");
    // its optimiser stops a little before the top: its own three methods differ by 1e-4 and have a lower likelihood.
    const fit = mixedEffects(input(true));
    near(fit.coefficients[1], 0.41467, 1e-4);
    near(fit.varianceGroup, 0.79130209, 1e-4);
    near(fit.varianceSecond, 0.88950493, 1e-4);
    near(fit.varianceResidual, 0.9953194299303115, 1e-4);
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(-196.39885499259054);
    near(fit.logLikelihood, -196.39885499259054, 1e-8);
    near(fit.effects[1], 1.152459170621595);
    near(fit.secondEffects[4], -1.519195289826102);
  });

  it("gives the likelihood, estimates and prediction errors of the plain definition", () => {
    const given = { varianceGroup: 0.7, varianceSecond: 0.4, varianceResidual: 1.2 };
    const fit = mixedEffectsGiven(input(true), given);
    const n = y.length;
    const v = y.map((_, i) =>
      y.map(
        (_, j) =>
          (g[i] === g[j] ? given.varianceGroup : 0) +
          (h[i] === h[j] ? given.varianceSecond : 0) +
          (i === j ? given.varianceResidual : 0),
      ),
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
    expect(fit.coefficients[0]).toBeCloseTo(beta[0][0], 9);
    expect(fit.coefficients[1]).toBeCloseTo(beta[1][0], 9);
    expect(fit.standardErrors[1]).toBeCloseTo(Math.sqrt(information.inverse[1][1]), 9);
    const residual = y.map((value, i) => value - beta[0][0] - beta[1][0] * x[i]);
    const weighted = inverse.map((row) => row.reduce((sum, value, j) => sum + value * residual[j], 0));
    const square = residual.reduce((sum, value, i) => sum + value * weighted[i], 0);
    expect(fit.logLikelihood).toBeCloseTo(
      -0.5 * ((n - 2) * Math.log(2 * Math.PI) + logDeterminant + information.logDeterminant + square),
      7,
    );
    // û = σ²_g Zᵀ V⁻¹ (y − Xβ); Var(û − u) = σ²_g − σ⁴_g zᵀ P z, P = V⁻¹ − V⁻¹ X (XᵀV⁻¹X)⁻¹ XᵀV⁻¹.
    const z = g.map((group): number => (group === 3 ? 1 : 0));
    expect(fit.effects[3]).toBeCloseTo(
      given.varianceGroup * z.reduce((s, one, i) => s + one * weighted[i], 0),
      9,
    );
    const vz = inverse.map((row) => row.reduce((sum, value, j) => sum + value * z[j], 0));
    const xvz = transposed(design).map((column) => column.reduce((sum, value, i) => sum + value * vz[i], 0));
    const zpz =
      z.reduce((sum, one, i) => sum + one * vz[i], 0) -
      xvz.reduce((s, a, i) => s + xvz.reduce((t, b, j) => t + a * information.inverse[i][j] * b, 0), 0);
    expect(fit.errorVariances[3]).toBeCloseTo(given.varianceGroup - given.varianceGroup ** 2 * zpz, 9);
  });

  it("finds no spread between groups where there is none, and sets a doubled column aside", () => {
    const rng = random(3);
    const values = Float64Array.from({ length: 200 }, () => rng.normal());
    const design = Float64Array.from(values.keys(), () => 1);
    const doubled = new Float64Array(600);
    values.forEach((_, i) => doubled.set([1, i % 3, 2 * (i % 3)], 3 * i));
    // Groups whose means are all alike vary less than chance would have it.
    const group = Int32Array.from(values.keys(), (i) => i % 40);
    const flat = values.map((value, i) => value - mean(values.filter((_, j) => j % 40 === i % 40)));
    const fit = mixedEffects({ y: flat, x: design, columns: 1, group, groups: 40 });
    expect(fit.varianceGroup).toBe(0);
    expect(fit.effects.every((effect) => effect === 0)).toBe(true);
    expect(mixedEffects({ y: values, x: doubled, columns: 3, group, groups: 40 }).aliased).toEqual([2]);
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
