// How predictions are judged: calibration, net benefit, lift, association; against statsmodels, scipy and slow counting.
import { describe, expect, it } from "vitest";
import { association, spearman } from "../../../models/estimators/association.js";
import { calibrationBins, calibrationLine, wilson } from "../../../models/estimators/calibration-curve.js";
import { sampleControls } from "../../../models/estimators/control-sample.js";
import { decileLift } from "../../../models/estimators/decile-lift.js";
import { decisionCurve } from "../../../models/estimators/decision-curve.js";
import type { Column } from "../../../models/estimators/flat-table.js";
import { random } from "../../../models/estimators/random.js";

const rng = random(5);
const n = 4000;
const p = Float64Array.from({ length: n }, () => 0.02 + 0.3 * rng.uniform() ** 3);
const y = Uint8Array.from(p, (chance) => (rng.uniform() < chance ? 1 : 0));

describe("calibration", () => {
  it("bins hold every row once, in order, with about equal expected events", () => {
    const bins = calibrationBins(y, p);
    expect(bins.length).toBe(10);
    expect(bins.reduce((sum, b) => sum + b.rows, 0)).toBe(n);
    expect(bins.reduce((sum, b) => sum + b.events, 0)).toBe(y.reduce((a, b) => a + b, 0));
    const expected = bins.map((b) => b.predicted * b.rows);
    expect(Math.max(...expected) / Math.min(...expected)).toBeLessThan(1.1);
    bins.slice(1).forEach((b, i) => expect(b.predicted).toBeGreaterThan(bins[i].predicted));
  });

  it("bins are few where few events are expected, and equal predictions stay together", () => {
    expect(calibrationBins([0, 1, 0], [0.1, 0.1, 0.1])).toMatchObject([{ rows: 3, events: 1 }]);
    expect(calibrationBins(y.slice(0, 100), p.slice(0, 100)).length).toBeLessThanOrEqual(2);
  });

  it("the interval of a share is statsmodels' proportion_confint(7, 50, method='wilson')", () => {
    const { low, high } = wilson(7, 50);
    expect(low).toBeCloseTo(0.06950833427, 9);
    expect(high).toBeCloseTo(0.26186193711, 9);
  });

  it("slope is 1 for honest chances, ½ for logits twice too bold, and its interval holds it", () => {
    const own = Int32Array.from({ length: n }, (_, i) => i);
    const honest = calibrationLine(y, p, own);
    expect(honest.low).toBeLessThan(1);
    expect(honest.high).toBeGreaterThan(1);
    const bold = p.map((chance) => 1 / (1 + Math.exp(-2 * Math.log(chance / (1 - chance)))));
    expect(calibrationLine(y, bold, own).slope).toBeCloseTo(honest.slope / 2, 6);
  });
});

describe("decision curve", () => {
  it("equals counting by hand", () => {
    const [point] = decisionCurve([1, 0, 1, 0, 0], [0.9, 0.8, 0.4, 0.3, 0.1], [0.5]);
    expect(point).toEqual({ threshold: 0.5, model: 0, all: (2 - 3) / 5, acted: 0.4 });
    const [lower] = decisionCurve([1, 0, 1, 0, 0], [0.9, 0.8, 0.4, 0.3, 0.1], [0.2]);
    expect(lower.model).toBeCloseTo((2 - 2 * 0.25) / 5, 12);
  });

  it("at a threshold below every prediction, acting by the model is acting on all", () => {
    const [point] = decisionCurve(y, p, [0.01]);
    expect(point.model).toBeCloseTo(point.all, 12);
    expect(point.acted).toBe(1);
  });
});

describe("lift of the highest tenth", () => {
  it("equals a slow count within each period", () => {
    const periods = Array.from({ length: n }, (_, i) => `m${i % 4}`);
    const { lift, low, high } = decileLift(
      y,
      p,
      periods,
      periods.map((_, i) => i),
      1,
    );
    let hits = 0;
    for (const period of ["m0", "m1", "m2", "m3"]) {
      const members = periods.flatMap((one, i) => (one === period ? [i] : []));
      members.sort((a, b) => p[b] - p[a]);
      hits += members.slice(0, members.length / 10).reduce((sum, i) => sum + y[i], 0);
    }
    expect(lift).toBeCloseTo(hits / y.reduce((a, b) => a + b, 0) / 0.1, 9);
    expect(low).toBeLessThan(lift);
    expect(high).toBeGreaterThan(lift);
  });

  it("is 1 where everybody has the same chance", () => {
    const same = new Float64Array(n).fill(0.1);
    const one = Array.from({ length: n }, () => "m");
    expect(
      decileLift(
        y,
        same,
        one,
        one.map((_, i) => i),
        1,
      ).lift,
    ).toBeCloseTo(1, 12);
  });
});

const column = (name: string, codes: Int32Array): Column => ({
  name,
  kind: "categorical",
  codes,
  levels: ["a", "b", "c", "d"],
});

describe("association", () => {
  it("Spearman with ties equals scipy.stats.spearmanr([1,2,2,4,5,7], [3,1,4,4,9,8])", () => {
    expect(spearman([1, 2, 2, 4, 5, 7], [3, 1, 4, 4, 9, 8])).toBeCloseTo(0.80882352941, 9);
  });

  it("is 1 for a category that decides the other, near 0 for independent ones, and skips missing values", () => {
    const codes = Int32Array.from({ length: 600 }, (_, i) => i % 3);
    const other = Int32Array.from({ length: 600 }, () => rng.integer(4));
    expect(association(column("a", codes), column("b", codes))).toBeCloseTo(1, 6);
    expect(association(column("a", codes), column("b", other))).toBeLessThan(0.12);
    const value = Float64Array.from(codes, (code) => code * 10);
    value[0] = Number.NaN;
    expect(association({ name: "x", kind: "numeric", values: value }, column("a", codes))).toBeCloseTo(1, 6);
  });
});

describe("sampling of what is not rare", () => {
  it("keeps every event, and the correction gives the base rate back", () => {
    const rare = Uint8Array.from({ length: 50_000 }, (_, i) => (i % 100 === 0 ? 1 : 0));
    const { rows, correction, weights } = sampleControls(rare, Int32Array.from(rare.keys()), 5000, 1);
    expect(rows.length).toBe(5000);
    expect(rows.reduce((sum, row) => sum + rare[row], 0)).toBe(500);
    const logit = Math.log(500 / 4500) + correction;
    expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(0.01, 10);
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(50_000, 6);
  });
});
