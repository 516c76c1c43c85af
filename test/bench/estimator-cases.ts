// A case's name → simulated columns that an estimator and its rival both read, who the rival is and how close results must be.
import type { Random } from "../../models/estimators/random.js";

export interface BenchCase {
  name: string;
  rival: string;
  /** What of the two results is compared. */
  compared: string;
  /** |ours − rival| ≤ tolerance × max(1, |rival|) for every number. */
  tolerance: number;
  /** What a reader of the ratio must know. */
  note?: string;
  columns: (rng: Random) => Record<string, Float64Array>;
}

const draw = (n: number, value: (i: number) => number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => value(i));
const chance = (eta: number): number => 1 / (1 + Math.exp(-eta));

/** Row-major normal columns. */
const normals = (rng: Random, rows: number, columns: number): Float64Array =>
  draw(rows * columns, () => rng.normal());

/** 0/1 outcomes of a line through the first columns. */
function outcomes(rng: Random, x: Float64Array, rows: number, columns: number): Float64Array {
  const slopes = [0.8, -0.5, 0.3];
  return draw(rows, (i) => {
    const eta = slopes.reduce((sum, slope, c) => sum + slope * x[i * columns + c], -1);
    return Number(rng.uniform() < chance(eta));
  });
}

/** Whole months until an event, some of them cut short. */
function survival(rng: Random, rows: number, most: number, rate: (i: number) => number) {
  const time = new Float64Array(rows);
  const event = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const until = 1 + Math.floor(-Math.log(1 - rng.uniform()) / rate(i));
    const censored = 1 + Math.floor(most * rng.uniform());
    time[i] = Math.min(until, censored);
    event[i] = Number(until <= censored);
  }
  return { time, event };
}

export const benchCases: readonly BenchCase[] = [
  {
    name: "cox",
    rival: "statsmodels PHReg (Efron)",
    compared: "coefficients",
    tolerance: 1e-6,
    note: "the goal is R's survival::coxph (≤ .5 ×), which is not called from here",
    columns: (rng) => {
      const x = normals(rng, 10_000, 10);
      return {
        x,
        ...survival(rng, 10_000, 120, (i) => 0.02 * Math.exp(0.5 * x[i * 10] - 0.3 * x[i * 10 + 1])),
      };
    },
  },
  {
    name: "kaplan-meier",
    rival: "statsmodels SurvfuncRight",
    compared: "survival and its standard error at every time",
    tolerance: 1e-9,
    columns: (rng) => survival(rng, 500_000, 1000, () => 0.003),
  },
  {
    name: "log-rank",
    rival: "statsmodels survdiff",
    compared: "χ² and p",
    tolerance: 1e-8,
    columns: (rng) => {
      const group = draw(200_000, () => rng.integer(3));
      return { group, ...survival(rng, 200_000, 500, (i) => 0.004 + 0.0001 * group[i]) };
    },
  },
  {
    name: "isotonic",
    rival: "scikit-learn IsotonicRegression",
    compared: "probabilities at 1,001 scores",
    tolerance: 1e-9,
    columns: (rng) => {
      const score = draw(300_000, () => rng.uniform());
      return { score, y: score.map((s) => Number(rng.uniform() < s * s)) };
    },
  },
  {
    name: "platt",
    rival: "statsmodels Logit on logit(p)",
    compared: "intercept, slope and their standard errors",
    tolerance: 1e-6,
    note: "scikit-learn's sigmoid calibration shifts the outcomes before it fits, so its numbers are others",
    columns: (rng) => {
      const p = draw(200_000, () => 0.02 + 0.96 * rng.uniform());
      return {
        p,
        y: p.map((value) => Number(rng.uniform() < chance(-0.3 + 0.7 * Math.log(value / (1 - value))))),
      };
    },
  },
  {
    name: "mixed-effects",
    rival: "statsmodels MixedLM (REML)",
    compared: "fixed effects and both variances",
    tolerance: 1e-3,
    columns: (rng) => {
      const person = draw(10_000, (i) => Math.floor(i / 5));
      const effect = draw(2000, () => rng.normal());
      const x = normals(rng, 10_000, 1);
      return { person, x, y: x.map((value, i) => 1 + 0.5 * value + effect[person[i]] + 1.5 * rng.normal()) };
    },
  },
  {
    name: "crossed-effects",
    rival: "statsmodels MixedLM with variance components",
    compared: "mean and three variances",
    tolerance: 2e-3,
    note: "the rival is dense, so the case is small",
    columns: (rng) => {
      const [person, rater] = [
        draw(600, (i) => Math.floor(i / 10)),
        draw(600, (i) => (7 * i + Math.floor(i / 10)) % 15),
      ];
      const [own, leniency] = [draw(60, () => rng.normal()), draw(15, () => 0.6 * rng.normal())];
      return {
        person,
        rater,
        y: draw(600, (i) => 3 + own[person[i]] + leniency[rater[i]] + 0.8 * rng.normal()),
      };
    },
  },
  {
    name: "false-discovery",
    rival: "statsmodels multipletests (fdr_bh)",
    compared: "adjusted p",
    tolerance: 1e-12,
    columns: (rng) => ({ p: draw(300_000, () => rng.uniform() ** (1 + 3 * rng.uniform())) }),
  },
  {
    name: "bootstrap",
    rival: "scipy.stats.bootstrap (BCa, 2,000 draws)",
    compared: "limits and standard error of a mean, both random",
    tolerance: 0.02,
    columns: (rng) => ({ x: draw(2000, () => Math.exp(rng.normal())) }),
  },
  {
    name: "permutation-importance",
    rival: "scikit-learn permutation_importance (10 shuffles, log loss)",
    compared: "mean rise of the loss per column, both random",
    tolerance: 0.004,
    columns: (rng) => {
      const x = normals(rng, 20_000, 10);
      return {
        x,
        y: outcomes(rng, x, 20_000, 10),
        beta: Float64Array.of(-1, 0.8, -0.5, 0.3, 0, 0, 0, 0, 0, 0, 0),
      };
    },
  },
  {
    name: "logistic-errors",
    rival: "statsmodels Logit (Newton)",
    compared: "coefficients and standard errors",
    tolerance: 1e-6,
    note: "without a penalty, since the rival has no standard errors with one; ours does the same work with it",
    columns: (rng) => {
      const x = normals(rng, 50_000, 20);
      return { x, y: outcomes(rng, x, 50_000, 20) };
    },
  },
  {
    name: "glass-box",
    rival: 'scikit-learn HGB, interaction_cst="no_interactions", 100 trees of 31 leaves',
    compared: "ROC-AUC on the last fifth of the rows, not learnt from,",
    tolerance: 0.004,
    note: "ours: 40 rounds, each of one cut in each of 20 columns, so trees differ and only what they reach is the same",
    columns: (rng) => {
      const x = normals(rng, 50_000, 20);
      return { x, y: outcomes(rng, x, 50_000, 20) };
    },
  },
  {
    name: "neural-hazard",
    rival: "scikit-learn MLPClassifier on the same person-periods",
    compared: "ROC-AUC on the last fifth of the rows, not learnt from,",
    tolerance: 0.01,
    note: "the nearest rival there is: one net of 32 and 16 units, batches of 256, stopped on a fifth of the rows; passes differ",
    columns: (rng) => {
      const x = normals(rng, 20_000, 10);
      return { x, y: outcomes(rng, x, 20_000, 10) };
    },
  },
];
