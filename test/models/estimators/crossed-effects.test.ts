// Rater leniency: statsmodels MixedLM and dense linear algebra on the same scores, planted leniency, the sampled path beside the exact one.
import { describe, expect, it } from "vitest";
import { crossedEffects } from "../../../models/estimators/crossed-effects.js";
import type { CrossedData } from "../../../models/estimators/absorbed-design.js";
import { random } from "../../../models/estimators/random.js";
import { sparseMatrix } from "../../../models/estimators/sparse-matrix.js";

interface Planted extends CrossedData {
  people: number[];
  leniency: number[];
}

/** 70 + 4·relation + person + rater + noise; each person has `per` raters drawn from all. */
function simulate(
  [ratees, raters, per]: [number, number, number],
  [sdPerson, sdRater, sdNoise]: [number, number, number],
  seed: number,
): Planted {
  const rng = random(seed);
  const people = Array.from({ length: ratees }, () => sdPerson * rng.normal());
  const leniency = Array.from({ length: raters }, () => sdRater * rng.normal());
  const [first, second, y, relation]: number[][] = [[], [], [], []];
  for (let i = 0; i < ratees; i++) {
    const chosen = new Set<number>();
    while (chosen.size < per) chosen.add(rng.integer(raters));
    for (const r of chosen) {
      first.push(i);
      second.push(r);
      const isOther = rng.uniform() < 0.3 ? 1 : 0;
      relation.push(isOther);
      y.push(70 + 4 * isOther + people[i] + leniency[r] + sdNoise * rng.normal());
    }
  }
  return {
    y: Float64Array.from(y),
    first: Int32Array.from(first),
    second: Int32Array.from(second),
    firstLevels: ratees,
    secondLevels: raters,
    fixed: sparseMatrix(y.length, 2, (row, add) => {
      add(0, 1);
      if (relation[row]) add(1, 1);
    }),
    people,
    leniency,
  };
}

function close(found: ArrayLike<number>, expected: number[]): void {
  expected.forEach((v, k) => expect(Math.abs(found[k] - v)).toBeLessThan(5e-6));
}

