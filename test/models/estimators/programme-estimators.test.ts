// Difference in differences, interrupted series, power, matching, staggered starts: equal to statsmodels or to the plain definition.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { twoWayFixedEffects } from "../../../models/estimators/difference-in-differences.js";
import { estimate, jointTest } from "../../../models/estimators/estimate.js";
import { groupTimeEffects } from "../../../models/estimators/group-time-effects.js";
import { interruptedTimeSeries } from "../../../models/estimators/interrupted-time-series.js";
import { leastSquares } from "../../../models/estimators/least-squares.js";
import { matchedDifference } from "../../../models/estimators/matching.js";
import { neweyWest } from "../../../models/estimators/newey-west.js";
import {
  sharesDetectable,
  sharesPower,
  sharesSampleSize,
  sharesSampleSizePooled,
} from "../../../models/estimators/power.js";
import { random } from "../../../models/estimators/random.js";

const fixture = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../../reference/programme.json"), "utf8"),
);
const off = (found: number, expected: number): number =>
  Math.abs(found - expected) / Math.max(1e-3, Math.abs(expected));
const ints = (values: number[]): Int32Array => Int32Array.from(values);
const floats = (values: number[]): Float64Array => Float64Array.from(values);

const simulate = (seed: number, effect: number, people = 160) => {
  const rng = random(seed);
  const x = new Float64Array(people * 2);
  const isTreated = new Uint8Array(people);
  const y = new Float64Array(people);
  for (let i = 0; i < people; i++) {
    const [a, b] = [rng.normal(), rng.normal()];
    x.set([a, b], 2 * i);
    isTreated[i] = rng.uniform() < 1 / (1 + Math.exp(1 - 0.8 * a)) ? 1 : 0;
    y[i] = 2 * a + b + (isTreated[i] ? effect : 0) + rng.normal();
  }
  return { x, columns: 2, isTreated, y };
};

const panel = (seed: number, effect: (age: number, g: number) => number) => {
  const rng = random(seed);
  const start: number[] = [];
  const y = Array.from({ length: 90 }, (_, i) => {
    const g = [3, 5, Infinity][i % 3]!;
    start.push(g);
    const own = rng.normal();
    return Float64Array.from(
      { length: 8 },
      (_, t) => own + 0.4 * t + (t >= g ? effect(t - g, g) : 0) + 0.3 * rng.normal(),
    );
  });
  return { y, start };
};

const stats = (list: number[]) => {
  const mean = list.reduce((a, b) => a + b, 0) / list.length;
  return { mean, v: list.reduce((s, x) => s + (x - mean) ** 2, 0) / list.length ** 2 };
};

describe("two-way fixed effects", () => {
  const { panel, did, weighted } = fixture;
  const rows = {
    unit: ints(panel.unit),
    time: ints(panel.time),
    cluster: ints(panel.cluster),
    y: floats(panel.y),
  };
  it("equals statsmodels OLS with all dummies and clustered errors on a panel with holes", () => {
    const fit = twoWayFixedEffects(rows, [floats(panel.d), floats(panel.lead)]);
    for (const j of [0, 1]) {
      expect(off(fit.coefficients[j]!, did.params[j])).toBeLessThanOrEqual(1e-8);
      expect(off(fit.standardErrors[j]!, did.bse[j])).toBeLessThanOrEqual(1e-8);
      expect(
        off(estimate(fit.coefficients[j]!, fit.standardErrors[j]!, fit.freedom).p, did.p[j]),
      ).toBeLessThanOrEqual(1e-8);
    }
    const first = estimate(fit.coefficients[0]!, fit.standardErrors[0]!, fit.freedom);
    expect(off(first.low, did.ci[0])).toBeLessThanOrEqual(1e-7);
    expect(off(first.high, did.ci[1])).toBeLessThanOrEqual(1e-7);
    const joint = jointTest(fit.coefficients, fit.covariance, 2, [0, 1], fit.freedom)!;
    expect(off(joint.f, did.joint.f)).toBeLessThanOrEqual(1e-8);
    expect(off(joint.p, did.joint.p)).toBeLessThanOrEqual(1e-6);
    expect(fit.freedom).toBe(did.df);
  });
  it("equals statsmodels WLS with weights", () => {
    const fit = twoWayFixedEffects({ ...rows, weight: floats(panel.weight) }, [floats(panel.d)]);
    expect(off(fit.coefficients[0]!, weighted.params)).toBeLessThanOrEqual(1e-8);
    expect(off(fit.standardErrors[0]!, weighted.bse)).toBeLessThanOrEqual(1e-8);
  });
  it("names a regressor that the period effects already hold", () => {
    const fit = twoWayFixedEffects(rows, [floats(panel.time.map((t: number) => (t >= 5 ? 1 : 0)))]);
    expect(fit.aliased).toEqual([0]);
    expect(fit.standardErrors[0]).toBeNaN();
  });
});

