// Scores of people by raters → variance of people, of raters' leniency and of the rest, and each one's effect with its error.
// y = Xβ + person (+ rater) + e, restricted maximum likelihood by average information (Patterson & Thompson 1971; Gilmour,
// Thompson & Cullis 1995). Repeated scores without raters are the case of one factor. Numbers as R lme4::lmer(y ~ x + (1 | person)
// + (1 | rater)) and statsmodels MixedLM.
import type { CrossedData, GroupedData } from "./absorbed-design.js";
import { dot } from "./conjugate-gradients.js";
import { CrossedEquations, type Combination, type Variances } from "./crossed-equations.js";

export interface CrossedEffects {
  variances: Variances;
  /** Standard errors of the variances, from the average information. */
  varianceErrors: Variances;
  /** Covariances of the three estimates, in the order first, second, residual; 0 at a variance that vanished. */
  varianceCovariances: number[][];
  /** Fixed effects and their standard errors; 0 for columns that depend on earlier ones. */
  fixed: Float64Array;
  fixedErrors: Float64Array;
  /** Columns of the fixed effects that depend on earlier ones (known only where exact). */
  dependent: number[];
  /** Best linear unbiased predictions, and the standard error of predicted − true. */
  first: Float64Array;
  firstErrors: Float64Array;
  second: Float64Array;
  secondErrors: Float64Array;
  residuals: Float64Array;
  /** Restricted log-likelihood; NaN where the equations were not solved exactly. */
  logLikelihood: number;
  iterations: number;
  isConverged: boolean;
  isExact: boolean;
  /** Variance of the error of a weighted sum of effects: of a group's mean, of a difference. */
  errorVariance(combination: Combination): number;
}

export interface CrossedOptions {
  mostIterations?: number;
  /** Unknowns beside the larger factor up to which everything is exact. */
  mostExact?: number;
  /** Variances to begin with, where a fit of nearly the same data is known. */
  start?: Variances;
  /** Sampled errors in the last step where not exact. */
  draws?: number;
  seed?: number;
}

/** A variance below this share of the scores' own counts as none. */
const smallestShare = 1e-7;

/** Without `second` the scores have one grouping. */
export function crossedEffects(
  data: GroupedData & Partial<CrossedData>,
  options: CrossedOptions = {},
): CrossedEffects {
  const { mostIterations = 60, draws = 100, seed = 1 } = options;
  const equations = new CrossedEquations(data, options);
  const spread = varianceOf(data.y) || 1;
  const floor = smallestShare * spread;
  const parts = data.second ? 3 : 2;
  const { start } = options;
  let variances: Variances = {
    first: Math.max(floor, start?.first ?? spread / parts),
    second: data.second ? Math.max(floor, start?.second ?? spread / parts) : floor,
    residual: Math.max(floor, start?.residual ?? spread / parts),
  };
  let [iterations, isConverged] = [0, false];
  let at = step(data, equations, variances, seed);
  for (; iterations < mostIterations && !isConverged; iterations++) {
    const { gradient, average } = at;
    const free = gradient.map((g, k) => valuesOf(variances)[k] > floor * 1.001 || g > 0);
    const move = solveThree(average, gradient, free);
    // A step beyond what is possible is cut: a variance that vanishes gets there by tenths.
    const next = valuesOf(variances).map((v, k) =>
      Math.max(floor, Math.min(10 * v, Math.max(0.1 * v, free[k] ? v + move[k] : v))),
    );
    const change = Math.max(...next.map((v, k) => Math.abs(v - valuesOf(variances)[k])));
    variances = { first: next[0], second: next[1], residual: next[2] };
    isConverged = change < (equations.isExact ? 1e-10 : 1e-6) * spread;
    at = step(data, equations, variances, seed);
  }
  if (!equations.isExact) equations.prepare(variances, draws, seed);
  const isFree = valuesOf(variances).map((v) => v > floor * 1.001);
  const covariances = [0, 1, 2].map((k) =>
    isFree[k]
      ? solveThree(
          at.average,
          [0, 1, 2].map((j) => (j === k ? 1 : 0)),
          isFree,
        )
      : [0, 0, 0],
  );
  const errorOf = (k: number): number => (isFree[k] ? Math.sqrt(Math.max(0, covariances[k][k])) : NaN);
  // What vanished is none: its effects are 0, not nearly 0.
  const vanished = (effects: Float64Array, k: number) => (isFree[k] ? effects : effects.fill(0));
  const best = equations.solve(data.y);
  const byLevel = equations.errorVariances();
  return {
    variances: {
      first: isFree[0] ? variances.first : 0,
      second: isFree[1] ? variances.second : 0,
      residual: variances.residual,
    },
    varianceErrors: { first: errorOf(0), second: errorOf(1), residual: errorOf(2) },
    varianceCovariances: covariances,
    fixed: best.fixed,
    fixedErrors: Float64Array.from(best.fixed, (_, j) =>
      Math.sqrt(Math.max(0, equations.errorVariance({ fixed: [[j, 1]] }))),
    ),
    dependent: equations.dependent,
    first: vanished(best.first, 0),
    firstErrors: rootOf(vanished(byLevel.first, 0)),
    second: vanished(best.second, 1),
    secondErrors: rootOf(vanished(byLevel.second, 1)),
    residuals: best.left,
    logLikelihood: logLikelihoodOf(data, equations, variances, best.left),
    iterations,
    isConverged,
    isExact: equations.isExact,
    errorVariance: (combination) => equations.errorVariance(combination),
  };
}

