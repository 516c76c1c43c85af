// Empirical Bayes and the bootstrap against scipy, and by what they promise: smaller errors, nominal coverage, the same by seed.
import { describe, expect, it } from "vitest";
import { bootstrap } from "../../../models/estimators/bootstrap.js";
import { shrinkNormal, shrinkShares } from "../../../models/estimators/empirical-bayes.js";
import { random } from "../../../models/estimators/random.js";

describe("shrinkage of means", () => {
  it("equals the restricted maximum found by scipy", () => {
    // optimize.minimize_scalar on ½[Σ log(s + t) + log Σ w + Σ w (y − μ)²]
    const found = shrinkNormal([2.1, 0.3, -1.2, 3.3, 0.8, 1.9], [0.2, 0.5, 0.3, 0.4, 0.1, 0.6]);
    expect(found.between).toBeCloseTo(2.135118688466603, 6);
    expect(found.mean).toBeCloseTo(1.1850087096734974, 8);
    [2.02163214, 0.46792578, -0.90617341, 2.96628919, 0.81722543, 1.74315314].forEach((value, i) =>
      expect(found.estimates[i]).toBeCloseTo(value, 7),
    );
  });

  it("finds nothing but noise in Rubin's eight schools", () => {
    // Rubin 1981; metafor::rma(method = "REML") gives τ² = 0.
    const found = shrinkNormal(
      [28, 8, -3, 7, -1, 1, 18, 12],
      [15, 10, 16, 11, 9, 11, 10, 18].map((e) => e * e),
    );
    expect(found.between).toBe(0);
    expect(found.mean).toBeCloseTo(7.6856, 3);
    expect([...found.estimates].every((value) => value === found.mean)).toBe(true);
  });

  it("errs less than plain means and covers the truth", () => {
    const rng = random(8);
    let [plain, shrunken, covered, units] = [0, 0, 0, 0];
    for (let run = 0; run < 60; run++) {
      const truth = Array.from({ length: 30 }, () => 50 + 3 * rng.normal());
      const variances = truth.map(() => 1 + 30 * rng.uniform());
      const values = truth.map((value, i) => value + Math.sqrt(variances[i]) * rng.normal());
      const { estimates, limits } = shrinkNormal(values, variances);
      truth.forEach((value, i) => {
        plain += (values[i] - value) ** 2;
        shrunken += (estimates[i] - value) ** 2;
        covered += limits[i].low <= value && value <= limits[i].high ? 1 : 0;
        units++;
      });
    }
    expect(shrunken / plain).toBeLessThan(0.55);
    expect(covered / units).toBeGreaterThan(0.92);
    expect(covered / units).toBeLessThan(0.98);
  });
});

describe("shrinkage of shares", () => {
  it("equals the maximum likelihood found by scipy", () => {
    // optimize.minimize(-betabinom.logpmf); beta.interval(.95, a + 3, b + 17)
    const { a, b, estimates, limits } = shrinkShares(
      [3, 1, 7, 0, 5, 9, 2, 4],
      [20, 15, 25, 12, 18, 22, 30, 16],
    );
    expect(a / 2.8832603108610013).toBeCloseTo(1, 5);
    expect(b / 12.09000573899585).toBeCloseTo(1, 5);
    expect(estimates[0]).toBeCloseTo(0.16822164, 7);
    expect(limits[0].low).toBeCloseTo(0.06550981064205774, 6);
    expect(limits[0].high).toBeCloseTo(0.3066456139207563, 6);
  });

  it("draws units together where all shares are alike", () => {
    const { estimates, reliability } = shrinkShares([10, 10, 10, 10, 10], [100, 100, 100, 100, 100]);
    estimates.forEach((value) => expect(value).toBeCloseTo(0.1, 3));
    expect(reliability[0]).toBeLessThan(0.05);
  });
});

const values = [3.1, 0.2, 1.7, 5.5, 2.4, 9.9, 0.7, 1.1, 2.8, 4.2, 0.5, 6.3];
const mean = (weights: Float64Array): number => {
  let [sum, count] = [0, 0];
  weights.forEach((weight, i) => {
    sum += weight * values[i];
    count += weight;
  });
  return sum / count;
};

const copied = (weights: Float64Array): number => {
  let [sum, count] = [0, 0];
  weights.forEach((weight, i) => {
    sum += 10 * weight * values[i];
    count += 10 * weight;
  });
  return sum / count;
};
const seeded = (seed: number) => bootstrap({ clusters: 12, statistic: mean, seed, resamples: 300 });

describe("bootstrap", () => {
  it.each([
    // stats.bootstrap((v,), np.mean, n_resamples=20000, method=…, random_state=1)
    { method: "bca" as const, low: 1.925, high: 5.191666666666666 },
    { method: "percentile" as const, low: 1.7666666666666666, high: 4.858333333333333 },
  ])("equals scipy's $method interval within Monte Carlo error", ({ method, low, high }) => {
    const found = bootstrap({ clusters: 12, statistic: mean, seed: 1, resamples: 20_000, method });
    expect(Math.abs(found.low - low)).toBeLessThan(0.06);
    expect(Math.abs(found.high - high)).toBeLessThan(0.06);
    expect(Math.abs(found.standardError - 0.7948)).toBeLessThan(0.02);
    expect(found.estimate).toBeCloseTo(3.2, 12);
  });

  it("gives the same numbers for the same seed, others for another", () => {
    expect(seeded(4)).toEqual(seeded(4));
    expect(seeded(4).low).not.toBe(seeded(5).low);
  });

  it("draws whole clusters: ten copies of each value change nothing", () => {
    const options = { clusters: 12, seed: 2, resamples: 500 };
    expect(bootstrap({ ...options, statistic: copied }).standardError).toBeCloseTo(
      bootstrap({ ...options, statistic: mean }).standardError,
      10,
    );
  });

  it("leaves draws out on which the statistic does not exist", () => {
    const found = bootstrap({
      clusters: 12,
      seed: 1,
      resamples: 400,
      statistic: (weights) => (weights[5] > 0 ? mean(weights) : Number.NaN),
    });
    expect(found.resamples).toBeLessThan(400);
    expect(Number.isFinite(found.low)).toBe(true);
  });
});