describe("interrupted time series", () => {
  const { its } = fixture;
  it("equals statsmodels with Newey–West errors, season, level, slope and mean effect", () => {
    const time = its.y.map((_: number, t: number) => t);
    const fit = interruptedTimeSeries({ time, y: its.y, start: its.start, lags: 3 })!;
    expect(fit.hasSeason).toBe(true);
    for (const [name, j] of [
      ["trendBefore", 1],
      ["level", 2],
      ["slope", 3],
    ] as const) {
      expect(off(fit[name].value, its.params[j])).toBeLessThanOrEqual(1e-8);
      expect(off(fit[name].error, its.bse[j])).toBeLessThanOrEqual(1e-8);
      expect(off(fit[name].p, its.p[j])).toBeLessThanOrEqual(1e-6);
    }
    expect(off(fit.effect.value, its.effect[0])).toBeLessThanOrEqual(1e-8);
    expect(off(fit.effect.error, its.effect[1])).toBeLessThanOrEqual(1e-8);
    expect(off(fit.effect.low, its.ci[0])).toBeLessThanOrEqual(1e-6);
    expect(off(fit.detectable, 2.801585218112969 * its.effect[1])).toBeLessThanOrEqual(1e-8);
  });
  it("equals statsmodels without its small-sample correction and with other lags", () => {
    const n = its.y.length;
    const design = floats(
      Array.from({ length: n }, (_, t) => [
        1,
        t - its.start,
        Number(t >= its.start),
        Math.max(0, t - its.start),
        Math.sin((2 * Math.PI * t) / 12),
        Math.cos((2 * Math.PI * t) / 12),
      ]).flat(),
    );
    const fit = neweyWest(design, 6, its.y, { lags: 5, correction: false });
    its.bseUncorrected5.forEach((se: number, j: number) =>
      expect(off(fit.standardErrors[j]!, se)).toBeLessThanOrEqual(1e-8),
    );
  });
  it("says nothing with fewer than 8 steps before or 4 after", () => {
    const y = Array.from({ length: 12 }, (_, t) => t);
    expect(interruptedTimeSeries({ time: y, y, start: 7 })).toBeNull();
    expect(interruptedTimeSeries({ time: y, y, start: 9 })).toBeNull();
    expect(interruptedTimeSeries({ time: y, y, start: 8 })).not.toBeNull();
  });
});

describe("power", () => {
  const { power } = fixture;
  it("35 % to 25 % needs 328 people per group for 80 % power (Cohen's arcsine, as statsmodels and pwr.2p.test)", () => {
    expect(off(sharesSampleSize(0.35, 0.25), power.n)).toBeLessThanOrEqual(1e-8);
    expect(Math.ceil(sharesSampleSize(0.35, 0.25))).toBe(328);
    // scipy: ((ppf(.975) * sqrt(.42) + ppf(.8) * sqrt(.415)) / .1) ** 2
    expect(off(sharesSampleSizePooled(0.35, 0.25), 328.47154263471623)).toBeLessThanOrEqual(1e-10);
    expect(off(sharesPower(0.35, 0.25, 100, 100), power.power100)).toBeLessThanOrEqual(1e-8);
    expect(off(sharesSampleSize(0.1, 0.2, { power: 0.9 }), power.n90)).toBeLessThanOrEqual(1e-8);
  });
  it("what can be detected with n is what n is needed for", () => {
    const { lower, higher } = sharesDetectable(0.35, 328, 328);
    expect(off(sharesSampleSize(0.35, lower!), 328)).toBeLessThanOrEqual(1e-8);
    expect(off(sharesSampleSize(0.35, higher!), 328)).toBeLessThanOrEqual(1e-8);
    expect(off(sharesPower(0.35, lower!, 328, 328), 0.8)).toBeLessThanOrEqual(1e-6);
    expect(sharesDetectable(0.02, 20, 20).lower).toBeNull();
  });
  it("people in clusters count for less", () => {
    expect(
      off(sharesSampleSize(0.35, 0.25, { clusterSize: 10, icc: 0.05 }), 1.45 * sharesSampleSize(0.35, 0.25)),
    ).toBeLessThanOrEqual(1e-8);
  });
});

