// How right survival curves are: against numpy, against R on public data, against slow sums written as the papers have them.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kaplanMeier } from "../../../engine/survival/kaplan-meier.js";
import {
  type CensoringCurve,
  censoringCurve,
  countUpTo,
} from "../../../models/estimators/censoring-curve.js";
import { dynamicAuc } from "../../../models/estimators/dynamic-auc.js";
import { random } from "../../../models/estimators/random.js";
import { recalibratedHazard } from "../../../models/estimators/recalibrated-hazard.js";
import type { SurvivalRows } from "../../../models/estimators/risk-sets.js";
import { brierScore, integratedBrier } from "../../../models/estimators/survival-brier.js";
import { riskTimes, survivalCalibration } from "../../../models/estimators/survival-calibration.js";
import {
  averageCurves,
  baselineHazard,
  proportionalCurves,
  type SurvivalCurves,
} from "../../../models/estimators/survival-curves.js";
import { accuracyPlan } from "../../../models/survival-accuracy.js";
import { readFlatFile } from "../../../models/read-flat-file.js";
import { readFolds } from "../../../models/read-folds.js";
import { readSurvivalTable } from "../../../models/read-survival-table.js";
import { survivalDesign } from "../../../models/survival-design.js";
import { coxOnBaseline } from "../../../models/survival-fold-curves.js";
import { coxOf, rowsOf, type SurvivalTable } from "../../../models/survival-table.js";
import { readFileSync } from "node:fs";
import { benchmarkFile, isThere, needsBenchmark } from "../benchmark-file.js";

/* The values below: numpy 2, in words of its own.
at  = censor(t, e): g *= 1 - c/n at each unique u; c = sum((t==u)&(e==0)), n = sum(t>=u) - sum((t==u)&(e==1))
brier = mean(where(t>u, (1-S)**2/at(u), where(e==1, S**2/before(t), 0)))
auc   = sum(w[case][:,None]*((d>0)+.5*(d==0))) / (w[case].sum()*control.sum()), d = r[case][:,None]-r[control][None,:]
H     = sum(sum((t==v)&(e==1))/w[t>=v].sum() for v in unique(t[(e==1)&(t<=u)])), S = exp(-H*exp(score))
ibs   = sum(brier(u)*(next-u))/until over the unique times below until and 0 */
const twelve = {
  stop: [2, 3, 3, 5, 6, 6, 8, 9, 11, 12, 14, 15],
  event: [1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0],
};
const scores = [0.9, -0.2, 0.4, 0, 0.7, -0.5, 0.1, 0.4, -0.3, 0.4, -0.8, -1.1];

describe("twelve people, against numpy", () => {
  const watched = censoringCurve(twelve);
  const curves = proportionalCurves(baselineHazard(twelve, scores), scores);
  it.each([
    [3, 0.1246186887973416, 0.7222222222222222, 0.15805195049350332],
    [6, 0.15133482555866307, 0.8461538461538461, 0.2795273132481599],
    [10, 0.16686665322001024, 0.8694690265486726, 0.4577220323965877],
  ])("at %i: Brier score, AUC and Breslow's baseline", (time, brier, auc, hazard) => {
    const survival = curves.at(time);
    expect(brierScore(twelve, survival, time, watched)).toBeCloseTo(brier, 12);
    const risk = survival.map((share) => 1 - share);
    expect(dynamicAuc(twelve, risk, time, watched)).toBeCloseTo(auc, 12);
    expect(-Math.log(survival[3])).toBeCloseTo(hazard, 12);
  });
  it("integrates to 13", () => {
    expect(integratedBrier(twelve, curves, 13, watched)).toBeCloseTo(0.12166683211117246, 12);
  });
  it("an event at the time of a censoring comes first", () => {
    expect(watched.before(6)).toBeCloseTo((9 / 10) * (8 / 9), 12);
    expect(watched.at(6)).toBeCloseTo((9 / 10) * (8 / 9) * (6 / 7), 12);
  });
});

type Outcomes = Pick<SurvivalRows, "stop" | "event">;

