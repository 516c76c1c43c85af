// Cox's model, its test of proportional hazards and concordance against R's survival 3.5 on public data, and by hand.
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concordance } from "../../../models/estimators/concordance.js";
import { type CoxFit, fitCox } from "../../../models/estimators/cox-regression.js";
import {
  identityTime,
  kaplanMeierTime,
  rankTime,
  testProportionalHazards,
  type TimeTransform,
} from "../../../models/estimators/proportional-hazards-test.js";
import type { SurvivalRows } from "../../../models/estimators/risk-sets.js";
import { readFlatFile } from "../../../models/read-flat-file.js";
import {
  isCovariateMissing,
  readCovariate,
  survivalDesign,
  type SurvivalDesign,
} from "../../../models/survival-design.js";
import { benchmarkFile, isThere, needsBenchmark } from "../benchmark-file.js";

interface Published {
  loglik_null: number;
  loglik_full: number;
  coefficients: { term: string; coef: number; se: number; z: number; p: number }[];
  concordance: number;
  concordance_counts: { concordant: number; discordant: number; "tied.x": number };
  lrt: { test: number; df: number; pvalue: number };
  score: { test: number };
  zph_km?: Zph[];
  zph_rank?: Zph[];
  zph_identity?: Zph[];
}
interface Zph {
  term: string;
  chisq: number;
  df: number;
  p: number;
}

interface Case {
  title: string;
  file: string;
  reference: string;
  model: string;
  time: string;
  event: string;
  /** Value of `event` that means an event. */
  happened: string;
  start?: string;
  strata?: string;
  covariates: string[];
  ties?: "breslow";
  /** Order of a factor's levels in R, where it is not that of their bytes. */
  levels?: Record<string, string[]>;
  /** Pairs of equal rows that R's own rounding of the linear predictor puts in order. */
  brokenTies?: number;
}

const babushkin =
  "gender age traffic coach head_gender greywage way extraversion independ selfcontrol anxiety novator";
const cases: Case[] = [
  {
    title: "rossi",
    file: "survival/rossi.csv",
    reference: "rossi",
    model: "cox",
    time: "week",
    event: "arrest",
    happened: "1",
    covariates: "fin age race wexp mar paro prio".split(" "),
  },
  {
    title: "rossi, Breslow",
    file: "survival/rossi.csv",
    reference: "rossi",
    model: "cox_breslow",
    time: "week",
    event: "arrest",
    happened: "1",
    covariates: "fin age race wexp mar paro prio".split(" "),
    ties: "breslow",
  },
  {
    title: "lung",
    file: "survival/lung_R.csv",
    reference: "lung",
    model: "cox1",
    time: "time",
    event: "status",
    happened: "2",
    covariates: ["age", "sex", "ph.ecog"],
  },
  {
    title: "lung with missing values",
    file: "survival/lung_R.csv",
    reference: "lung",
    model: "cox2",
    time: "time",
    event: "status",
    happened: "2",
    covariates: ["age", "sex", "ph.ecog", "ph.karno", "wt.loss"],
  },
  {
    title: "lung, strata by sex",
    file: "survival/lung_R.csv",
    reference: "lung",
    model: "cox_strata",
    time: "time",
    event: "status",
    happened: "2",
    strata: "sex",
    covariates: ["age", "ph.ecog"],
  },
  {
    title: "veteran, with a factor",
    file: "survival/veteran_R.csv",
    reference: "veteran",
    model: "cox",
    time: "time",
    event: "status",
    happened: "1",
    covariates: ["trt", "celltype", "karno", "diagtime", "age", "prior"],
    levels: { celltype: ["squamous", "smallcell", "adeno", "large"] },
  },
  {
    title: "Stanford heart, start and stop",
    file: "survival/stanford_heart.csv",
    reference: "stanford_heart",
    model: "cox",
    time: "stop",
    event: "event",
    happened: "1",
    start: "start",
    covariates: ["age", "year", "surgery", "transplant"],
  },
  {
    title: "job retention, months with many ties",
    file: "pad/job_retention.csv",
    reference: "job_retention",
    model: "cox",
    time: "month",
    event: "left",
    happened: "1",
    covariates: ["gender", "field", "level", "sentiment"],
    brokenTies: 31,
  },
  {
    title: "turnover",
    file: "turnover_babushkin.csv",
    reference: "turnover_babushkin",
    model: "cox_small",
    time: "stag",
    event: "event",
    happened: "1",
    covariates: babushkin.split(" "),
  },
  {
    title: "turnover, 49 coefficients",
    file: "turnover_babushkin.csv",
    reference: "turnover_babushkin",
    model: "cox_large",
    time: "stag",
    event: "event",
    happened: "1",
    covariates: babushkin.replace("age ", "age industry profession ").split(" "),
  },
];

