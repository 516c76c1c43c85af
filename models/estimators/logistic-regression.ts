// Design matrix, 0/1 outcomes → coefficients with standard errors: P(y = 1) = 1 / (1 + e^(−xβ)).
// Maximises Σ w [y xβ − log(1 + e^(xβ))] − ½ Σ λⱼ βⱼ² by Newton with step halving. Without penalty the numbers equal R's
// glm(binomial) and statsmodels' Logit; with λ = 1/C on all but the intercept, scikit-learn's LogisticRegression(C).
import { cholesky, choleskyInverse, choleskySolve, type Cholesky } from "./linear-algebra.js";
import { multiply, type SparseMatrix } from "./sparse-matrix.js";

export interface LogisticOptions {
  /** λ per column; 0 = not penalised (the intercept, usually). Default: none. */
  penalty?: ArrayLike<number>;
  weights?: ArrayLike<number>;
  offset?: ArrayLike<number>;
  /** Warm start. */
  start?: ArrayLike<number>;
  maxIterations?: number;
  /** Relative change of the objective that counts as converged. */
  tolerance?: number;
  /** Leave the covariance out when only predictions are wanted. */
  covariance?: boolean;
  /**
   * Second derivatives kept from one fit to the next on the same design (a path of penalties): steps reuse them while the
   * objective falls as they foretell. Same maximum, a fraction of the time.
   */
  curvature?: { information?: Float64Array };
}

export interface LogisticFit {
  coefficients: Float64Array;
  /** Inverse of observed information plus penalty; square, row-major. Empty when not asked for. */
  covariance: Float64Array;
  standardErrors: Float64Array;
  logLikelihood: number;
  iterations: number;
  converged: boolean;
  /** Unpenalised and some fitted probabilities run to 0 or 1: the maximum lies at infinity. */
  separated: boolean;
  aliased: number[];
}

/** log(1 + e^x) without overflow. */
export const softplus = (x: number): number =>
  x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
export const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : 1 - 1 / (1 + Math.exp(x)));
export const logit = (p: number): number => Math.log(p / (1 - p));

export function logisticRegression(
  design: SparseMatrix,
  y: ArrayLike<number>,
  options: LogisticOptions = {},
): LogisticFit {
  const { penalty, weights, offset, maxIterations = 60, tolerance = 1e-12, covariance = true } = options;
  const n = design.rows;
  const p = design.columns;
  let beta = options.start ? Float64Array.from(options.start) : new Float64Array(p);
  let eta = multiply(design, beta, offset);
  let current = objective(eta, beta);
  let decomposed: Cholesky | undefined;
  let iterations = 0;
  let converged = false;

  function logLikelihood(linear: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < n; i++)
      sum += (weights ? weights[i] : 1) * ((y[i] > 0 ? y[i] * linear[i] : 0) - softplus(linear[i]));
    return sum;
  }
  function objective(linear: Float64Array, coefficients: Float64Array): number {
    let sum = logLikelihood(linear);
    if (penalty) for (let j = 0; j < p; j++) sum -= 0.5 * penalty[j] * coefficients[j] ** 2;
    return sum;
  }

  const memory = options.curvature;
  let data = memory?.information;
  while (iterations < maxIterations && !converged) {
    iterations++;
    const isFresh = !data;
    data ??= informationOf(design, eta, weights);
    decomposed = cholesky(withPenalty(data, penalty, p), p);
    const gradient = gradientOf(design, y, eta, beta, penalty, weights);
    const step = choleskySolve(decomposed, gradient);
    let foretold = 0;
    for (let j = 0; j < p; j++) foretold += 0.5 * gradient[j] * step[j];
    let factor = 1;
    let gain = -1;
    for (let halving = 0; halving < 30; halving++, factor /= 2) {
      const trial = beta.map((b, j) => b + factor * step[j]);
      const trialEta = multiply(design, trial, offset);
      const value = objective(trialEta, trial);
      if (!(value >= current - 1e-14 * Math.abs(current))) continue;
      gain = value - current;
      beta = trial;
      eta = trialEta;
      current = value;
      break;
    }
    const isSmall = Math.max(gain, foretold) <= tolerance * (Math.abs(current) + 0.1);
    converged = isSmall || (gain < 0 && isFresh);
    const isAsForetold = factor === 1 && gain > 0.6 * foretold && gain < 1.6 * foretold;
    if (!memory || !isAsForetold) data = undefined;
  }
  if (memory) memory.information = data;

  let covarianceMatrix = new Float64Array(0);
  const standardErrors = new Float64Array(covariance ? p : 0);
  if (covariance) {
    decomposed = cholesky(withPenalty(informationOf(design, eta, weights), penalty, p), p);
    covarianceMatrix = choleskyInverse(decomposed) as Float64Array<ArrayBuffer>;
    for (let j = 0; j < p; j++) standardErrors[j] = Math.sqrt(Math.max(0, covarianceMatrix[j * p + j]));
  }
  let extreme = 0;
  for (let i = 0; i < n; i++) if (Math.abs(eta[i]) > 16) extreme++;
  const penalised = penalty ? Array.from(penalty).some((l) => l > 0) : false;
  return {
    coefficients: beta,
    covariance: covarianceMatrix,
    standardErrors,
    logLikelihood: logLikelihood(eta),
    iterations,
    converged,
    separated: !penalised && extreme > 0,
    aliased: decomposed?.aliased ?? [],
  };
}

