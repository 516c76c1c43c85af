// Flat table → additive boosting, one model per inner fold; all stop at the round at which their mean validation loss is least.
// The prediction is the mean of the fold models, so bagging, stopping and out-of-fold logits cost one pass.
import { AdditiveBoosting, additiveLogits, type AdditiveModel, logLossOf } from "./additive-boosting.js";
import type { BaseLearner, FittedLearner, LearningTask } from "./base-learner.js";
import { binned, type Binning, fitBins } from "./bins.js";
import { logit } from "./logistic-regression.js";

/** Rows up to which the slow, careful settings are used. */
const smallTable = 5_000;
const settings = (rows: number) => ({
  most: rows <= smallTable ? 64 : 255,
  rounds: rows <= smallTable ? 1500 : 600,
  patience: rows <= smallTable ? 100 : 40,
  learningRate: rows <= smallTable ? 0.03 : 0.06,
});

export const additiveLearner: BaseLearner = { id: "additive", fit: fitAdditive };

interface Bag {
  boosting: AdditiveBoosting;
  binnings: Binning[];
  held: Int32Array;
  heldColumns: Uint16Array[];
  heldY: Uint8Array;
  heldLogits: Float64Array;
}

function fitAdditive(task: LearningTask): FittedLearner {
  const { table, rows } = task;
  const { most, rounds, patience, learningRate } = settings(rows.length);
  const bags = bagsOf(task, most, learningRate);
  let best = { loss: Infinity, round: 0, models: copies(bags), outOfFold: outOfFold(bags, rows.length) };
  for (let round = 0; round <= rounds && round - best.round <= patience; round++) {
    if (round > 0) for (const { boosting } of bags) boosting.round();
    let loss = 0;
    for (const bag of bags) {
      bag.heldLogits = additiveLogits(bag.boosting.model, bag.heldColumns, bag.held.length);
      loss += (logLossOf(bag.heldLogits, bag.heldY) * bag.held.length) / rows.length;
    }
    if (loss < best.loss - 1e-9)
      best = { loss, round, models: copies(bags), outOfFold: outOfFold(bags, rows.length) };
  }
  return {
    outOfFold: best.outOfFold,
    logits: (wanted) => {
      const sum = new Float64Array(wanted.length);
      bags.forEach(({ binnings }, b) => {
        const columns = table.columns.map((column, c) => binned(column, binnings[c], wanted));
        additiveLogits(best.models[b], columns, wanted.length).forEach(
          (value, i) => (sum[i] += value / bags.length),
        );
      });
      return sum;
    },
    facts: { rounds: best.round, bags: bags.length },
  };
}

function bagsOf(
  { table, y, rows, innerFold, innerFolds, seed }: LearningTask,
  most: number,
  learningRate: number,
): Bag[] {
  const bags: Bag[] = [];
  for (let fold = 0; fold < innerFolds; fold++) {
    const inside = rows.filter((_, i) => innerFold[i] !== fold);
    const held = Int32Array.from(rows.keys()).filter((i) => innerFold[i] === fold);
    if (inside.length === 0 || held.length === 0) continue;
    const heldRows = held.map((i) => rows[i]);
    const binnings = table.columns.map((column) => fitBins(column, inside, most));
    const insideY = Uint8Array.from(inside, (row) => y[row]);
    const events = insideY.reduce((a, b) => a + b, 0);
    bags.push({
      binnings,
      held,
      heldColumns: table.columns.map((column, c) => binned(column, binnings[c], heldRows)),
      heldY: Uint8Array.from(heldRows, (row) => y[row]),
      heldLogits: new Float64Array(held.length),
      boosting: new AdditiveBoosting(
        binnings,
        table.columns.map((column, c) => binned(column, binnings[c], inside)),
        insideY,
        logit((events + 0.5) / (inside.length + 1)),
        {
          learningRate,
          leastLeaf: 10,
          penalty: 1,
          categoryPenalty: 10,
          columnsPerGradient: 4,
          seed: seed + fold,
        },
      ),
    });
  }
  return bags;
}

const copies = (bags: readonly Bag[]): AdditiveModel[] =>
  bags.map(({ boosting: { model } }) => ({
    intercept: model.intercept,
    curves: model.curves.map((curve) => curve.slice()),
  }));

function outOfFold(bags: readonly Bag[], rows: number): Float64Array {
  const logits = new Float64Array(rows);
  for (const { held, heldLogits } of bags) held.forEach((position, i) => (logits[position] = heldLogits[i]));
  return logits;
}