interface Loaded {
  rows: SurvivalRows;
  design: SurvivalDesign;
}

/** Rows with every covariate, as R's na.omit leaves them. */
function load({ file, time, event, happened, start, strata, covariates, levels = {} }: Case): Loaded {
  const flat = readFlatFile(benchmarkFile(`data/${file}`));
  for (const [name, order] of Object.entries(levels)) {
    const at = flat.header.indexOf(name);
    for (const record of flat.records) record[at] = `${order.indexOf(record[at]!)} ${record[at]}`;
  }
  const read = covariates.map((name) => readCovariate(flat, name));
  const kept = flat.records.flatMap((_, row) => (read.some((c) => isCovariateMissing(c, row)) ? [] : [row]));
  const numbers = (name: string) => {
    const at = flat.header.indexOf(name);
    return Float64Array.from(kept, (row) => Number(flat.records[row]![at]));
  };
  const at = flat.header.indexOf(event);
  return {
    rows: {
      stop: numbers(time),
      event: Uint8Array.from(kept, (row) => (flat.records[row]![at] === happened ? 1 : 0)),
      ...(start && { start: numbers(start) }),
      ...(strata && { stratum: numbers(strata) }),
    },
    design: survivalDesign(read, kept),
  };
}

const near = (found: number, expected: number): void =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1e-6, Math.abs(expected)));

const referenceOf = ({ reference, model }: Case): Published =>
  JSON.parse(readFileSync(benchmarkFile(`reference/survival/${reference}.json`), "utf8"))[model] as Published;

describe("Cox regression equals R's coxph (promise 22)", () => {
  for (const one of cases) {
    const there = isThere(`data/${one.file}`, `reference/survival/${one.reference}.json`);
    it.skipIf(!there)(`${one.title}${there ? "" : ` ${needsBenchmark}`}`, () => {
      const expected = referenceOf(one);
      const { rows, design } = load(one);
      const fit = fitCox(rows, design.matrix, design.names.length, { ties: one.ties });
      expect(fit.isConverged).toBe(true);
      near(fit.logLikelihood.null, expected.loglik_null);
      near(fit.logLikelihood.full, expected.loglik_full);
      expect(design.names).toHaveLength(expected.coefficients.length);
      expected.coefficients.forEach(({ coef, se, z, p }, j) => {
        near(fit.coefficients[j]!, coef);
        near(fit.standardErrors[j]!, se);
        near(fit.z[j]!, z);
        near(fit.p[j]!, p);
      });
      near(fit.likelihoodRatio.chisq, expected.lrt.test);
      expect(fit.likelihoodRatio.df).toBe(expected.lrt.df);
      near(fit.likelihoodRatio.p, expected.lrt.pvalue);
      near(fit.score.chisq, expected.score.test);

      const agreement = concordance(rows, fit.linearPredictors);
      const { brokenTies = 0 } = one;
      expect(agreement.concordant + brokenTies).toBe(expected.concordance_counts.concordant);
      expect(agreement.discordant).toBe(expected.concordance_counts.discordant);
      expect(agreement.tiedScores - brokenTies).toBe(expected.concordance_counts["tied.x"]);
      if (brokenTies === 0) near(agreement.concordance, expected.concordance);

      const transforms: [Zph[] | undefined, TimeTransform][] = [
        [expected.zph_km, kaplanMeierTime],
        [expected.zph_rank, rankTime],
        [expected.zph_identity, identityTime],
      ];
      for (const [tests, transform] of transforms) {
        if (!tests) continue;
        const found = testProportionalHazards(
          rows,
          design.matrix,
          design.names.length,
          fit,
          design.terms,
          transform,
          one.ties,
        );
        expect(found.map(({ name, df }) => [name, df])).toEqual(tests.map(({ term, df }) => [term, df]));
        tests.forEach(({ chisq, p }, i) => {
          near(found[i]!.chisq, chisq);
          near(found[i]!.p, p);
        });
      }
    });
  }
});

