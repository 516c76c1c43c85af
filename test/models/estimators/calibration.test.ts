// Isotonic and Platt calibration against scikit-learn and statsmodels; permutation importance against what was planted.
import { describe, expect, it } from "vitest";
import { bentLogit, fitBentCalibration } from "../../../models/estimators/bent-calibration.js";
import { fitIsotonic, isotonicAt } from "../../../models/estimators/isotonic.js";
import { permutationImportance } from "../../../models/estimators/permutation-importance.js";
import { fitPlatt, plattAt } from "../../../models/estimators/platt.js";
import { random } from "../../../models/estimators/random.js";

const score = [0.1, 0.1, 0.2, 0.3, 0.35, 0.4, 0.4, 0.5, 0.6, 0.7, 0.7, 0.9];
const left = [0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1];
const asked = [0, 0.1, 0.15, 0.25, 0.32, 0.4, 0.55, 0.65, 0.8, 0.95];
const close = (values: readonly number[], places = 10) =>
  values.map((value) => expect.closeTo(value, places));

describe("isotonic regression", () => {
  // sklearn 1.9: IsotonicRegression(out_of_bounds="clip").fit(score, left[, sample_weight=weights]).predict(asked)
  it("equals scikit-learn's, ties, interpolation and clipping included", () => {
    const fit = fitIsotonic(score, left);
    expect(asked.map((value) => isotonicAt(fit, value))).toEqual(
      close([1 / 3, 1 / 3, 1 / 3, 0.416666666667, 0.5, 0.5, 0.5, 0.75, 1, 1]),
    );
    // X_thresholds_ and y_thresholds_
    expect(fit.at).toEqual([0.1, 0.2, 0.3, 0.6, 0.7, 0.9]);
    expect(fit.value).toEqual(close([1 / 3, 1 / 3, 0.5, 0.5, 1, 1]));
  });

  it("equals scikit-learn's with weights; rows of weight 0 do not count", () => {
    const weights = [1, 2, 1, 1, 3, 1, 1, 1, 2, 1, 1, 1];
    const fit = fitIsotonic([...score, 0.05], [...left, 1], [...weights, 0]);
    expect(asked.map((value) => isotonicAt(fit, value))).toEqual(
      close([0.375, 0.375, 0.375, 0.375, 0.375, 0.4, 0.4, 0.7, 1, 1]),
    );
  });

  it("never falls, and no rising function is nearer (checked against small changes)", () => {
    const rng = random(4);
    const x = Array.from({ length: 300 }, () => rng.uniform());
    const y = x.map((value) => Number(rng.uniform() < value * value));
    const fit = fitIsotonic(x, y);
    const error = (bend: (value: number) => number) =>
      x.reduce((sum, value, i) => sum + (y[i] - bend(isotonicAt(fit, value))) ** 2, 0);
    fit.value.forEach((value, k) => expect(value).toBeGreaterThanOrEqual(fit.value[k - 1] ?? 0));
    const best = error((value) => value);
    for (const bend of [
      (v: number) => v + 0.01,
      (v: number) => v - 0.01,
      (v: number) => 0.02 + 0.95 * v,
      (v: number) => Math.max(v, 0.1),
    ])
      expect(error(bend)).toBeGreaterThan(best);
  });
});

describe("Platt's calibration", () => {
  // statsmodels 0.15: Logit(left, add_constant(log(score / (1 - score)))).fit(tol=1e-14): params and bse;
  // sklearn 1.9: LogisticRegression(penalty=None) on the same gives 0.60930191, 0.68084047
  it("equals statsmodels' line on the logit, with its standard errors", () => {
    const fit = fitPlatt(score, left);
    expect(fit.intercept).toBeCloseTo(0.6093019076311359, 8);
    expect(fit.slope).toBeCloseTo(0.680840470505802, 8);
    expect(fit.interceptError).toBeCloseTo(0.6863134592406389, 7);
    expect(fit.slopeError).toBeCloseTo(0.5773899734208863, 7);
    expect(fit.isFinite).toBe(true);
  });

  it("undoes a known distortion, and says when outcomes can be told apart without error", () => {
    const rng = random(6);
    const truth = Array.from({ length: 20_000 }, () => -1 + 1.2 * rng.normal());
    const y = truth.map((l) => Number(rng.uniform() < 1 / (1 + Math.exp(-l))));
    const distorted = truth.map((l) => 1 / (1 + Math.exp(-(0.5 + 2 * l))));
    const fit = fitPlatt(distorted, y);
    expect(fit.slope).toBeCloseTo(0.5, 1);
    expect(fit.intercept).toBeCloseTo(-0.25, 1);
    expect(plattAt(fit, distorted[0])).toBeCloseTo(1 / (1 + Math.exp(-truth[0])), 1);
    expect(fitPlatt([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1]).isFinite).toBe(false);
  });
});