/** The same in the papers' words, pair by pair. */
function slowBrier(
  { stop, event }: Outcomes,
  survival: Float64Array,
  time: number,
  g: CensoringCurve,
): number {
  return (
    Array.from(stop)
      .map((t, i) => {
        if (t <= time && event[i] === 1) return (0 - survival[i]) ** 2 / g.before(t);
        if (t > time) return (1 - survival[i]) ** 2 / g.at(time);
        return 0;
      })
      .reduce((a, b) => a + b, 0) / stop.length
  );
}
function slowAuc({ stop, event }: Outcomes, risk: Float64Array, time: number, g: CensoringCurve): number {
  let [above, all] = [0, 0];
  for (let i = 0; i < stop.length; i++)
    for (let j = 0; j < stop.length; j++) {
      if (!(stop[i] <= time && event[i] === 1 && stop[j] > time)) continue;
      above += (risk[i] > risk[j] ? 1 : risk[i] === risk[j] ? 0.5 : 0) / g.before(stop[i]);
      all += 1 / g.before(stop[i]);
    }
  return above / all;
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(10)));

describe("any people", () => {
  const people = fc.array(
    fc.record({
      stop: fc.integer({ min: 1, max: 9 }),
      event: fc.integer({ min: 0, max: 1 }),
      z: fc.integer({ min: -2, max: 2 }),
    }),
    { minLength: 4, maxLength: 30 },
  );
  it("equal the slow sums", () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 8 }), (list, time) => {
        const rows = { stop: list.map(({ stop }) => stop), event: list.map(({ event }) => event) };
        const survival = Float64Array.from(list, ({ z }) => 1 / (1 + Math.exp(z)));
        const g = censoringCurve(rows);
        expect(rounded(brierScore(rows, survival, time, g))).toBe(
          rounded(orNull(slowBrier(rows, survival, time, g))),
        );
        const risk = survival.map((share) => 1 - share);
        expect(rounded(dynamicAuc(rows, risk, time, g))).toBe(rounded(orNull(slowAuc(rows, risk, time, g))));
      }),
      { numRuns: 200 },
    );
  });
  it("where nobody goes out of sight the weights are 1: plain Brier score and plain AUC", () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 8 }), (list, time) => {
        const rows = { stop: list.map(({ stop }) => stop), event: list.map(() => 1) };
        const survival = Float64Array.from(list, ({ z }) => 1 / (1 + Math.exp(z)));
        const plain =
          rows.stop.reduce((sum, t, i) => sum + ((t > time ? 1 : 0) - survival[i]) ** 2, 0) / list.length;
        expect(brierScore(rows, survival, time, censoringCurve(rows))).toBeCloseTo(plain, 12);
      }),
      { numRuns: 100 },
    );
  });
  it("score 0 for all: Breslow's curve is exp(−Nelson–Aalen), the average curve Kaplan–Meier's", () => {
    const steps = kaplanMeier(riskTimes(twelve, twelve.stop.keys()));
    const average = averageCurves(twelve, 1);
    const flat = proportionalCurves(baselineHazard(twelve, new Float64Array(12)), [0]);
    let hazard = 0;
    for (const { time, survival, events, atRisk } of steps) {
      hazard += events / atRisk;
      expect(average.at(time)[0]).toBeCloseTo(survival, 12);
      expect(flat.at(time)[0]).toBeCloseTo(Math.exp(-hazard), 12);
    }
  });
});

/** Exponential times with log hazard `truth`, censored at random and at 3. */
function simulated(n: number, seed: number): { rows: SurvivalRows; truth: Float64Array } {
  const rng = random(seed);
  const truth = Float64Array.from({ length: n }, () => 2 * rng.uniform() - 1);
  const due = truth.map((score) => -Math.log(1 - rng.uniform()) / Math.exp(score));
  const seen = due.map(() => Math.min(3, 4 * rng.uniform()));
  return {
    rows: { stop: due.map((t, i) => Math.min(t, seen[i])), event: due.map((t, i) => (t <= seen[i] ? 1 : 0)) },
    truth,
  };
}