const score = (of: { score: number }[]): Float64Array => Float64Array.from(of, (p) => p.score);

describe("Cox regression", () => {
  const five: SurvivalRows = { stop: [1, 2, 2, 3, 4], event: [1, 1, 1, 0, 1] };
  const x = Float64Array.of(1, 0, 1, 1, 0);

  it("has the partial likelihood of Efron's ties, written out for five people", () => {
    const fit = fitCox(five, x, 1);
    const r = Math.exp(fit.coefficients[0]!);
    // at 1 all five are at risk; at 2 four, two of whom go; at 4 one
    const byHand = Math.log(r / (3 * r + 2)) + Math.log(r / ((2 * r + 2) * (2 * r + 2 - (r + 1) / 2)));
    expect(fit.logLikelihood.full).toBeCloseTo(byHand, 12);
    expect(fit.events).toBe(4);
  });

  it("sets a column aside that repeats another, and keeps the fit", () => {
    const twice = Float64Array.from({ length: 10 }, (_, i) => x[Math.floor(i / 2)]!);
    const fit = fitCox(five, twice, 2);
    expect(fit.aliased).toEqual([1]);
    expect(fit.standardErrors[1]).toBeNaN();
    expect(fit.likelihoodRatio.df).toBe(1);
    expect(fit.coefficients[0]).toBeCloseTo(fitCox(five, x, 1).coefficients[0]!, 9);
  });

  it("says that a column which tells the events apart has no finite effect", () => {
    const apart: SurvivalRows = { stop: [1, 2, 3, 4], event: [1, 1, 0, 0] };
    expect(fitCox(apart, Float64Array.of(1, 1, 0, 0), 1).isConverged).toBe(false);
  });

  const someone = fc.record({
    start: fc.integer({ min: 0, max: 5 }),
    length: fc.integer({ min: 1, max: 6 }),
    event: fc.boolean(),
    stratum: fc.integer({ min: 0, max: 1 }),
    score: fc.integer({ min: 0, max: 4 }),
  });

  it("counts concordant pairs as comparing everybody with everybody does", () => {
    fc.assert(
      fc.property(fc.array(someone, { minLength: 2, maxLength: 40 }), (people) => {
        const rows: SurvivalRows = {
          start: people.map((p) => p.start),
          stop: people.map((p) => p.start + p.length),
          event: people.map((p) => Number(p.event)),
          stratum: people.map((p) => p.stratum),
        };
        const slow = { concordant: 0, discordant: 0, tiedScores: 0 };
        for (const a of people)
          for (const b of people) {
            const [left, stays] = [a.start + a.length, b.start + b.length];
            const isBeyond = stays > left || (stays === left && !b.event);
            if (a === b || !a.event || a.stratum !== b.stratum || !isBeyond || b.start >= left) continue;
            if (a.score > b.score) slow.concordant++;
            else if (a.score < b.score) slow.discordant++;
            else slow.tiedScores++;
          }
        expect(
          concordance(
            rows,
            people.map((p) => p.score),
          ),
        ).toMatchObject(slow);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it("is the same for a person cut into intervals", () => {
    fc.assert(
      fc.property(fc.array(someone, { minLength: 8, maxLength: 40 }), (people) => {
        fc.pre(people.filter((p) => p.event).length > 3);
        const whole: SurvivalRows = {
          start: people.map((p) => p.start),
          stop: people.map((p) => p.start + p.length),
          event: people.map((p) => Number(p.event)),
        };
        const halves = people.flatMap((p) => [
          { ...p, stop: p.start + p.length / 2, event: false },
          { ...p, start: p.start + p.length / 2, stop: p.start + p.length },
        ]);
        const cut: SurvivalRows = {
          start: halves.map((p) => p.start),
          stop: halves.map((p) => p.stop),
          event: halves.map((p) => Number(p.event)),
        };
        const [a, b]: CoxFit[] = [fitCox(whole, score(people), 1), fitCox(cut, score(halves), 1)];
        fc.pre(a!.isConverged && a!.aliased.length === 0);
        expect(b!.coefficients[0]).toBeCloseTo(a!.coefficients[0]!, 7);
        expect(b!.standardErrors[0]).toBeCloseTo(a!.standardErrors[0]!, 7);
      }),
      { numRuns: 100, seed: 11 },
    );
  });
});
