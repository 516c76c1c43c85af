// Small statistical tools against values printed by R.
import { describe, expect, it } from "vitest";
import { countInterval } from "../../../models/estimators/count-interval.js";
import { falseDiscovery } from "../../../engine/metrics/false-discovery.js";
import { nelderMead } from "../../../models/estimators/nelder-mead.js";
import { normalCdf, normalQuantile, twoSidedP } from "../../../models/estimators/normal-distribution.js";
import { random } from "../../../models/estimators/random.js";

describe("normal distribution", () => {
  it("equals R's pnorm and qnorm", () => {
    expect(normalCdf(1.96)).toBeCloseTo(0.9750021048517795, 14);
    expect(normalCdf(-6) / 9.865876450376946e-10).toBeCloseTo(1, 10);
    expect(normalCdf(-3.5) / 0.00023262907903552504).toBeCloseTo(1, 10);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 10);
    expect(twoSidedP(10) / 1.523970604832105e-23).toBeCloseTo(1, 9);
  });

  it("quantile undoes the CDF", () => {
    for (const z of [-5, -3.01, -2.99, -1, -0.1, 0, 0.4, 2.5, 3.2])
      expect(normalQuantile(normalCdf(z))).toBeCloseTo(z, 9);
  });
});

describe("count interval", () => {
  it("is Poisson when variance equals the mean: qpois(c(.1, .9), 4) = 2, 7", () => {
    expect(countInterval(4, 4, 0.8)).toEqual({ low: 2, high: 7 });
  });
  it("is negative binomial when it varies more: qnbinom(c(.025, .975), size = 4, mu = 4) = 0, 11", () => {
    expect(countInterval(4, 8, 0.95)).toEqual({ low: 0, high: 11 });
  });
  it("never passes the people there are", () => {
    expect(countInterval(3, 9, 0.95, 4).high).toBeLessThanOrEqual(4);
    expect(countInterval(0, 0, 0.95)).toEqual({ low: 0, high: 0 });
  });
});

describe("false discovery rate", () => {
  it("equals R's p.adjust(method = 'BH')", () => {
    const q = falseDiscovery([0.01, 0.02, 0.03, 0.04, 0.05]);
    q.forEach((value) => expect(value).toBeCloseTo(0.05, 12));
    expect(falseDiscovery([0.001, 0.5, 0.04])).toEqual([0.003, 0.5, 0.06]);
  });
});

const rosenbrock = (x: Float64Array) => 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2;

describe("Nelder–Mead", () => {
  it("finds the bottom of Rosenbrock's valley", () => {
    const { at } = nelderMead(rosenbrock, [-1.2, 1], { maxEvaluations: 2000, tolerance: 1e-14 });
    expect(at[0]).toBeCloseTo(1, 4);
    expect(at[1]).toBeCloseTo(1, 4);
  });
});

const draws = (seed: number) => {
  const rng = random(seed);
  return Array.from({ length: 20_000 }, () => rng.normal());
};

describe("random numbers", () => {
  it("repeat with the seed, differ between seeds, and have the moments they should", () => {
    expect(draws(1)).toEqual(draws(1));
    expect(draws(1)[0]).not.toBe(draws(2)[0]);
    const z = draws(7);
    const mean = z.reduce((a, b) => a + b, 0) / z.length;
    const variance = z.reduce((a, b) => a + (b - mean) ** 2, 0) / z.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });
});
