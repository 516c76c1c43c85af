// y, design, one or two crossed groupings → linear mixed model by REML: y = Xβ + u[group] + w[second] + e, all normal.
// Henderson's equations, the larger grouping eliminated exactly; the two variance ratios by Nelder–Mead on their logarithms.
// Numbers as statsmodels' MixedLM (vc_formula for crossed groupings) and lme4::lmer in R.
import { cholesky, choleskyInverse, choleskySolve, type Cholesky } from "./linear-algebra.js";
import { nelderMead } from "./nelder-mead.js";

export interface MixedInput {
  y: ArrayLike<number>;
  /** Row-major n × columns, with the intercept. */
  x: Float64Array;
  columns: number;
  /** 0 … groups − 1, the larger grouping. */
  group: Int32Array;
  groups: number;
  second?: { group: Int32Array; groups: number };
}

export interface MixedFit {
  /** 0 for aliased columns. */
  coefficients: Float64Array;
  standardErrors: Float64Array;
  aliased: number[];
  varianceGroup: number;
  varianceSecond: number;
  varianceResidual: number;
  /** Best linear unbiased predictions of u, and the variance of their error (Var(û − u)). */
  effects: Float64Array;
  errorVariances: Float64Array;
  secondEffects: Float64Array;
  /** Restricted log-likelihood. */
  logLikelihood: number;
}

/** Sums that do not change with the variances. */
interface Sums {
  n: number;
  q: number;
  p: number;
  counts: Float64Array;
  groupY: Float64Array;
  /** Per group: columns of [second, x] and their sums. */
  border: { at: Int32Array; value: Float64Array }[];
  inner: Float64Array;
  innerY: Float64Array;
  yy: number;
}

export function mixedEffects(input: MixedInput): MixedFit {
  const sums = sumsOf(input);
  const hasSecond = sums.q > 0;
  const value = (logs: ArrayLike<number>) => -solve(sums, ratioOf(logs[0]), ratioOf(logs[1])).logLikelihood;
  // One starting point: the restricted likelihood of variance ratios has one top, or its top at the boundary.
  const start = hasSecond ? [0, -1] : [0];
  const best = nelderMead(value, start, {
    step: start.map(() => 1),
    maxEvaluations: 400,
    tolerance: 1e-14,
  });
  // The boundary: no variance between groups at all.
  const candidates: [number, number][] = [
    [ratioOf(best.at[0]), hasSecond ? ratioOf(best.at[1]) : 0],
    [0, 0],
    ...(hasSecond
      ? ([
          [ratioOf(best.at[0]), 0],
          [0, ratioOf(best.at[1])],
        ] as [number, number][])
      : []),
  ];
  let chosen = candidates[0];
  let highest = -best.value;
  for (const candidate of candidates.slice(1)) {
    const { logLikelihood } = solve(sums, ...candidate);
    if (logLikelihood > highest + 1e-9) {
      highest = logLikelihood;
      chosen = candidate;
    }
  }
  return finish(sums, ...chosen);
}

/** Variances known (from a fit without these columns): β and their errors by generalised least squares. */
export function mixedEffectsGiven(
  input: MixedInput,
  {
    varianceGroup,
    varianceSecond,
    varianceResidual,
  }: Pick<MixedFit, "varianceGroup" | "varianceSecond" | "varianceResidual">,
): MixedFit {
  return finish(
    sumsOf(input),
    varianceGroup / varianceResidual,
    varianceSecond / varianceResidual,
    varianceResidual,
  );
}

const ratioOf = (log: number | undefined): number =>
  log === undefined ? 0 : Math.exp(Math.min(14, Math.max(-23, log)));

function sumsOf({ y, x, columns, group, groups, second }: MixedInput): Sums {
  const n = y.length;
  const q = second?.groups ?? 0;
  const p = q + columns;
  const counts = new Float64Array(groups);
  const groupY = new Float64Array(groups);
  const maps = Array.from({ length: groups }, () => new Map<number, number>());
  const inner = new Float64Array(p * p);
  const innerY = new Float64Array(p);
  let yy = 0;
  const at: number[] = [];
  const value: number[] = [];
  for (let i = 0; i < n; i++) {
    at.length = value.length = 0;
    if (second) {
      at.push(second.group[i]);
      value.push(1);
    }
    for (let j = 0; j < columns; j++)
      if (x[i * columns + j] !== 0) {
        at.push(q + j);
        value.push(x[i * columns + j]);
      }
    const g = group[i];
    counts[g]++;
    groupY[g] += y[i];
    yy += y[i] ** 2;
    const map = maps[g];
    for (let a = 0; a < at.length; a++) {
      map.set(at[a], (map.get(at[a]) ?? 0) + value[a]);
      innerY[at[a]] += value[a] * y[i];
      for (let b = 0; b < at.length; b++) inner[at[a] * p + at[b]] += value[a] * value[b];
    }
  }
  const border = maps.map((map) => ({
    at: Int32Array.from(map.keys()),
    value: Float64Array.from(map.values()),
  }));
  return { n, q, p, counts, groupY, border, inner, innerY, yy };
}

