// Flat table, inner folds and a loss → one boosted model per fold, all stopped at the round at which their mean held-out loss
// is least. One core with an interaction constraint: `none` = a curve per column (glass box), `pairs` = tables of a few pairs on
// top (still a glass box), `all` = leaf-wise trees (black box). The prediction is the mean of the fold models, so bagging,
// stopping and out-of-fold scores cost one pass.
import { AdditiveBooster } from "./additive-boosting.js";
import { cutColumns } from "./best-cut.js";
import { binned, type Binning, fitTableBins } from "./bins.js";
import { bagScores, type BoostedBag, type BoostedModel } from "./boosted-model.js";
import type { BoostedParts, Booster, BoosterData, BoosterOptions } from "./booster.js";
import type { BoostingLoss } from "./boosting-loss.js";
import type { FlatTable } from "./flat-table.js";
import { PairBooster } from "./pair-boosting.js";
import { TreeBooster } from "./tree-boosting.js";

export interface BoostingTask {
  table: FlatTable;
  /** Rows of the table to learn from. */
  rows: Int32Array;
  /** Inner fold of each of these rows, same order. */
  innerFold: ArrayLike<number>;
  innerFolds: number;
  /** The loss over some rows of the table. */
  lossOf: (rows: Int32Array) => BoostingLoss;
  seed: number;
  onProgress?: (round: number, most: number) => void;
  /** Awaited every few milliseconds between rounds; throws to stop. */
  pause?: () => Promise<void>;
  signal?: AbortSignal;
}

export interface BoostingSettings extends BoosterOptions {
  interactions: "none" | "pairs" | "all";
  /** Bins of a number at most, 255 at the most. */
  bins: number;
  rounds: number;
  /** Rounds without a better mean held-out loss after which boosting stops. */
  patience: number;
  /** Pairs of columns at most (with `pairs`). */
  pairs: number;
  /** Columns by name whose effect may only rise (1) or fall (−1) with them. Not for pairs. */
  monotone?: Record<string, 1 | -1>;
}

export const boostingDefaults: BoostingSettings = {
  interactions: "none",
  bins: 64,
  rounds: 1500,
  patience: 100,
  learningRate: 0.03,
  leaves: 2,
  leastLeaf: 10,
  penalty: 1,
  categoryPenalty: 10,
  categorySmoothing: 10,
  columnsPerGradient: 4,
  rowShare: 1,
  columnShare: 1,
  pairs: 10,
};

export interface FittedBoosting {
  model: BoostedModel;
  /** Score of each of the task's rows from the models that had not seen its fold. */
  outOfFold: Float64Array;
  /** Mean held-out loss by number of rounds, from 0 on. */
  losses: number[];
  /** Rounds kept. */
  rounds: number;
}

interface Bag {
  /** Positions among the task's rows. */
  held: Int32Array;
  binnings: Binning[];
  data: BoosterData;
  heldLoss: BoostingLoss;
  booster: Booster;
  parts: BoostedParts;
}

/** Rejects with the signal's reason, or with what `pause` throws, when stopped. */
export async function fitBoosting(
  task: BoostingTask,
  settings: Partial<BoostingSettings> = {},
): Promise<FittedBoosting> {
  const options = { ...boostingDefaults, ...settings };
  const bags = bagsOf(task, options);
  const best = await boostTogether(task, bags, options);
  return {
    model: modelOf(bags),
    outOfFold: best.outOfFold,
    losses: best.losses,
    rounds: best.round,
  };
}

/** Tables of pairs on top of curves fitted before on the same task; the curves stay as they are. */
export async function addPairs(
  task: BoostingTask,
  curves: FittedBoosting,
  settings: Partial<BoostingSettings> = {},
): Promise<FittedBoosting> {
  const options: BoostingSettings = { ...boostingDefaults, ...settings, interactions: "pairs" };
  const bags = bagsOf(task, options, curves.model);
  const best = await boostTogether(task, bags, options);
  const model = modelOf(bags);
  model.bags.forEach((bag, b) => (bag.curves = curves.model.bags[b].curves));
  return { model, outOfFold: best.outOfFold, losses: best.losses, rounds: best.round };
}

