// Flat table → penalised logistic regression, straight (`linear`) or bent (`spline`); C by inner out-of-fold log loss.
import type { BaseLearner, FittedLearner, LearningTask } from "./base-learner.js";
import { softplus, logisticRegression, logit } from "./logistic-regression.js";
import { encode, fitEncoder, type Encoder } from "./encode.js";
import { multiply, type SparseMatrix } from "./sparse-matrix.js";

/** Inverse penalties, sternest first so that each fit starts from the one before. */
const grid = [0.01, 0.03, 0.1, 0.3, 1, 3, 10];

export const linearLearner: BaseLearner = { id: "linear", fit: (task) => fitLogistic(task, false) };
export const splineLearner: BaseLearner = { id: "spline", fit: (task) => fitLogistic(task, true) };

function fitLogistic(task: LearningTask, splines: boolean): FittedLearner {
  const { table, rows, innerFold, innerFolds } = task;
  const n = rows.length;
  const outOfFold = grid.map(() => new Float64Array(n));
  for (let fold = 0; fold < innerFolds; fold++) {
    const inside = positions(n, (i) => innerFold[i] !== fold);
    const outside = positions(n, (i) => innerFold[i] === fold);
    if (outside.length === 0) continue;
    const encoder = fitEncoder(table, pick(rows, inside), { splines });
    const train = encode(encoder, table, pick(rows, inside));
    const test = encode(encoder, table, pick(rows, outside));
    const y = pick(task.y, pick(rows, inside));
    let start: Float64Array | undefined;
    grid.forEach((c, g) => {
      start = penalised(train, y, c, start);
      const predicted = multiply(test, start);
      outside.forEach((position, k) => (outOfFold[g][position] = predicted[k]));
    });
  }
  const losses = outOfFold.map((logits) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += softplus(task.y[rows[i]] ? -logits[i] : logits[i]);
    return sum / n;
  });
  const best = losses.indexOf(Math.min(...losses));
  const encoder: Encoder = fitEncoder(table, rows, { splines });
  const coefficients = penalised(encode(encoder, table, rows), pick(task.y, rows), grid[best]);
  return {
    outOfFold: outOfFold[best],
    logits: (wanted) => multiply(encode(encoder, table, wanted), coefficients),
    facts: { C: grid[best], columns: encoder.columns },
  };
}

/** L2 on everything but the intercept. */
function penalised(
  design: SparseMatrix,
  y: ArrayLike<number>,
  c: number,
  start?: Float64Array,
): Float64Array {
  const penalty = new Float64Array(design.columns).fill(1 / c);
  penalty[0] = 0;
  let from = start;
  if (!from) {
    let positives = 0.5;
    for (let i = 0; i < y.length; i++) positives += y[i];
    from = new Float64Array(design.columns);
    from[0] = logit(positives / (y.length + 1));
  }
  return logisticRegression(design, y, { penalty, start: from, covariance: false, tolerance: 1e-7 })
    .coefficients;
}

function positions(n: number, keep: (i: number) => boolean): Int32Array {
  const out: number[] = [];
  for (let i = 0; i < n; i++) if (keep(i)) out.push(i);
  return Int32Array.from(out);
}

const pick = <T extends Int32Array | Uint8Array>(values: T, at: Int32Array): T => {
  const out = (values instanceof Int32Array ? new Int32Array(at.length) : new Uint8Array(at.length)) as T;
  for (let i = 0; i < at.length; i++) out[i] = values[at[i]];
  return out;
};