function gradientOf(
  { rows, columns, start, index, value }: SparseMatrix,
  y: ArrayLike<number>,
  eta: Float64Array,
  beta: Float64Array,
  penalty?: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Float64Array {
  const gradient = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    const residual = (weights ? weights[row] : 1) * (y[row] - sigmoid(eta[row]));
    for (let k = start[row]; k < start[row + 1]; k++) gradient[index[k]] += residual * value[k];
  }
  if (penalty) for (let j = 0; j < columns; j++) gradient[j] -= penalty[j] * beta[j];
  return gradient;
}

/** Observed (here also expected) information of the log likelihood, without the penalty. */
function informationOf(
  { rows, columns: p, start, index, value }: SparseMatrix,
  eta: Float64Array,
  weights?: ArrayLike<number>,
): Float64Array {
  const information = new Float64Array(p * p);
  const curvature = eta.map((linear, row) => {
    const mu = sigmoid(linear);
    return (weights ? weights[row] : 1) * mu * (1 - mu);
  });
  const isFull = (row: number): boolean =>
    start[row + 1] - start[row] === p && isInOrder(index, start[row], p);
  for (let row = 0; row < rows; row++) {
    if (row + 4 <= rows && isFull(row) && isFull(row + 1) && isFull(row + 2) && isFull(row + 3)) {
      addFourFull(information, curvature, row, value, start[row], p);
      row += 3;
      continue;
    }
    if (curvature[row] === 0) continue;
    const begin = start[row];
    for (let a = begin; a < start[row + 1]; a++) {
      const scaled = curvature[row] * value[a];
      const base = index[a] * p;
      for (let b = begin; b <= a; b++) information[base + index[b]] += scaled * value[b];
    }
  }
  // Entries of a row may come in any order of columns: fold both triangles together.
  for (let i = 0; i < p; i++)
    for (let j = 0; j < i; j++) {
      const sum = information[i * p + j] + information[j * p + i];
      information[i * p + j] = sum;
      information[j * p + i] = sum;
    }
  return information;
}

function isInOrder(index: Int32Array, begin: number, columns: number): boolean {
  for (let j = 0; j < columns; j++) if (index[begin + j] !== j) return false;
  return true;
}

/** Four rows without a zero, side by side: a sum is read and written once for all of them. */
function addFourFull(
  information: Float64Array,
  curvature: Float64Array,
  row: number,
  value: Float64Array,
  a: number,
  p: number,
): void {
  const [b, c, d] = [a + p, a + 2 * p, a + 3 * p];
  for (let i = 0; i < p; i++) {
    const ua = curvature[row] * value[a + i];
    const ub = curvature[row + 1] * value[b + i];
    const uc = curvature[row + 2] * value[c + i];
    const ud = curvature[row + 3] * value[d + i];
    const base = i * p;
    for (let j = 0; j <= i; j++)
      information[base + j] +=
        ua * value[a + j] + ub * value[b + j] + (uc * value[c + j] + ud * value[d + j]);
  }
}

function withPenalty(data: Float64Array, penalty: ArrayLike<number> | undefined, p: number): Float64Array {
  const out = Float64Array.from(data);
  if (penalty) for (let j = 0; j < p; j++) out[j * p + j] += penalty[j];
  return out;
}

/**
 * Sandwich covariance V (Σ_g s_g s_gᵀ) V · G/(G−1) with scores summed per cluster (Liang & Zeger 1986): standard errors
 * that stay honest when rows of one person resemble each other. Matches R sandwich::vcovCL(type = "HC0", cadjust = TRUE).
 */
export function clusterRobustCovariance(
  design: SparseMatrix,
  y: ArrayLike<number>,
  fit: LogisticFit,
  clusters: ArrayLike<number>,
  offset?: ArrayLike<number>,
): Float64Array {
  const p = design.columns;
  const eta = multiply(design, fit.coefficients, offset);
  const scores = new Map<number, Float64Array>();
  for (let row = 0; row < design.rows; row++) {
    let score = scores.get(clusters[row]);
    if (!score) scores.set(clusters[row], (score = new Float64Array(p)));
    const residual = y[row] - sigmoid(eta[row]);
    for (let k = design.start[row]; k < design.start[row + 1]; k++)
      score[design.index[k]] += residual * design.value[k];
  }
  const meat = new Float64Array(p * p);
  for (const score of scores.values())
    for (let i = 0; i < p; i++) {
      if (score[i] === 0) continue;
      for (let j = 0; j < p; j++) meat[i * p + j] += score[i] * score[j];
    }
  const groups = scores.size;
  const adjust = groups > 1 ? groups / (groups - 1) : 1;
  const left = product(fit.covariance, meat, p);
  return product(left, fit.covariance, p).map((v) => v * adjust);
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k];
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) out[i * n + j] += factor * b[k * n + j];
    }
  return out;
}
