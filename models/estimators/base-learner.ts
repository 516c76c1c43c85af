// What every learner of a flat table takes and gives: training rows with inner folds → out-of-fold logits and a
// function for new rows.
import type { FlatTable } from "./flat-table.js";

export interface LearningTask {
  table: FlatTable;
  /** 0 or 1, for all rows of the table. */
  y: Uint8Array;
  /** Rows to learn from. */
  rows: Int32Array;
  /** Inner fold of each of these rows, same order. */
  innerFold: Uint8Array;
  innerFolds: number;
  /** Group of every row of the table: rows that hang together, never split over folds. */
  group?: Int32Array;
  seed: number;
  /** Awaited now and then; throws to stop. */
  pause?: () => Promise<void>;
}

export interface FittedLearner {
  /** Logits of the training rows, each from a fit that had not seen its fold. */
  outOfFold: Float64Array;
  logits(rows: Int32Array): Float64Array;
  /** What was chosen, e.g. `{ C: 0.3 }`. */
  facts: Record<string, number | string>;
}

export interface BaseLearner {
  id: string;
  fit(task: LearningTask): FittedLearner;
}
