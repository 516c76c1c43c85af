// Survival rows and a design matrix → Cox's proportional hazards model.
// Formula: partial likelihood with Efron's or Breslow's ties (Therneau and Grambsch, Modeling Survival Data, ch. 3).
// Numbers match R's survival::coxph.
import { chiSquareTail } from "./chi-square.js";
import { cholesky, choleskyInverse, choleskySolve, quadraticForm } from "./linear-algebra.js";
import { twoSidedP } from "./normal-distribution.js";
import { type EventTime, type RiskOrder, riskOrder, type SurvivalRows, walkRiskSets } from "./risk-sets.js";

export interface CoxOptions {
  ties?: "efron" | "breslow";
  /** Newton steps at most; 30 when left out. */
  iterations?: number;
}

export interface ChiSquareTest {
  chisq: number;
  df: number;
  p: number;
}

export interface CoxFit {
  /** Log hazard ratio per unit of each column; 0 where aliased. */
  coefficients: Float64Array;
  /** NaN where aliased, as z and p. */
  standardErrors: Float64Array;
  z: Float64Array;
  p: Float64Array;
  /** Inverse of the observed information, row-major. */
  covariance: Float64Array;
  /** Columns that depend on earlier ones. */
  aliased: number[];
  logLikelihood: { null: number; full: number };
  likelihoodRatio: ChiSquareTest;
  wald: ChiSquareTest;
  score: ChiSquareTest;
  events: number;
  /** Means of the columns: linear predictors are relative to them. */
  means: Float64Array;
  /** x β − means β for each row. */
  linearPredictors: Float64Array;
  iterations: number;
  /** False: a coefficient runs away, as when a column separates the events. */
  isConverged: boolean;
}

/** Fits on `design`, row-major with `columns` columns and no intercept. */
export function fitCox(
  rows: SurvivalRows,
  design: Float64Array,
  columns: number,
  { ties = "efron", iterations = 30 }: CoxOptions = {},
): CoxFit {
  const centred = centre(design, columns);
  const order = riskOrder(rows);
  const at = (beta: Float64Array): Step => step(rows, order, centred.design, columns, beta, ties);

  const zero = at(new Float64Array(columns));
  const scoreFactor = cholesky(zero.information, columns);
  const { aliased } = scoreFactor;
  const df = columns - aliased.length;
  const score = quadraticForm(zero.score, choleskyInverse(scoreFactor), zero.score);

  let beta: Float64Array = new Float64Array(columns);
  let here = zero;
  let iteration = 0;
  let isConverged = df === 0;
  for (; iteration < iterations && !isConverged; iteration++) {
    const move = choleskySolve(cholesky(here.information, columns), here.score);
    for (const column of aliased) move[column] = 0;
    let next = at(plus(beta, move, 1));
    let share = 1;
    // Not a number, or endless: weights of risk sets have vanished.
    const isWorse = () =>
      !Number.isFinite(next.logLikelihood) ||
      next.logLikelihood < here.logLikelihood - 1e-12 * Math.abs(here.logLikelihood);
    while (isWorse() && share > 1e-6) next = at(plus(beta, move, (share /= 2)));
    if (isWorse()) break;
    beta = plus(beta, move, share);
    isConverged =
      Math.abs(next.logLikelihood - here.logLikelihood) <= 1e-13 * Math.abs(next.logLikelihood) &&
      share === 1;
    here = next;
  }

  const factor = cholesky(here.information, columns);
  const covariance = choleskyInverse(factor);
  // Where the information has run out, as at a coefficient that runs away, there is no standard error either.
  const isAliased = new Set([...aliased, ...factor.aliased]);
  isConverged &&= !runsAway(beta, choleskySolve(factor, here.score), aliased, factor.aliased);
  const standardErrors = Float64Array.from({ length: columns }, (_, j) =>
    isAliased.has(j) ? Number.NaN : Math.sqrt(covariance[j * columns + j]!),
  );
  const z = standardErrors.map((se, j) => beta[j]! / se);
  const test = (chisq: number): ChiSquareTest => ({ chisq, df, p: chiSquareTail(chisq, df) });
  return {
    coefficients: beta,
    standardErrors,
    z,
    p: z.map((value) => twoSidedP(value)),
    covariance,
    aliased,
    logLikelihood: { null: zero.logLikelihood, full: here.logLikelihood },
    likelihoodRatio: test(2 * (here.logLikelihood - zero.logLikelihood)),
    wald: test(quadraticForm(beta, here.information, beta)),
    score: test(score),
    events: here.events,
    means: centred.means,
    linearPredictors: predictors(centred.design, columns, beta, rows.stop.length),
    iterations: iteration,
    isConverged,
  };
}

