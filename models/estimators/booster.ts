// What every booster is given and gives: one fold's training rows and held rows as bins → scores that grow round by round.
import type { CutColumn, CutOptions } from "./best-cut.js";
import type { BoostingLoss } from "./boosting-loss.js";

export interface BoosterData {
  /** Bins of each column: of the rows to learn from, and of those held out. */
  train: readonly Uint8Array[];
  held: readonly Uint8Array[];
  columns: readonly CutColumn[];
  loss: BoostingLoss;
  /** Scores to start from, e.g. those of curves already learned; the loss's own start when left out. Not changed. */
  from?: { train: Float64Array; held: Float64Array };
  seed: number;
}

export interface BoosterOptions extends CutOptions {
  learningRate: number;
  /** Leaves of a tree at most. */
  leaves: number;
  /** Columns between two looks at the slopes, for a booster that visits one column after another. */
  columnsPerGradient: number;
  /** Shares of rows and columns that a tree sees, for a booster of whole trees. */
  rowShare: number;
  columnShare: number;
}

/** Plain numbers: what a booster adds to the score of a row given by its bins. */
export interface BoostedParts {
  /** `curves[c][bin]`, one per column. */
  curves?: number[][];
  surfaces?: PairSurface[];
  trees?: BinTree[];
}

/** A table of effects of two columns together. */
export interface PairSurface {
  a: number;
  b: number;
  /** Bin → cell of the table along a, and along b. */
  cellOfA: number[];
  cellOfB: number[];
  /** Cells along b. */
  across: number;
  /** Row-major, a down. */
  values: number[];
}

/** Node i: a leaf where `column[i]` < 0, else row goes to `left[i]` or `right[i]`. */
export interface BinTree {
  column: number[];
  /** Numbers: bins below this go left. */
  below: number[];
  /** Numbers: where the missing go; a category: the bins that go left. */
  leftBins: (number[] | null)[];
  isMissingLeft: boolean[];
  left: number[];
  right: number[];
  value: number[];
}

export interface Booster {
  round(): void;
  /** Scores after the rounds so far. */
  readonly scores: Float64Array;
  readonly held: Float64Array;
  /** The effects so far; later rounds do not change them. */
  parts(): BoostedParts;
}

export const startScores = (data: BoosterData): { train: Float64Array; held: Float64Array } => {
  const { from, loss, held } = data;
  const heldRows = held[0]?.length ?? 0;
  return from
    ? { train: from.train.slice(), held: from.held.slice() }
    : {
        train: new Float64Array(loss.rows).fill(loss.start),
        held: new Float64Array(heldRows).fill(loss.start),
      };
};