describe("permutation importance", () => {
  // y = 2a + b + noise under the model 2a + b: shuffling a column of effect e and variance v costs 2 e² v in squared error
  const n = 4000;
  const rng = random(9);
  const columns = [0, 1, 2].map(() => Float64Array.from({ length: n }, () => rng.normal()));
  const y = Float64Array.from(
    { length: n },
    (_, i) => 2 * columns[0][i] + columns[1][i] + 0.5 * rng.normal(),
  );
  const lossOf = (members: readonly number[], order: Int32Array | undefined) =>
    y.map((value, i) => {
      const at = (c: number) => columns[c][order && members.includes(c) ? order[i] : i];
      return (value - 2 * at(0) - at(1)) ** 2;
    });
  const parts = [
    { name: "a", members: [0] },
    { name: "b", members: [1] },
    { name: "noise", members: [2] },
    { name: "both", members: [0, 1] },
  ];

  it("is what theory says it must be, each within its interval; a column without a part in it costs nothing", () => {
    const found = permutationImportance(lossOf, { columns: parts, rows: n, seed: 3 });
    for (const [k, expected] of [8, 2, 0, 10].entries()) {
      expect(found[k].low).toBeLessThanOrEqual(expected);
      expect(found[k].high).toBeGreaterThanOrEqual(expected);
      expect(found[k].mean).toBeCloseTo(expected, -0.3);
    }
    expect(found[2]).toEqual({ column: "noise", mean: 0, deviation: 0, low: 0, high: 0 });
  });

  it("covers the true cost about as often as its level says", () => {
    let covered = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const draw = random(1000 + seed);
      const x = Float64Array.from({ length: 200 }, () => draw.normal());
      const out = x.map((value) => value + draw.normal());
      const [{ low, high }] = permutationImportance(
        (members, order) =>
          out.map((value, i) => (value - x[order && members.length > 0 ? order[i] : i]) ** 2),
        { columns: [{ name: "x", members: [0] }], rows: 200, seed },
      );
      if (low <= 2 && high >= 2) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(86);
    expect(covered).toBeLessThanOrEqual(99);
  });
});

describe("calibration with a bend", () => {
  it("learns a slope below and another above the base rate, level with what was planted, and keeps the order", () => {
    const rng = random(12);
    const truth = Float64Array.from({ length: 20_000 }, () => -1 + 1.5 * rng.normal());
    const y = truth.map((l) => Number(rng.uniform() < 1 / (1 + Math.exp(-l))));
    const base = Math.log(y.reduce((a, b) => a + b, 0) / y.reduce((a, b) => a + 1 - b, 0));
    // too timid above the base rate, too bold below
    const logits = truth.map((l) => base + (l < base ? 1.5 : 0.6) * (l - base));
    const bend = fitBentCalibration(logits, y);
    expect(bend.slopeBelow).toBeCloseTo(1 / 1.5, 1);
    expect(bend.slopeAbove).toBeCloseTo(1 / 0.6, 1);
    expect(bentLogit(bend, logits[0])).toBeCloseTo(truth[0], 0);
    const steps = Array.from({ length: 101 }, (_, i) => bentLogit(bend, i / 10 - 5));
    steps.slice(1).forEach((value, i) => expect(value).toBeGreaterThan(steps[i]));
  });

  it("leaves the logits nearly alone where a handful of events says little", () => {
    const { level, at, slopeBelow, slopeAbove } = fitBentCalibration(
      [-2.2, -2.1, -2, -1.9, -1.8, -1.7],
      [0, 0, 1, 0, 0, 0],
    );
    expect(level).toBeCloseTo(at, 0);
    expect(slopeBelow).toBeCloseTo(1, 0);
    expect(slopeAbove).toBeCloseTo(1, 0);
  });
});