/**
 * Variances known (from a fit without these columns): how further columns go with y, each put beside the
 * fixed effects on its own. β = x′Py ÷ x′Px and Var β = 1 ÷ x′Px, P = V⁻¹ − V⁻¹X(X′V⁻¹X)⁻¹X′V⁻¹: generalised least squares exactly.
 */
export function addedEffects(
  data: GroupedData & Partial<CrossedData>,
  { first, second, residual }: Variances,
): (column: ArrayLike<number>) => { value: number; error: number } {
  const equations = new CrossedEquations(data);
  const floor = smallestShare * residual;
  equations.prepare({ first: Math.max(floor, first), second: Math.max(floor, second), residual }, 0, 1);
  const { left } = equations.solve(data.y);
  return (column) => {
    const projected = equations.solve(column).left;
    const information = dot(column, projected) / residual;
    // What the fixed effects already hold tells nothing.
    if (!(information * residual > 1e-9 * dot(column, column))) return { value: NaN, error: NaN };
    return { value: dot(column, left) / residual / information, error: 1 / Math.sqrt(information) };
  };
}

/** Score and average information of the restricted likelihood at these variances. */
function step(
  data: GroupedData & Partial<CrossedData>,
  equations: CrossedEquations,
  now: Variances,
  seed: number,
): { gradient: number[]; average: number[][] } {
  equations.prepare(now, 12, seed);
  const found = equations.solve(data.y);
  const traces = equations.traces();
  const [a, b, e] = valuesOf(now);
  const [qa, qb] = [data.firstLevels, data.secondLevels ?? 0];
  const [ua, ub, ee] = [found.first, found.second, found.left].map((v) => dot(v, v));
  const bound = qa - traces.first / a + (qb - traces.second / b);
  const gradient = [
    -0.5 * (qa / a - (traces.first + ua) / (a * a)),
    -0.5 * (qb / b - (traces.second + ub) / (b * b)),
    -0.5 * ((data.y.length - equations.rank - bound) / e - ee / (e * e)),
  ];
  const { second } = data;
  const working = [
    Float64Array.from(data.first, (level) => found.first[level] / a),
    second ? Float64Array.from(second, (level) => found.second[level] / b) : new Float64Array(data.y.length),
    found.left.map((v) => v / e),
  ];
  const projected = working.map((q, k) =>
    k === 1 && !second ? q : equations.solve(q).left.map((v) => v / e),
  );
  const average = working.map((q) => projected.map((pq) => 0.5 * dot(q, pq)));
  return { gradient, average };
}

/** Restricted; NaN where the equations were not solved exactly. */
function logLikelihoodOf(
  { y, firstLevels, secondLevels = 0 }: GroupedData & Partial<CrossedData>,
  equations: CrossedEquations,
  { first, second, residual }: Variances,
  left: Float64Array,
): number {
  const free = y.length - equations.rank;
  return (
    -0.5 *
    (free * Math.log(2 * Math.PI) +
      (free - firstLevels - secondLevels) * Math.log(residual) +
      firstLevels * Math.log(first) +
      secondLevels * Math.log(second) +
      equations.logDeterminant +
      dot(y, left) / residual)
  );
}

const rootOf = (values: Float64Array): Float64Array => values.map((v) => Math.sqrt(Math.max(0, v)));

const valuesOf = ({ first, second, residual }: Variances): number[] => [first, second, residual];

function varianceOf(y: ArrayLike<number>): number {
  let mean = 0;
  for (let i = 0; i < y.length; i++) mean += y[i] / y.length;
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += (y[i] - mean) ** 2;
  return sum / Math.max(1, y.length - 1);
}

/** Three equations by elimination; those not free stay 0. */
function solveThree(
  matrix: readonly number[][],
  right: readonly number[],
  free: readonly boolean[],
): number[] {
  const used = [0, 1, 2].filter((k) => free[k]);
  const rows = used.map((k) => [...used.map((j) => matrix[k][j]), right[k]]);
  for (let k = 0; k < rows.length; k++) {
    let best = k;
    for (let i = k; i < rows.length; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[best][k])) best = i;
    [rows[k], rows[best]] = [rows[best], rows[k]];
    for (let i = 0; i < rows.length; i++) {
      if (i === k) continue;
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= rows.length; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  const out = [0, 0, 0];
  for (const [k, j] of used.entries()) out[j] = rows[k][rows.length] / rows[k][k];
  return out;
}
