// Binned columns and a loss → a sum of leaf-wise trees over all columns together: the black box that the glass box must stand
// beside. Gradient boosting after Friedman 2001 with Newton leaves, samples of rows and columns per tree.
import type { CutColumn } from "./best-cut.js";
import {
  type BinTree,
  type BoostedParts,
  type Booster,
  type BoosterData,
  type BoosterOptions,
  startScores,
} from "./booster.js";
import { leftTable, TreeGrower } from "./leaf-wise-tree.js";
import { random, type Random } from "./random.js";

/** Each round adds one tree. */
export class TreeBooster implements Booster {
  readonly scores: Float64Array;
  readonly held: Float64Array;
  readonly #trees: BinTree[] = [];
  readonly #derivatives: Float32Array;
  readonly #random: Random;
  readonly #grower: TreeGrower;
  readonly #all: Int32Array;
  readonly #rows: Int32Array;

  constructor(
    private readonly data: BoosterData,
    private readonly options: BoosterOptions,
  ) {
    const start = startScores(data);
    this.scores = start.train;
    this.held = start.held;
    const n = data.loss.rows;
    this.#derivatives = new Float32Array(2 * n);
    this.#random = random(data.seed);
    this.#grower = new TreeGrower(data.train, data.columns, options);
    this.#all = Int32Array.from({ length: n }, (_, i) => i);
    this.#rows = new Int32Array(n);
  }

  round(): void {
    const { data } = this;
    data.loss.derivatives(this.scores, this.#derivatives);
    const rows = this.#someRows();
    const isAll = rows.length === this.scores.length;
    const tree = this.#grower.grow(
      this.#derivatives,
      rows,
      this.#someColumns(),
      isAll ? (from, to, value) => addToRows(this.scores, rows, from, to, value) : undefined,
    );
    if (!tree) {
      this.#trees.push({
        column: [-1],
        below: [0],
        leftBins: [null],
        isMissingLeft: [false],
        left: [-1],
        right: [-1],
        value: [0],
      });
      return;
    }
    this.#trees.push(tree);
    if (!isAll) addTree(tree, data.train, data.columns, this.scores);
    addTree(tree, data.held, data.columns, this.held);
  }

  parts(): BoostedParts {
    return { trees: this.#trees.slice() };
  }

  /** A share of the rows, in order: rows stand near each other in memory. */
  #someRows(): Int32Array {
    const { rowShare } = this.options;
    const rows = this.#rows;
    if (rowShare >= 1) {
      rows.set(this.#all);
      return rows;
    }
    let [n, left] = [0, Math.max(1, Math.round(rowShare * rows.length))];
    for (let i = 0; i < rows.length && left > 0; i++)
      if (this.#random.uniform() * (rows.length - i) < left) {
        rows[n++] = i;
        left--;
      }
    return rows.subarray(0, n);
  }

  #someColumns(): Int32Array {
    const columns = this.data.columns.map((_, c) => c);
    const { columnShare } = this.options;
    if (columnShare >= 1) return Int32Array.from(columns);
    const few = Math.max(1, Math.round(columnShare * columns.length));
    return Int32Array.from(this.#random.shuffle(columns).slice(0, few)).sort();
  }
}

/** Adds the tree's value for each row to its score. */
export function addTree(
  tree: BinTree,
  bins: readonly Uint8Array[],
  columns: readonly Pick<CutColumn, "bins">[],
  scores: Float64Array,
): void {
  const nodes = tree.column.length;
  const column = Int32Array.from(tree.column);
  const next = new Int32Array(2 * nodes);
  const goesLeft = new Uint8Array(256 * nodes);
  for (let node = 0; node < nodes; node++) {
    if (column[node] < 0) continue;
    next[2 * node] = tree.right[node];
    next[2 * node + 1] = tree.left[node];
    const cut = {
      below: tree.below[node],
      leftBins: tree.leftBins[node],
      isMissingLeft: tree.isMissingLeft[node],
    };
    goesLeft.set(leftTable(cut, columns[column[node]]), 256 * node);
  }
  const value = Float64Array.from(tree.value);
  for (let i = 0; i < scores.length; i++) {
    let node = 0;
    for (let c = column[0]; c >= 0; c = column[node])
      node = next[2 * node + goesLeft[256 * node + bins[c][i]]];
    scores[i] += value[node];
  }
}

function addToRows(scores: Float64Array, rows: Int32Array, from: number, to: number, value: number): void {
  for (let i = from; i < to; i++) scores[rows[i]] += value;
}