describe("crossed random effects", () => {
  const small = simulate([30, 8, 4], [5, 3, 4], 1);

  it("equals dense restricted maximum likelihood, effects and errors too", () => {
    // numpy 2, scipy.optimize.minimize(Nelder-Mead, xatol 1e-12) on −½[(n−p) log 2π + log|V| + log|X′V⁻¹X| + y′Py] of these 120 rows.
    const fit = crossedEffects(small);
    expect(fit.isConverged && fit.isExact).toBe(true);
    const { first, second, residual } = fit.variances;
    expect(Math.abs(first / 41.64612497343729 - 1)).toBeLessThan(1e-6);
    expect(Math.abs(second / 7.63623149847023 - 1)).toBeLessThan(1e-6);
    expect(Math.abs(residual / 19.688777057078962 - 1)).toBeLessThan(1e-6);
    expect(fit.logLikelihood).toBeCloseTo(-385.7965330437074, 8);
    close(fit.fixed, [71.50501408, 3.9840308]);
    close(fit.fixedErrors, [1.61326321, 1.24199448]);
    close(fit.first, [6.62890806, 8.86386015, -9.57563086]);
    close(fit.firstErrors, [2.4151267, 2.40173631, 2.40563025]);
    close(fit.second, [0.37900437, -1.61040738, 1.75936206]);
    close(fit.secondErrors, [1.45717362, 1.38226737, 1.43613268]);
  });

  it("equals statsmodels MixedLM with variance components to 1e-4", () => {
    // statsmodels 0.15: MixedLM.from_formula("y ~ x", groups=1, vc_formula={"first": "0+C(first)", "second": "0+C(second)"},
    // re_formula="0").fit(reml=True); vcomp, scale, params, llf.
    const fit = crossedEffects(small);
    expect(Math.abs(fit.variances.first / 41.64517255616827 - 1)).toBeLessThan(1e-4);
    expect(Math.abs(fit.variances.second / 7.636057222113287 - 1)).toBeLessThan(1e-4);
    expect(Math.abs(fit.variances.residual / 19.688941609792508 - 1)).toBeLessThan(1e-4);
    expect(fit.fixed[1]).toBeCloseTo(3.98403961, 4);
    expect(fit.logLikelihood).toBeCloseTo(-385.79653304833454, 4);
  });

  it("is the same whichever factor is the larger", () => {
    const fit = crossedEffects(small);
    const { y, first, second, firstLevels, secondLevels, fixed } = small;
    const turned = crossedEffects({
      y,
      fixed,
      first: second,
      second: first,
      firstLevels: secondLevels,
      secondLevels: firstLevels,
    });
    expect(turned.variances.second).toBeCloseTo(fit.variances.first, 6);
    expect(turned.secondErrors[3]).toBeCloseTo(fit.firstErrors[3], 8);
    const difference = { first: [[0, 1], [1, -1]] as const, fixed: [[0, 0.5]] as const }; // prettier-ignore
    const same = { second: difference.first, fixed: difference.fixed };
    expect(turned.errorVariance(same)).toBeCloseTo(fit.errorVariance(difference), 8);
  });

  it("promise 23: covers planted people at 95 % and removes planted leniency", () => {
    const data = simulate([300, 40, 4], [5, 4, 5], 11);
    const fit = crossedEffects(data);
    const mean = fit.fixed[0] - 70;
    let inside = 0;
    for (let i = 0; i < 300; i++) {
      const error = Math.sqrt(fit.errorVariance({ first: [[i, 1]], fixed: [[0, 1]] }));
      if (Math.abs(mean + fit.first[i] - data.people[i]) <= 1.96 * error) inside++;
    }
    expect(inside / 300).toBeGreaterThan(0.91);
    expect(inside / 300).toBeLessThan(0.985);
    const correlation = correlationOf([...fit.second], data.leniency);
    expect(correlation).toBeGreaterThan(0.9);
  });

  it("finds no leniency where none is", () => {
    const fit = crossedEffects(simulate([120, 20, 4], [5, 0, 4], 4));
    expect(fit.variances.second).toBeLessThan(1.5);
    expect(fit.isConverged).toBe(true);
  });

  it("has a sampled path for many raters that agrees with the exact one", () => {
    const data = simulate([400, 250, 6], [5, 3, 4], 2);
    const exact = crossedEffects(data);
    const sampled = crossedEffects(data, { mostExact: 50 });
    expect(exact.isExact).toBe(true);
    expect(sampled.isExact).toBe(false);
    for (const name of ["first", "second", "residual"] as const)
      expect(
        Math.abs(sampled.variances[name] - exact.variances[name]) / exact.varianceErrors[name],
      ).toBeLessThan(0.25);
    const ratio = sampled.firstErrors.map((error, i) => error / exact.firstErrors[i]);
    expect(Math.min(...ratio)).toBeGreaterThan(0.93);
    expect(Math.max(...ratio)).toBeLessThan(1.07);
    const group = { first: Array.from({ length: 20 }, (_, i) => [i, 1 / 20] as const) };
    expect(sampled.errorVariance(group) / exact.errorVariance(group)).toBeGreaterThan(0.7);
    expect(sampled.errorVariance(group) / exact.errorVariance(group)).toBeLessThan(1.4);
  });
});

const mean = (v: readonly number[]) => v.reduce((s, x) => s + x, 0) / v.length;

function correlationOf(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const sum = (f: (i: number) => number) => a.reduce((s, _, i) => s + f(i), 0);
  return (
    sum((i) => (a[i] - ma) * (b[i] - mb)) /
    Math.sqrt(sum((i) => (a[i] - ma) ** 2) * sum((i) => (b[i] - mb) ** 2))
  );
}
