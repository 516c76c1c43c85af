// Flat table → penalised logistic regression, straight (`linear`) or bent (`spline`); C by inner out-of-fold log loss.
import type { BaseLearner, FittedLearner, LearningTask } from "./base-learner.js";
import { softplus, logisticRegression, logit } from "./logistic-regression.js";
import { encode, fitEncoder } from "./encode.js";
import { multiply, type SparseMatrix } from "./sparse-matrix.js";

/** Inverse penalties; the loss has one valley along them, so the search walks downhill from the middle. */
const grid = [0.01, 0.03, 0.1, 0.3, 1, 3, 10];

export const linearLearner: BaseLearner = { id: "linear", fit: (task) => fitLogistic(task, false) };
export const splineLearner: BaseLearner = { id: "spline", fit: (task) => fitLogistic(task, true) };

function fitLogistic(task: LearningTask, splines: boolean): FittedLearner {
  const { table, rows } = task;
  const folds = innerDesigns(task, splines);
  const tried = new Map<number, { loss: number; outOfFold: Float64Array }>();
  const at = (g: number): number => {
    if (g < 0 || g >= grid.length) return Infinity;
    if (!tried.has(g)) tried.set(g, outOfFoldAt(task, folds, grid[g]));
    return tried.get(g)!.loss;
  };
  let best = 3;
  for (;;) {
    const better = at(best - 1) < at(best) ? best - 1 : at(best + 1) < at(best) ? best + 1 : best;
    if (better === best) break;
    best = better;
  }
  const encoder = fitEncoder(table, rows, { splines });
  const coefficients = penalised(encode(encoder, table, rows), pick(task.y, rows), grid[best]);
  return {
    outOfFold: tried.get(best)!.outOfFold,
    logits: (wanted) => multiply(encode(encoder, table, wanted), coefficients),
    facts: { C: grid[best], columns: encoder.columns },
  };
}

interface InnerDesign {
  train: SparseMatrix;
  y: Uint8Array;
  test: SparseMatrix;
  /** Positions of the test rows among the task's rows. */
  outside: Int32Array;
  /** Coefficients of the last penalty tried: the next begins there. */
  start?: Float64Array;
  curvature: { information?: Float64Array };
}

function innerDesigns(
  { table, y, rows, innerFold, innerFolds }: LearningTask,
  splines: boolean,
): InnerDesign[] {
  const designs: InnerDesign[] = [];
  for (let fold = 0; fold < innerFolds; fold++) {
    const inside = pick(
      rows,
      positions(rows.length, (i) => innerFold[i] !== fold),
    );
    const outside = positions(rows.length, (i) => innerFold[i] === fold);
    if (outside.length === 0 || inside.length === 0) continue;
    const encoder = fitEncoder(table, inside, { splines });
    const train = encode(encoder, table, inside);
    designs.push({
      train,
      y: pick(y, inside),
      test: encode(encoder, table, pick(rows, outside)),
      outside,
      curvature: {},
    });
  }
  return designs;
}

function outOfFoldAt(
  { y, rows }: LearningTask,
  folds: readonly InnerDesign[],
  c: number,
): { loss: number; outOfFold: Float64Array } {
  const outOfFold = new Float64Array(rows.length);
  for (const fold of folds) {
    fold.start = penalised(fold.train, fold.y, c, fold.start, fold.curvature);
    const predicted = multiply(fold.test, fold.start);
    fold.outside.forEach((position, k) => (outOfFold[position] = predicted[k]));
  }
  let loss = 0;
  for (let i = 0; i < rows.length; i++) loss += softplus(y[rows[i]] ? -outOfFold[i] : outOfFold[i]);
  return { loss: loss / rows.length, outOfFold };
}

/** L2 on everything but the intercept. */
function penalised(
  design: SparseMatrix,
  y: ArrayLike<number>,
  c: number,
  start?: Float64Array,
  curvature: { information?: Float64Array } = {},
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
  return logisticRegression(design, y, {
    penalty,
    start: from,
    covariance: false,
    tolerance: 1e-7,
    curvature,
  }).coefficients;
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
