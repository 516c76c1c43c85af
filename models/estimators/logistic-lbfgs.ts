// Dense rows and 0/1 outcomes → L2-penalised logistic regression for prediction on large tables, without second derivatives.
// Limited-memory BFGS (Liu & Nocedal 1989) on mean log loss + ½ λ/n Σ βⱼ², the intercept free; numbers equal scikit-learn's
// LogisticRegression(C = 1/λ, solver="lbfgs"). Standard errors: logistic-regression.ts.
import { logit } from "./logistic-regression.js";
import { LogisticRows } from "./logistic-rows.js";
import { RowProducts } from "./row-products.js";

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
/** Rows of the sample that a large table is begun with, and how many times as large a table is called large. */
const [runRows, runs, largeBy] = [32, 128, 8];
const sampleRows = runRows * runs;

interface Step {
  s: Float64Array;
  d: Float64Array;
  rho: number;
}

/** Where the descent stands; `steps` is what it has learnt of the curvature. */
interface Descent extends LbfgsFit {
  steps: Step[];
}

/**
 * A large table is begun with rows drawn evenly from it: the mean loss of a sample has nearly the same minimum and curvature,
 * so few passes over all rows remain. `maxIterations` counts these.
 */
export function logisticLbfgs(
  table: DenseRows,
  y: ArrayLike<number>,
  { penalty = 1, tolerance = 1e-4, maxIterations = 200 } = {},
): LbfgsFit {
  let events = 0.5;
  for (let i = 0; i < table.rows; i++) events += y[i];
  const start = new Float64Array(table.columns + 1);
  start[0] = logit(events / (table.rows + 1));
  let begun: Descent = { coefficients: start, iterations: 0, converged: false, steps: [] };
  if (table.rows >= largeBy * sampleRows) {
    const sample = evenSample(table, y, runs);
    const limits = { penalty: (penalty * sampleRows) / table.rows, tolerance, maxIterations: 50 };
    begun = descend(sample.table, sample.y, begun, limits);
  }
  const { coefficients, iterations, converged } = descend(table, y, begun, {
    penalty,
    tolerance,
    maxIterations,
  });
  return { coefficients, iterations, converged };
}

/** Runs of rows from all parts of the table: copied as runs, because 8,192 copies would take longer than the fit. */
function evenSample(
  { rows, columns, values }: DenseRows,
  y: ArrayLike<number>,
  runs: number,
): { table: DenseRows; y: Float64Array } {
  const count = runs * runRows;
  const own = new Float64Array(count * columns);
  const outcomes = new Float64Array(count);
  for (let run = 0; run < runs; run++) {
    const from = Math.floor((run * (rows - runRows)) / (runs - 1));
    own.set(values.subarray(from * columns, (from + runRows) * columns), run * runRows * columns);
    for (let i = 0; i < runRows; i++) outcomes[run * runRows + i] = y[from + i];
  }
  return { table: { rows: count, columns, values: own }, y: outcomes };
}

function descend(
  { rows, columns, values }: DenseRows,
  y: ArrayLike<number>,
  begun: Descent,
  { penalty, tolerance, maxIterations }: { penalty: number; tolerance: number; maxIterations: number },
): Descent {
  const p = columns + 1;
  const all = new LogisticRows(rows, columns, values, y);

  /** Mean penalised loss; its slope goes to `slope`. */
  function lossAt(at: Float64Array, slope: Float64Array): number {
    let loss = all.lossAt(at, slope);
    for (let j = 0; j < p; j++) slope[j] /= rows;
    for (let j = 1; j < p; j++) {
      loss += 0.5 * penalty * at[j] ** 2;
      slope[j] += (penalty * at[j]) / rows;
    }
    return loss / rows;
  }

  const steps = [...begun.steps];
  let beta = begun.coefficients;
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
  return { coefficients: beta, iterations, converged, steps };
}

/** Intercept + X β. */
export function denseScores(
  { rows, columns, values }: DenseRows,
  coefficients: ArrayLike<number>,
): Float64Array {
  const products = new RowProducts(values, columns);
  for (let j = 0; j < columns; j++) products.coefficients[j] = coefficients[j + 1];
  const { blockRows } = products;
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row += blockRows) {
    const count = Math.min(blockRows, rows - row);
    products.score(row, count);
    out.set(count < blockRows ? products.scores.subarray(0, count) : products.scores, row);
  }
  return out.map((score) => score + coefficients[0]);
}

/** The two loops: downhill through what the last steps say of the curvature. */
function towards(slope: Float64Array, steps: readonly Step[]): Float64Array {
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
