// Dense rows and 0/1 outcomes → L2-penalised logistic regression for prediction on large tables, without second derivatives.
// Limited-memory BFGS (Liu & Nocedal 1989) on mean log loss + ½ λ/n Σ βⱼ², the intercept free; numbers equal scikit-learn's
// LogisticRegression(C = 1/λ, solver="lbfgs"). Standard errors: logistic-regression.ts.
import { logit } from "./logistic-regression.js";
import { blockRows, RowProducts } from "./row-products.js";

export interface DenseRows {
  rows: number;
  columns: number;
  /** Row-major, no intercept. */
  values: Float64Array;
}

export interface LbfgsFit {
  /** Intercept first. */
  coefficients: Float64Array;
  iterations: number;
  converged: boolean;
}

/** Steps remembered. */
const memory = 10;

export function logisticLbfgs(
  { rows, columns, values }: DenseRows,
  y: ArrayLike<number>,
  { penalty = 1, tolerance = 1e-4, maxIterations = 200 } = {},
): LbfgsFit {
  const p = columns + 1;
  let events = 0.5;
  for (let i = 0; i < rows; i++) events += y[i];
  let beta: Float64Array = new Float64Array(p);
  beta[0] = logit(events / (rows + 1));

  const products = new RowProducts(values, columns);
  const { scores } = products;
  const product = new Float64Array(1);

  /** Mean penalised loss; its slope goes to `slope`. One pass over the rows. */
  function lossAt(at: Float64Array, slope: Float64Array): number {
    products.coefficients.set(at.subarray(1));
    products.slopes.fill(0);
    let [loss, residuals] = [0, 0];
    for (let row = 0; row < rows; row += blockRows) {
      const count = Math.min(blockRows, rows - row);
      products.score(row, count);
      loss += residualsOf(scores, at[0], y, row, count, product) + Math.log(product[0]);
      for (let i = 0; i < count; i++) residuals += scores[i];
      products.addUp(count);
    }
    slope[0] = residuals;
    slope.set(products.slopes, 1);
    for (let j = 0; j < p; j++) slope[j] /= rows;
    for (let j = 1; j < p; j++) {
      loss += 0.5 * penalty * at[j] ** 2;
      slope[j] += (penalty * at[j]) / rows;
    }
    return loss / rows;
  }

  const steps: { s: Float64Array; d: Float64Array; rho: number }[] = [];
  let slope: Float64Array = new Float64Array(p);
  let loss = lossAt(beta, slope);
  let iterations = 0;
  let converged = steepest(slope) <= tolerance;
  while (!converged && iterations < maxIterations) {
    iterations++;
    const direction = towards(slope, steps);
    const descent = dot(direction, slope);
    let size = 1;
    let next = beta;
    const nextSlope = new Float64Array(p);
    let nextLoss = Infinity;
    for (let halving = 0; halving < 30; halving++, size /= 2) {
      next = beta.map((b, j) => b + size * direction[j]);
      nextLoss = lossAt(next, nextSlope);
      if (nextLoss <= loss + 1e-4 * size * descent) break;
    }
    if (!(nextLoss < loss)) {
      // nothing left that the loss's last digits could show
      converged = -descent <= 1e-10 * (1 + loss);
      break;
    }
    const s = next.map((b, j) => b - beta[j]);
    const d = nextSlope.map((g, j) => g - slope[j]);
    const curvature = dot(s, d);
    if (curvature > 1e-16) steps.push({ s, d, rho: 1 / curvature });
    if (steps.length > memory) steps.shift();
    beta = next;
    slope = nextSlope;
    loss = nextLoss;
    converged = steepest(slope) <= tolerance;
  }
  return { coefficients: beta, iterations, converged };
}

/**
 * Scores become probability − outcome. Log loss is log(1 + e^−|η|) + max(η, 0) − yη: returned is the sum of what follows the
 * logarithm, and its arguments are multiplied, each between 1 and 2, so that one logarithm is enough for a block.
 */
function residualsOf(
  scores: Float64Array,
  intercept: number,
  y: ArrayLike<number>,
  row: number,
  count: number,
  product: Float64Array,
): number {
  let loss = 0;
  let factors = 1;
  for (let i = 0; i < count; i++) {
    const eta = intercept + scores[i];
    const label = y[row + i];
    const small = Math.exp(-Math.abs(eta));
    const part = 1 / (1 + small);
    factors *= 1 + small;
    loss += (eta > 0 ? eta : 0) - label * eta;
    scores[i] = (eta > 0 ? part : small * part) - label;
  }
  product[0] = factors;
  return loss;
}

/** Intercept + X β. */
export function denseScores(
  { rows, columns, values }: DenseRows,
  coefficients: ArrayLike<number>,
): Float64Array {
  const products = new RowProducts(values, columns);
  for (let j = 0; j < columns; j++) products.coefficients[j] = coefficients[j + 1];
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row += blockRows) {
    const count = Math.min(blockRows, rows - row);
    products.score(row, count);
    for (let i = 0; i < count; i++) out[row + i] = coefficients[0] + products.scores[i];
  }
  return out;
}

/** The two loops: downhill through what the last steps say of the curvature. */
function towards(
  slope: Float64Array,
  steps: readonly { s: Float64Array; d: Float64Array; rho: number }[],
): Float64Array {
  const direction = slope.map((g) => -g);
  const shares: number[] = [];
  for (let k = steps.length - 1; k >= 0; k--) {
    const { s, d, rho } = steps[k];
    shares[k] = rho * dot(s, direction);
    for (let j = 0; j < direction.length; j++) direction[j] -= shares[k] * d[j];
  }
  const last = steps.at(-1);
  // without a memory: a quarter is the greatest curvature that log loss has on standardised columns
  const scale = last ? 1 / (last.rho * dot(last.d, last.d)) : 4;
  for (let j = 0; j < direction.length; j++) direction[j] *= scale;
  steps.forEach(({ s, d, rho }, k) => {
    const share = shares[k] - rho * dot(d, direction);
    for (let j = 0; j < direction.length; j++) direction[j] += share * s[j];
  });
  return direction;
}

const steepest = (slope: Float64Array): number => slope.reduce((most, g) => Math.max(most, Math.abs(g)), 0);

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}
