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
    this.#grower = new TreeGrower(rowMajorOf(data.train, n), data.train, data.columns, options);
    this.#all = Int32Array.from({ length: n }, (_, i) => i);
    this.#rows = new Int32Array(n);
  }

  round(): void {
    const { data } = this;
    data.loss.derivatives(this.scores, this.#derivatives);
    const tree = this.#grower.grow(this.#derivatives, this.#someRows(), this.#someColumns());
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
    addTree(tree, data.train, data.columns, this.scores);
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

function rowMajorOf(columns: readonly Uint8Array[], rows: number): Uint8Array {
  const width = columns.length;
  const out = new Uint8Array(rows * width);
  columns.forEach((bins, c) => {
    for (let i = 0, at = c; i < rows; i++, at += width) out[at] = bins[i];
  });
  return out;
}

/** Adds the tree's value for each row to its score. */
export function addTree(
  tree: BinTree,
  bins: readonly Uint8Array[],
  columns: readonly Pick<CutColumn, "bins">[],
  scores: Float64Array,
): void {
  const { column, left, right, value } = tree;
  const tables = column.map((c, node) =>
    c < 0
      ? undefined
      : leftTable(
          { below: tree.below[node], leftBins: tree.leftBins[node], isMissingLeft: tree.isMissingLeft[node] },
          columns[c],
        ),
  );
  for (let i = 0; i < scores.length; i++) {
    let node = 0;
    for (let table = tables[0]; table; table = tables[node])
      node = table[bins[column[node]][i]] ? left[node] : right[node];
    scores[i] += value[node];
  }
}