/** The likelihood stands still and yet the next step would move a coefficient on: it has no finite value (as R's coxph warns). */
function runsAway(
  beta: Float64Array,
  move: Float64Array,
  aliased: readonly number[],
  spent: readonly number[],
): boolean {
  return (
    spent.some((column) => !aliased.includes(column)) ||
    beta.some(
      (value, j) => !aliased.includes(j) && Math.abs(move[j]!) > 1e-4 * Math.max(1e-8, Math.abs(value)),
    )
  );
}

interface Step {
  logLikelihood: number;
  score: Float64Array;
  information: Float64Array;
  events: number;
}

function step(
  rows: SurvivalRows,
  order: RiskOrder,
  design: Float64Array,
  columns: number,
  beta: Float64Array,
  ties: "efron" | "breslow",
): Step {
  const eta = predictors(design, columns, beta, rows.stop.length);
  const result: Step = {
    logLikelihood: 0,
    score: new Float64Array(columns),
    information: new Float64Array(columns * columns),
    events: 0,
  };
  // exp of what is left above the greatest: no overflow, and the shift cancels in each term
  const highest = eta.reduce((a, b) => Math.max(a, b), -Infinity);
  const risk = eta.map((value) => Math.exp(value - highest));
  walkRiskSets(rows, order, design, columns, risk, (at) => {
    result.events += at.deaths.length;
    for (const row of at.deaths) {
      result.logLikelihood += eta[row]! - highest;
      for (let i = 0; i < columns; i++) result.score[i]! += design[row * columns + i]!;
    }
    for (const share of tieShares(at, ties)) {
      const { weight, mean } = riskSetMean(at, share, columns);
      result.logLikelihood -= Math.log(weight);
      for (let i = 0; i < columns; i++) result.score[i]! -= mean[i]!;
      addVariance(result.information, at, share, columns, weight, mean, 1);
    }
  });
  mirror(result.information, columns);
  return result;
}

/** Efron: the l-th of d deaths at a time leaves l/d of them out of the risk set; Breslow leaves none out. */
export function tieShares({ deaths }: EventTime, ties: "efron" | "breslow"): number[] {
  return deaths.map((_, l) => (ties === "efron" ? l / deaths.length : 0));
}

/** Weight of a risk set without `share` of the deaths, and the mean of x over it. */
export function riskSetMean(
  { atRisk, dying }: EventTime,
  share: number,
  columns: number,
): { weight: number; mean: Float64Array } {
  const weight = atRisk.weight - share * dying.weight;
  const mean = new Float64Array(columns);
  for (let i = 0; i < columns; i++) mean[i] = (atRisk.first[i]! - share * dying.first[i]!) / weight;
  return { weight, mean };
}

/** Adds `times` × the variance of x over that risk set to the lower triangle of `into`. */
export function addVariance(
  into: Float64Array,
  { atRisk, dying }: EventTime,
  share: number,
  columns: number,
  weight: number,
  mean: Float64Array,
  times: number,
): void {
  for (let i = 0; i < columns; i++)
    for (let j = 0; j <= i; j++) {
      const at = i * columns + j;
      into[at]! += times * ((atRisk.second[at]! - share * dying.second[at]!) / weight - mean[i]! * mean[j]!);
    }
}

export function mirror(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) matrix[j * n + i] = matrix[i * n + j]!;
}

export function centre(design: Float64Array, columns: number): { design: Float64Array; means: Float64Array } {
  const n = columns === 0 ? 0 : design.length / columns;
  const means = new Float64Array(columns);
  for (let row = 0; row < n; row++)
    for (let i = 0; i < columns; i++) means[i]! += design[row * columns + i]! / n;
  return { design: design.map((value, at) => value - means[at % columns]!), means };
}

function predictors(design: Float64Array, columns: number, beta: Float64Array, rows: number): Float64Array {
  const eta = new Float64Array(rows);
  for (let row = 0; row < eta.length; row++) {
    let sum = 0;
    for (let i = 0; i < columns; i++) sum += design[row * columns + i]! * beta[i]!;
    eta[row] = sum;
  }
  return eta;
}

const plus = (a: Float64Array, b: Float64Array, share: number): Float64Array =>
  a.map((value, i) => value + share * b[i]!);
