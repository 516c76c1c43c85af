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
import { leftTable, partition, TreeGrower } from "./leaf-wise-tree.js";
import { random, type Random } from "./random.js";

/** Each round adds one tree. */
export class TreeBooster implements Booster {
  readonly scores: Float64Array;
  readonly held: Float64Array;
  readonly #trees: BinTree[] = [];
  readonly #random: Random;
  readonly #grower: TreeGrower;
  readonly #all: Int32Array;

  constructor(
    private readonly data: BoosterData,
    private readonly options: BoosterOptions,
  ) {
    const start = startScores(data);
    this.scores = start.train;
    this.held = start.held;
    const n = data.loss.rows;
    this.#random = random(data.seed);
    this.#grower = new TreeGrower(data.train, data.columns, options);
    this.#all = Int32Array.from({ length: n }, (_, i) => i);
  }

  round(): void {
    const { data } = this;
    data.loss.derivatives(this.scores, this.#grower.derivatives);
    const { rows } = this.#grower;
    const count = this.#someRows(rows);
    const isAll = count === this.scores.length;
    const tree = this.#grower.grow(
      count,
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

  /** Writes a share of the rows, in order: rows stand near each other in memory. Returns how many. */
  #someRows(rows: Int32Array): number {
    const { rowShare } = this.options;
    if (rowShare >= 1) {
      rows.set(this.#all);
      return rows.length;
    }
    let [n, left] = [0, Math.max(1, Math.round(rowShare * rows.length))];
    for (let i = 0; i < rows.length && left > 0; i++)
      if (this.#random.uniform() * (rows.length - i) < left) {
        rows[n++] = i;
        left--;
      }
    return n;
  }

  #someColumns(): Int32Array {
    const columns = this.data.columns.map((_, c) => c);
    const { columnShare } = this.options;
    if (columnShare >= 1) return Int32Array.from(columns);
    const few = Math.max(1, Math.round(columnShare * columns.length));
    return Int32Array.from(this.#random.shuffle(columns).slice(0, few)).sort();
  }
}

/** Rows that go down a tree together: few enough to stay in near memory. */
const rowsTogether = 8192;

/** Adds the tree's value for each row to its score. Children stand after their parents in the tree. */
export function addTree(
  tree: BinTree,
  bins: readonly Uint8Array[],
  columns: readonly Pick<CutColumn, "bins">[],
  scores: Float64Array,
): void {
  const { column, below, leftBins, isMissingLeft, left, right, value } = tree;
  const goesLeft = column.map((c, node) =>
    c < 0
      ? undefined
      : leftTable(
          { below: below[node], leftBins: leftBins[node], isMissingLeft: isMissingLeft[node] },
          columns[c],
        ),
  );
  const most = Math.min(rowsTogether, scores.length);
  const [rows, spare] = [new Int32Array(most), new Int32Array(most)];
  // a node's rows stand side by side, from … to − 1
  const [from, to] = [new Int32Array(column.length), new Int32Array(column.length)];
  for (let begin = 0; begin < scores.length; begin += most) {
    to[0] = Math.min(most, scores.length - begin);
    for (let i = 0; i < to[0]; i++) rows[i] = begin + i;
    for (let node = 0; node < column.length; node++) {
      const sides = goesLeft[node];
      if (!sides) {
        addToRows(scores, rows, from[node], to[node], value[node]);
        continue;
      }
      const middle = partition(rows, from[node], to[node], bins[column[node]], sides, spare);
      from[left[node]] = from[node];
      to[left[node]] = middle;
      from[right[node]] = middle;
      to[right[node]] = to[node];
    }
  }
}

function addToRows(scores: Float64Array, rows: Int32Array, from: number, to: number, value: number): void {
  for (let i = from; i < to; i++) scores[rows[i]] += value;
}