/** Once more on all rows, a given number of rounds, once per seed: what the folds held out is learned from as well. */
export async function boostWhole(
  task: BoostingTask,
  settings: Partial<BoostingSettings>,
  rounds: number,
  seeds: number,
): Promise<BoostedModel> {
  const options = { ...boostingDefaults, ...settings };
  const binnings = fitTableBins(task.table, task.rows, options.bins);
  const train = task.table.columns.map((column, c) => binned(column, binnings[c], task.rows));
  const loss = task.lossOf(task.rows);
  const bags: BoostedBag[] = [];
  const pace = paceOf(task);
  for (let seed = 0; seed < seeds; seed++) {
    const booster = boosterOf(
      {
        train,
        held: [],
        columns: cutColumns(binnings, options.monotone),
        loss,
        seed: task.seed + 101 * (seed + 1),
      },
      options,
    );
    for (let round = 0; round < rounds; round++) {
      booster.round();
      await pace(seed * rounds + round, seeds * rounds);
    }
    bags.push({ start: loss.start, binnings, ...booster.parts() });
  }
  return { bags };
}

const modelOf = (bags: readonly Bag[]): BoostedModel => ({
  bags: bags.map(({ binnings, parts, data }) => ({ start: data.loss.start, binnings, ...parts })),
});

function bagsOf(task: BoostingTask, options: BoostingSettings, begun?: BoostedModel): Bag[] {
  const { table, rows, innerFold, innerFolds, lossOf, seed } = task;
  const bags: Bag[] = [];
  for (let fold = 0; fold < innerFolds; fold++) {
    const inside = rows.filter((_, i) => innerFold[i] !== fold);
    const held = Int32Array.from(rows.keys()).filter((i) => innerFold[i] === fold);
    if (inside.length === 0 || held.length === 0) continue;
    const heldRows = held.map((i) => rows[i]);
    const before = begun?.bags[bags.length];
    const binnings = before?.binnings ?? fitTableBins(table, inside, options.bins);
    const loss = lossOf(inside);
    const train = table.columns.map((column, c) => binned(column, binnings[c], inside));
    const heldBins = table.columns.map((column, c) => binned(column, binnings[c], heldRows));
    const data: BoosterData = {
      train,
      held: heldBins,
      columns: cutColumns(binnings, options.monotone),
      loss,
      seed: seed + fold,
      ...(before && {
        from: {
          train: bagScores(before, train, inside.length),
          held: bagScores(before, heldBins, held.length),
        },
      }),
    };
    const booster = boosterOf(data, options);
    bags.push({ held, binnings, data, heldLoss: lossOf(heldRows), booster, parts: booster.parts() });
  }
  return bags;
}

function boosterOf(data: BoosterData, options: BoostingSettings): Booster {
  if (options.interactions === "all") return new TreeBooster(data, options);
  if (options.interactions === "pairs") return new PairBooster(data, options, options.pairs);
  return new AdditiveBooster(data, options);
}

/** Milliseconds of work between two pauses. */
const betweenPauses = 40;

/** After every round: now and then lets others work, hears of cancelling and says how far it is. */
function paceOf({ pause, signal, onProgress }: BoostingTask): (round: number, most: number) => Promise<void> {
  let rested = performance.now();
  return async (round, most) => {
    if (performance.now() - rested < betweenPauses) return;
    await (pause?.() ?? new Promise<void>((resolve) => setImmediate(resolve)));
    signal?.throwIfAborted();
    onProgress?.(round, most);
    rested = performance.now();
  };
}

async function boostTogether(
  task: BoostingTask,
  bags: Bag[],
  { rounds, patience }: BoostingSettings,
): Promise<{ round: number; losses: number[]; outOfFold: Float64Array }> {
  const weight = bags.reduce((sum, { heldLoss }) => sum + heldLoss.weight, 0);
  const losses: number[] = [];
  let best: { loss: number; round: number; outOfFold: Float64Array } = {
    loss: Infinity,
    round: 0,
    outOfFold: new Float64Array(0),
  };
  const pace = paceOf(task);
  // a column that gives the answer away would go on for ever: a thousandth of the first loss is as good as none
  const isDone = (): boolean => losses.length > 0 && best.loss <= 1e-3 * losses[0];
  for (let round = 0; round <= rounds && round - best.round <= patience && !isDone(); round++) {
    if (round > 0) for (const { booster } of bags) booster.round();
    let loss = 0;
    for (const { heldLoss, booster } of bags)
      if (heldLoss.weight > 0) loss += (heldLoss.mean(booster.held) * heldLoss.weight) / weight;
    losses.push(loss);
    if (loss < best.loss - 1e-9) {
      best = { loss, round, outOfFold: outOfFold(bags, task.rows.length) };
      for (const bag of bags) bag.parts = bag.booster.parts();
    }
    await pace(round, rounds);
  }
  task.onProgress?.(rounds, rounds);
  return { ...best, losses };
}

function outOfFold(bags: readonly Bag[], rows: number): Float64Array {
  const scores = new Float64Array(rows);
  for (const { held, booster } of bags) held.forEach((position, i) => (scores[position] = booster.held[i]));
  return scores;
}