describe("scores that are too sure of themselves", () => {
  const n = 4_000;
  const { rows, truth } = simulated(n, 7);
  const fold = Int32Array.from({ length: n }, (_, i) => i % 5);
  // three times too steep, and every model that left a fold out on a level of its own
  const outOfFold = truth.map((score, i) => 3 * score + 10 * fold[i]);
  const { slope, curves } = recalibratedHazard({ rows, outOfFold, fold, whole: truth.map((s) => 3 * s - 4) });
  it("are brought back to their size: slope ⅓, curves near the truth exp(−t exp(score))", () => {
    expect(slope).toBeCloseTo(1 / 3, 1);
    const asked = [-1, 0, 1];
    for (const time of [0.5, 1, 2])
      curves(asked.map((s) => 3 * s - 4))
        .at(time)
        .forEach((survival, i) =>
          expect(Math.abs(survival - Math.exp(-time * Math.exp(asked[i])))).toBeLessThan(0.04),
        );
  });
  it("true curves are calibrated in every group, and doubled risks are not", () => {
    const risk = truth.map((score) => 1 - Math.exp(-Math.exp(score)));
    const right = survivalCalibration(rows, risk, 1);
    expect(right.bins).toHaveLength(5);
    for (const { predicted, low, high } of right.bins) {
      expect(low!).toBeLessThan(predicted + 0.02);
      expect(high!).toBeGreaterThan(predicted - 0.02);
    }
    const half = survivalCalibration(
      rows,
      risk.map((r) => r / 2),
      1,
    );
    expect(half.low!).toBeGreaterThan(half.predicted + 0.1);
  });
  it("equal risks stay in one group", () => {
    const { bins } = survivalCalibration(
      rows,
      truth.map((s) => (s < 0.5 ? 0.2 : 0.6)),
      1,
    );
    expect(bins.map(({ predicted }) => Number(predicted.toFixed(6)))).toEqual([0.2, 0.6]);
    expect(bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(n);
  });
});

describe("how far the scores go", () => {
  it("is the last time with a tenth of the people beyond it; quartiles of the events before it", () => {
    const stop = Array.from({ length: 40 }, (_, i) => i + 1);
    expect(accuracyPlan({ stop, event: stop.map(() => 1) })).toEqual({ until: 36, horizons: [9, 18, 27] });
    expect(accuracyPlan({ stop: [5, 5, 5], event: [1, 0, 0] })).toBeNull();
  });
});

/** As survfit(coxph(…)) in R on the training rows: a level that they lack has effect 0. */
function coxCurves(table: SurvivalTable, train: number[], test: number[]): SurvivalCurves {
  const { rows, fit, design } = coxOf(table, train);
  const linear = ({ matrix, names }: typeof design): Float64Array =>
    Float64Array.from({ length: matrix.length / names.length }, (_, i) =>
      fit.coefficients.reduce((sum, b, j) => sum + b * matrix[i * names.length + j], 0),
    );
  return coxOnBaseline(
    rows,
    linear(design),
    linear(survivalDesign(table.covariates, test)),
    rowsOf(table, test),
  );
}

const files = ["data/turnover_babushkin.csv", "data/survival/rossi.csv", "data/survival/lung_R.csv"];
const there = isThere(...files);
describe.skipIf(!there)(`public data${there ? "" : ` ${needsBenchmark}`}`, () => {
  /** File, time, event and its value, and a score whose ties are exact in binary: numpy and this then tie the same people. */
  const sets = {
    rossi: {
      columns: [files[1], "week", "arrest"],
      yes: 1,
      score: (of: Of) => of("prio") / 8 - (of("age") - 24) / 16,
    },
    lung: {
      columns: [files[2], "time", "status"],
      yes: 2,
      score: (of: Of) => (of("age") - 62) / 64 - (of("sex") === 2 ? 0.5 : 0),
    },
    turnover: {
      columns: [files[0], "stag", "event"],
      yes: 1,
      score: (of: Of) => Math.round(of("anxiety") * 10) / 128 - (of("age") - 31) / 64,
    },
  };
  type Of = (column: string) => number;
  it.each([
    [
      "rossi",
      [17, 27, 40],
      50,
      [0.062315687901667964, 0.1092067326620107, 0.15007274150660782],
      [0.6165008291873963, 0.5781487462006079, 0.644753348025089],
      0.0905529268502889,
    ],
    [
      "lung",
      [122, 202, 345],
      613,
      [0.13414741681229395, 0.21529832600810728, 0.23862863771400106],
      [0.6645373905451477, 0.6061461656523129, 0.6185895350662032],
      0.1798851812604909,
    ],
    [
      "turnover",
      [12, 24, 36],
      100,
      [0.12525448759705227, 0.2182012645792641, 0.2461774486439639],
      [0.4240335703466259, 0.4369083580468004, 0.4476087629353475],
      0.2114706838950581,
    ],
  ] as const)("%s with a fixed score equals numpy", (name, horizons, until, brier, auc, ibs) => {
    const { columns, yes, score } = sets[name];
    const { header, records } = readFlatFile(benchmarkFile(columns[0]));
    const people = records.map(
      (record): Of =>
        (column) =>
          Number(record[header.indexOf(column)]),
    );
    const own = people.map(score);
    const rows = {
      stop: people.map((of) => of(columns[1])),
      event: people.map((of) => (of(columns[2]) === yes ? 1 : 0)),
    };
    const watched = censoringCurve(rows);
    const curves = proportionalCurves(baselineHazard(rows, own), own);
    horizons.forEach((horizon, h) => {
      const survival = curves.at(horizon);
      expect(brierScore(rows, survival, horizon, watched)).toBeCloseTo(brier[h], 10);
      expect(
        dynamicAuc(
          rows,
          survival.map((s) => 1 - s),
          horizon,
          watched,
        ),
      ).toBeCloseTo(auc[h], 10);
    });
    expect(integratedBrier(rows, curves, until, watched)).toBeCloseTo(ibs, 10);
  });

  const nightly = Boolean(process.env.RAPPORT_NIGHTLY);
  it.each(["kaplan-meier", ...(nightly ? ["cox"] : [])])(
    "the Brier scores of %s on the given folds of turnover equal R's",
    (model) => {
      const file = readFlatFile(benchmarkFile(files[0]));
      const covariates =
        "gender,age,industry,profession,traffic,coach,head_gender,greywage,way,extraversion,independ,selfcontrol,anxiety,novator".split(
          ",",
        );
      const table = readSurvivalTable(file, { time: "stag", event: "event", covariates });
      const folds = readFolds(
        benchmarkFile("reference/survival/turnover_babushkin.folds.csv"),
        file.records.length,
      );
      const found: Record<string, number[]> = {};
      for (const assignment of folds)
        for (let fold = 0; fold < 5; fold++) {
          const [train, test] = [true, false].map((isTrain) =>
            [...assignment.keys()].filter((row) => (assignment[row] !== fold) === isTrain),
          );
          const rows = rowsOf(table, train);
          const held = rowsOf(table, test);
          const curves = model === "cox" ? coxCurves(table, train, test) : averageCurves(rows, test.length);
          // R's survfit(Surv(time, 1 − event) ~ 1): events that tie with a censoring stay at risk of it
          const steps = kaplanMeier(
            riskTimes({ stop: rows.stop, event: Array.from(rows.event, (e) => 1 - e) }, train.keys()),
          );
          const times = steps.map((step) => step.time);
          const after = (passed: number): number => (passed === 0 ? 1 : steps[passed - 1].survival);
          const asR: CensoringCurve = {
            at: (t) => after(countUpTo(times, t)),
            before: (t) => after(countUpTo(times, t, false)),
          };
          const own = censoringCurve(rows);
          for (const time of [12, 24, 36]) {
            (found[time] ??= []).push(brierScore(held, curves.at(time), time, asR)!);
            (found[`own${time}`] ??= []).push(brierScore(held, curves.at(time), time, own)!);
          }
        }
      const expected = JSON.parse(
        readFileSync(benchmarkFile("reference/survival/turnover_babushkin.cv.json"), "utf8"),
      ).cox_large;
      const mean = (key: string): number => found[key].reduce((a, b) => a + b) / found[key].length;
      expect(found["12"]).toHaveLength(25);
      for (const time of [12, 24, 36]) {
        const theirs = expected[`brier${time}${model === "cox" ? "" : "_km"}`];
        expect(mean(`${time}`)).toBeCloseTo(theirs, 7);
        // what the order of ties changes
        expect(Math.abs(mean(`own${time}`) - theirs)).toBeLessThan(5e-5);
      }
    },
  );
});