describe("matching", () => {
  it("equals the definition, written out slowly", () => {
    const input = simulate(3, 1, 60);
    const fit = matchedDifference({ ...input, neighbours: 1, isCorrected: false })!;
    const sd = [0, 1].map((c) => {
      const column = Array.from({ length: 60 }, (_, i) => input.x[2 * i + c]!);
      const mean = column.reduce((a, b) => a + b, 0) / 60;
      return Math.sqrt(column.reduce((s, v) => s + (v - mean) ** 2, 0) / 59);
    });
    const d = (i: number, j: number) =>
      Math.hypot(
        (input.x[2 * i]! - input.x[2 * j]!) / sd[0]!,
        (input.x[2 * i + 1]! - input.x[2 * j + 1]!) / sd[1]!,
      );
    const all = Array.from({ length: 60 }, (_, i) => i);
    const controls = all.filter((i) => !input.isTreated[i]);
    const treated = all.filter((i) => input.isTreated[i]);
    const nearestOf = (i: number) => controls.filter((j) => j !== i).sort((a, b) => d(i, a) - d(i, b))[0]!;
    const uses = new Map<number, number>();
    const gaps = treated.map((i) => {
      const j = nearestOf(i);
      uses.set(j, (uses.get(j) ?? 0) + 1);
      return input.y[i]! - input.y[j]!;
    });
    const effect = gaps.reduce((a, b) => a + b, 0) / gaps.length;
    let variance = gaps.reduce((s, g) => s + (g - effect) ** 2, 0);
    for (const [j, times] of uses)
      variance += times * (times - 1) * 0.5 * (input.y[j]! - input.y[nearestOf(j)]!) ** 2;
    expect(off(fit.effect, effect)).toBeLessThanOrEqual(1e-12);
    expect(off(fit.error, Math.sqrt(variance) / gaps.length)).toBeLessThanOrEqual(1e-12);
    expect(fit.used).toBe(uses.size);
  });
  it("covers the planted effect, and leaves the covariates balanced", () => {
    let covered = 0;
    const seeds = process.env.RAPPORT_NIGHTLY ? 400 : 40;
    for (let seed = 1; seed <= seeds; seed++) {
      const fit = matchedDifference(simulate(seed, 1))!;
      if (Math.abs(fit.effect - 1) < 1.96 * fit.error) covered++;
      expect(Math.abs(fit.balance[0]!.after)).toBeLessThan(Math.abs(fit.balance[0]!.before));
    }
    expect(covered / seeds).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / seeds));
  });
});

describe("staggered starts", () => {
  it("two periods and one cohort: the plain difference of differences and its unequal-variance error", () => {
    const rng = random(9);
    const y = Array.from({ length: 40 }, () => Float64Array.of(rng.normal(), rng.normal()));
    const start = y.map((_, i) => (i < 15 ? 1 : Infinity));
    const fit = groupTimeEffects({ y, start })!;
    const change = (from: number, to: number) => y.slice(from, to).map((row) => row[1]! - row[0]!);
    const [a, b] = [stats(change(0, 15)), stats(change(15, 40))];
    expect(off(fit.effect.value, a.mean - b.mean)).toBeLessThanOrEqual(1e-12);
    expect(off(fit.effect.error, Math.sqrt(a.v + b.v))).toBeLessThanOrEqual(1e-12);
  });
  it("finds effects that grow with time, which one two-way coefficient gets wrong", () => {
    const data = panel(4, (age) => 1 + age);
    const fit = groupTimeEffects(data)!;
    for (const { at, value, error } of fit.byTime)
      expect(Math.abs(value - (at >= 0 ? 1 + at : 0)), `at ${at}`).toBeLessThan(4 * error);
    const rows = data.y.flatMap((row, i) => Array.from(row, (v, t) => ({ i, t, v, g: data.start[i]! })));
    const twoWay = twoWayFixedEffects(
      {
        unit: ints(rows.map(({ i }) => i)),
        time: ints(rows.map(({ t }) => t)),
        cluster: ints(rows.map(({ i }) => i)),
        y: floats(rows.map(({ v }) => v)),
      },
      [floats(rows.map(({ t, g }) => Number(t >= g)))],
    );
    const truth =
      rows.filter(({ t, g }) => t >= g).reduce((s, { t, g }) => s + 1 + t - g, 0) /
      rows.filter(({ t, g }) => t >= g).length;
    expect(Math.abs(fit.effect.value - truth)).toBeLessThan(3 * fit.effect.error);
    expect(Math.abs(twoWay.coefficients[0]! - truth)).toBeGreaterThan(5 * fit.effect.error);
  });
  it("is null where everybody starts at once", () => {
    const { y } = panel(1, () => 0);
    expect(groupTimeEffects({ y, start: y.map(() => 3) })).toBeNull();
  });
});

it("least squares sets dependent columns aside", () => {
  const design = floats([1, 1, 2, 1, 2, 4, 1, 3, 6, 1, 4, 8]);
  const fit = leastSquares(design, 3, [3, 5, 7, 9]);
  expect(fit.aliased).toEqual([2]);
  expect(off(fit.coefficients[0]!, 1)).toBeLessThanOrEqual(1e-8);
  expect(off(fit.coefficients[1]!, 2)).toBeLessThanOrEqual(1e-8);
});
