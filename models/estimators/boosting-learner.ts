// Flat table with a yes/no outcome → the three settings of the boosting core: curves, curves with pairs, leaf-wise trees.
import type { FittedLearner, LearningTask } from "./base-learner.js";
import { boostedScores } from "./boosted-model.js";
import { logisticLoss } from "./boosting-loss.js";
import { assignFolds } from "./folds.js";
import {
  addPairs,
  boostWhole,
  type BoostingSettings,
  type BoostingTask,
  fitBoosting,
  type FittedBoosting,
} from "./gradient-boosting.js";

/** Rows up to which the slow, careful settings are used. */
const smallTable = 5_000;

/** Settings measured on open data; those above 5,000 rows on simulated tables. */
export function boostingSettings(
  rows: number,
): Record<"curves" | "pairs" | "trees" | "other", Partial<BoostingSettings>> {
  const isSmall = rows <= smallTable;
  const trees = {
    interactions: "all" as const,
    rowShare: 0.8,
    learningRate: 0.1,
    bins: isSmall ? 64 : 255,
    rounds: 1500,
  };
  return {
    curves: isSmall
      ? { bins: 64, rounds: 1500, patience: 100, learningRate: 0.03 }
      : { bins: 255, rounds: 600, patience: 40, learningRate: 0.06 },
    pairs: isSmall
      ? { bins: 64, rounds: 400, patience: 15, learningRate: 0.06, pairs: 10 }
      : { bins: 255, rounds: 300, patience: 20, learningRate: 0.1, pairs: 10 },
    // every tree sees all columns: three that matter only together are rarely drawn together
    trees: isSmall
      ? { ...trees, leaves: 20, penalty: 3, patience: 50 }
      : { ...trees, leaves: 31, leastLeaf: 20, penalty: 3, patience: 40 },
    other: isSmall
      ? { ...trees, leaves: 4, columnShare: 0.3, learningRate: 0.05, penalty: 3, patience: 75 }
      : { ...trees, leaves: 15, columnShare: 0.8, penalty: 1, patience: 30 },
  };
}

const boostingTask = ({
  table,
  y,
  rows,
  innerFold,
  innerFolds,
  seed,
  pause,
}: LearningTask): BoostingTask => ({
  table,
  rows,
  innerFold,
  innerFolds,
  lossOf: (some) => logisticLoss(Uint8Array.from(some, (row) => y[row])),
  seed,
  ...(pause && { pause }),
});

const learned = (task: LearningTask, fit: FittedBoosting): FittedLearner & { boosting: FittedBoosting } => ({
  outOfFold: fit.outOfFold,
  logits: (wanted) => boostedScores(fit.model, task.table, wanted),
  facts: { rounds: fit.rounds, bags: fit.model.bags.length },
  boosting: fit,
});

export type BoostedLearner = ReturnType<typeof learned>;

/** A curve per column. */
export const fitCurves = async (task: LearningTask): Promise<BoostedLearner> =>
  learned(task, await fitBoosting(boostingTask(task), boostingSettings(task.rows.length).curves));

/** Tables of pairs on top of the curves. */
export const fitPairs = async (task: LearningTask, { boosting }: BoostedLearner): Promise<BoostedLearner> =>
  learned(task, await addPairs(boostingTask(task), boosting, boostingSettings(task.rows.length).pairs));

/** Leaf-wise trees over all columns; the `other` setting has fewer leaves and columns per tree: better where few go together. */
export const fitTrees = async (task: LearningTask, setting: "trees" | "other"): Promise<BoostedLearner> =>
  learned(task, await fitBoosting(boostingTask(task), boostingSettings(task.rows.length)[setting]));

/**
 * What is left to do once trees are chosen. A large table: they learn once more from all rows. A small one: they learn once more on
 * other folds. The mean of models is surer than any one of them, and a calibration learned from scores of single models would
 * not see it; scores out of two fits go more than half of the way from one to the mean.
 */
export async function finishTrees(
  task: LearningTask,
  fitted: BoostedLearner,
  setting: "trees" | "other",
): Promise<FittedLearner> {
  const { boosting, ...chosen } = fitted;
  if (boosting.rounds === 0) return chosen;
  if (task.rows.length <= smallTable) return onOtherFolds(task, fitted, setting);
  const rounds = Math.ceil(1.1 * boosting.rounds);
  const model = await boostWhole(boostingTask(task), boostingSettings(task.rows.length)[setting], rounds, 3);
  return {
    ...chosen,
    logits: (wanted) => boostedScores(model, task.table, wanted),
    facts: { rounds, bags: 3 },
  };
}

async function onOtherFolds(
  task: LearningTask,
  first: BoostedLearner,
  setting: "trees" | "other",
): Promise<FittedLearner> {
  const { rows, y, group, innerFolds } = task;
  const seed = task.seed + 7919;
  const outcomes = Uint8Array.from(rows, (row) => y[row]);
  const groups = group && Int32Array.from(rows, (row) => group[row]);
  const innerFold = assignFolds(outcomes, innerFolds, seed, groups);
  const second = await fitTrees({ ...task, innerFold, seed }, setting);
  return {
    outOfFold: meanOf(first.outOfFold, second.outOfFold),
    logits: (wanted) => meanOf(first.logits(wanted), second.logits(wanted)),
    facts: { ...first.facts, bags: first.boosting.model.bags.length + second.boosting.model.bags.length },
  };
}

const meanOf = (a: Float64Array, b: Float64Array): Float64Array => a.map((own, i) => (own + b[i]) / 2);
