// A glass box already learned → tables of the few pairs of columns that matter together, on top of it (GA²M; Lou, Caruana, Gehrke
// & Hooker 2013): pairs ranked on all rows, boosted in one bag per fold of persons, stopped where the held-out loss is least.
// Every table is counted from its mean over the rows, so that the sum stays exact and can be read part by part.
import { cutColumns } from "./best-cut.js";
import { binned, fitTableBins, type Binning } from "./bins.js";
import type { BoosterData, BoosterOptions, PairSurface } from "./booster.js";
import { logisticLoss } from "./boosting-loss.js";
import type { Column, FlatTable } from "./flat-table.js";
import { PairBooster, rankPairs } from "./pair-boosting.js";

/** Effect on the logit of two columns together. Plain JSON. */
export interface PairTable {
  /** Columns of the table it was learned from. */
  a: number;
  b: number;
  axes: [Binning, Binning];
  /** Row-major, a down; the last cell of an axis is for missing and unseen values. */
  values: number[];
  /** Mean over the training rows: what a contribution is counted from. */
  centre: number;
}

export interface PairTask {
  table: FlatTable;
  /** Rows to learn from, with 0/1 outcome, weight in the whole, and logit so far (on the scale of these rows) of each. */
  rows: Int32Array;
  y: Uint8Array;
  weights: Float64Array;
  from: Float64Array;
  seed: number;
}

export interface FittedPairs {
  tables: PairTable[];
  rounds: number;
  /** The same pairs and rounds on other rows. */
  again(rows: Pick<PairTask, "rows" | "y" | "weights" | "from">): PairTable[];
}

const mostPairs = 5;
const mostRounds = 200;
const patience = 10;
/** Steps of a number along a table: coarser than a curve's, since two columns share the rows. */
const steps = 12;
const options: BoosterOptions = {
  learningRate: 0.1,
  leastLeaf: 20,
  penalty: 3,
  categoryPenalty: 10,
  categorySmoothing: 10,
  leaves: 4,
  columnsPerGradient: 1,
  rowShare: 1,
  columnShare: 1,
};

/** `fold`: of each of the rows; a person's rows are in one. No tables where none lowers the held-out loss. */
export function fitPairTables(task: PairTask, fold: Uint8Array, folds: number): FittedPairs {
  const binnings = fitTableBins(task.table, task.rows, steps);
  const all = Int32Array.from(task.rows.keys());
  const whole = dataOf(task, binnings, all, all.subarray(0, 0));
  const slopes = new Float32Array(2 * all.length);
  whole.loss.derivatives(task.from, slopes);
  const pairs = rankPairs(whole, slopes, options).slice(0, mostPairs);
  const bags = Array.from({ length: pairs.length > 0 ? folds : 0 }, (_, f) => {
    const held = all.filter((i) => fold[i] === f);
    const data = dataOf(
      task,
      binnings,
      all.filter((i) => fold[i] !== f),
      held,
    );
    const heldLoss = logisticLoss(held.map((i) => task.y[i]));
    return { booster: new PairBooster(data, options, pairs), heldLoss };
  }).filter(({ heldLoss }) => heldLoss.rows > 0);
  const surfaces = (): PairSurface[][] => bags.map(({ booster }) => booster.parts().surfaces!);
  let best = { loss: Infinity, rounds: 0, surfaces: surfaces() };
  for (let round = 0; bags.length > 0 && round <= mostRounds && round - best.rounds <= patience; round++) {
    let loss = 0;
    for (const { booster, heldLoss } of bags) {
      if (round > 0) booster.round();
      loss += heldLoss.mean(booster.held) * heldLoss.weight;
    }
    if (loss < best.loss * (1 - 1e-6)) best = { loss, rounds: round, surfaces: surfaces() };
  }
  const { rounds } = best;
  return {
    rounds,
    tables: rounds > 0 ? tablesOf(task, binnings, best.surfaces) : [],
    again(rows) {
      if (rounds === 0) return [];
      const other = { ...task, ...rows };
      const every = Int32Array.from(other.rows.keys());
      const booster = new PairBooster(dataOf(other, binnings, every, every.subarray(0, 0)), options, pairs);
      for (let round = 0; round < rounds; round++) booster.round();
      return tablesOf(other, binnings, [booster.parts().surfaces!]);
    },
  };
}

function dataOf(
  { table, rows, y, from, seed }: PairTask,
  binnings: readonly Binning[],
  inside: Int32Array,
  held: Int32Array,
): BoosterData {
  const bins = (positions: Int32Array) =>
    table.columns.map((column, c) =>
      binned(
        column,
        binnings[c],
        positions.map((i) => rows[i]),
      ),
    );
  const logits = (positions: Int32Array) => Float64Array.from(positions, (i) => from[i]);
  return {
    train: bins(inside),
    held: bins(held),
    columns: cutColumns(binnings),
    loss: logisticLoss(inside.map((i) => y[i])),
    from: { train: logits(inside), held: logits(held) },
    seed,
  };
}

/** Mean of the bags' tables, by bins instead of cells. */
function tablesOf(task: PairTask, binnings: readonly Binning[], bags: readonly PairSurface[][]): PairTable[] {
  const total = task.weights.reduce((sum, weight) => sum + weight, 0);
  return bags[0].map(({ a, b }, p) => {
    const [down, across] = [binnings[a].bins + 1, binnings[b].bins + 1];
    const values = Array.from({ length: down * across }, () => 0);
    for (const surfaces of bags) {
      const { cellOfA, cellOfB, across: cells, values: own } = surfaces[p];
      for (let i = 0; i < down; i++)
        for (let j = 0; j < across; j++)
          values[i * across + j] += own[cellOfA[i] * cells + cellOfB[j]] / bags.length;
    }
    const made: PairTable = { a, b, axes: [binnings[a], binnings[b]], values, centre: 0 };
    pairEffects(made, task.table.columns, task.rows).forEach(
      (effect, i) => (made.centre += (task.weights[i] * effect) / total),
    );
    return made;
  });
}

/** Effects on the logits of rows, before they are centred. */
export function pairEffects(
  { a, b, axes, values }: PairTable,
  columns: readonly Column[],
  rows: ArrayLike<number>,
): Float64Array {
  const binsA = binned(columns[a], axes[0], rows);
  const binsB = binned(columns[b], axes[1], rows);
  const across = axes[1].bins + 1;
  return Float64Array.from(binsA, (bin, i) => values[bin * across + binsB[i]]);
}