interface Solved {
  logLikelihood: number;
  /** σ² of the residuals. */
  residual: number;
  solution: Float64Array;
  decomposed: Cholesky;
}

/** Ratios = variances of the groupings ÷ residual variance; 0 leaves a grouping out. */
function solve(sums: Sums, ratio: number, secondRatio: number, given?: number): Solved {
  const { n, q, p, counts, groupY, border, inner, innerY, yy } = sums;
  const matrix = Float64Array.from(inner);
  const right = Float64Array.from(innerY);
  let logDeterminant = 0;
  let explained = 0;
  if (ratio > 0)
    for (let g = 0; g < counts.length; g++) {
      const { at, value } = border[g];
      const pivot = counts[g] + 1 / ratio;
      // log|Z'Z + I/θ| + log|θ I|
      logDeterminant += Math.log(pivot * ratio);
      explained += groupY[g] ** 2 / pivot;
      for (let a = 0; a < at.length; a++) {
        const factor = value[a] / pivot;
        right[at[a]] -= factor * groupY[g];
        const row = at[a] * p;
        for (let b = 0; b < at.length; b++) matrix[row + at[b]] -= factor * value[b];
      }
    }
  for (let j = 0; j < q; j++) {
    if (secondRatio > 0) {
      matrix[j * p + j] += 1 / secondRatio;
      logDeterminant += Math.log(secondRatio);
      continue;
    }
    for (let k = 0; k < p; k++) matrix[j * p + k] = matrix[k * p + j] = 0;
    right[j] = 0;
  }
  const decomposed = cholesky(matrix, p, 1e-10);
  const solution = choleskySolve(decomposed, right);
  let fixed = 0;
  for (let j = 0; j < p; j++) {
    const pivot = decomposed.factor[j * p + j];
    if (pivot > 0) {
      logDeterminant += 2 * Math.log(pivot);
      if (j >= q) fixed++;
    }
    explained += solution[j] * right[j];
  }
  const freedom = n - fixed;
  const squares = Math.max(yy - explained, 1e-300);
  const residual = given ?? squares / freedom;
  const logLikelihood =
    -0.5 * (freedom * Math.log(2 * Math.PI * residual) + logDeterminant + squares / residual);
  return { logLikelihood, residual, solution, decomposed };
}

function finish(sums: Sums, ratio: number, secondRatio: number, given?: number): MixedFit {
  const { q, p, counts, groupY, border } = sums;
  const { logLikelihood, residual, solution, decomposed } = solve(sums, ratio, secondRatio, given);
  const inverse = choleskyInverse(decomposed);
  const effects = new Float64Array(counts.length);
  const errorVariances = new Float64Array(counts.length);
  if (ratio > 0)
    for (let g = 0; g < counts.length; g++) {
      const { at, value } = border[g];
      const pivot = counts[g] + 1 / ratio;
      let fitted = 0;
      let spread = 0;
      for (let a = 0; a < at.length; a++) {
        fitted += value[a] * solution[at[a]];
        for (let b = 0; b < at.length; b++) spread += value[a] * value[b] * inverse[at[a] * p + at[b]];
      }
      effects[g] = (groupY[g] - fitted) / pivot;
      errorVariances[g] = residual * (1 / pivot + spread / pivot ** 2);
    }
  const columns = p - q;
  return {
    coefficients: solution.slice(q),
    standardErrors: Float64Array.from({ length: columns }, (_, j) =>
      Math.sqrt(Math.max(0, residual * inverse[(q + j) * p + q + j])),
    ),
    aliased: decomposed.aliased.filter((j) => j >= q).map((j) => j - q),
    varianceGroup: ratio * residual,
    varianceSecond: secondRatio * residual,
    varianceResidual: residual,
    effects,
    errorVariances,
    secondEffects: solution.slice(0, q),
    logLikelihood,
  };
}
