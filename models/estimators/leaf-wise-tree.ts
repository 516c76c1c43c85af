// Bins, slopes and curvatures of rows → one tree, grown leaf by leaf where the loss falls most (Shi 2007; LightGBM).
// Histograms of the smaller side are counted, those of the larger are what is left over.
import { type CutColumn, CutFinder, perBin } from "./best-cut.js";
import type { BinTree, BoosterOptions } from "./booster.js";
import { HistogramMemory } from "./histogram-memory.js";

/** The memory of a tree's growth, kept from tree to tree. */
export class TreeGrower {
  readonly #offsets: Int32Array;
  readonly #memory: HistogramMemory;
  readonly #finder: CutFinder;
  readonly #spare: Int32Array;

  constructor(
    columnMajor: readonly Uint8Array[],
    private readonly columns: readonly CutColumn[],
    private readonly options: BoosterOptions,
  ) {
    this.#offsets = new Int32Array(columns.length);
    let width = 0;
    columns.forEach(({ bins }, c) => {
      this.#offsets[c] = width;
      width += (bins + 1) * perBin;
    });
    this.#memory = new HistogramMemory(columnMajor, this.#offsets, width, options.leaves);
    this.#finder = new CutFinder(options);
    this.#spare = new Int32Array(columnMajor[0]?.length ?? 0);
  }

  /** To be filled before a tree grows: slope and curvature of row i at [2i] and [2i + 1]. */
  get derivatives(): Float32Array {
    return this.#memory.derivatives;
  }

  /** To be filled before a tree grows: the rows to grow on come first. */
  get rows(): Int32Array {
    return this.#memory.rows;
  }

  /**
   * Grows on the first `count` of `rows` (reordered: rows of a leaf end up side by side) and the columns `used`; `atLeaf` is told
   * where the rows of each leaf stand and what it adds.
   */
  grow(
    count: number,
    used: Int32Array,
    atLeaf?: (from: number, to: number, value: number) => void,
  ): BinTree | undefined {
    const rows = this.rows;
    const root: Leaf = {
      node: 0,
      from: 0,
      to: count,
      histogram: 0,
      slope: 0,
      curvature: 0,
      rows: count,
      lower: -Infinity,
      upper: Infinity,
      gain: 0,
      cut: undefined,
    };
    this.#count(root, used);
    this.#addUp(root, used[0]);
    this.#lookForCut(root, used);
    if (!root.cut) return undefined;
    const tree: BinTree = {
      column: [],
      below: [],
      leftBins: [],
      isMissingLeft: [],
      left: [],
      right: [],
      value: [],
    };
    addNode(tree, 0);
    const leaves = [root];
    while (leaves.length < this.options.leaves) {
      let best: Leaf | undefined;
      for (const leaf of leaves) if (leaf.cut && (!best || leaf.gain > best.gain)) best = leaf;
      if (!best) break;
      const [left, right] = this.#split(tree, best, rows, used, leaves.length + 1 < this.options.leaves);
      leaves.splice(leaves.indexOf(best), 1, left, right);
    }
    if (atLeaf) for (const { node, from, to } of leaves) atLeaf(from, to, tree.value[node]);
    return tree;
  }

  #count({ from, to, histogram: index }: Leaf, used: Int32Array): void {
    const histogram = this.#memory.histograms[index];
    const offsets = this.#offsets;
    for (let u = 0; u < used.length; u++) {
      const c = used[u];
      histogram.fill(0, offsets[c], offsets[c] + (this.columns[c].bins + 1) * perBin);
    }
    this.#memory.count(index, from, to, used);
  }

  #lookForCut(leaf: Leaf, used: Int32Array): void {
    const finder = this.#finder;
    const histogram = this.#memory.histograms[leaf.histogram];
    leaf.cut = undefined;
    leaf.gain = 0;
    if (leaf.rows < 2 * this.options.leastLeaf) return;
    for (let u = 0; u < used.length; u++) {
      const c = used[u];
      const column = this.columns[c];
      const range = { from: 0, to: column.bins, hasMissing: true };
      if (!finder.find(histogram, this.#offsets[c], column, range, leaf, leaf.lower, leaf.upper)) continue;
      if (finder.gain <= leaf.gain) continue;
      leaf.gain = finder.gain;
      leaf.cut = {
        column: c,
        below: finder.at,
        leftBins: column.isCategory ? Array.from(finder.order.subarray(0, finder.at)) : null,
        isMissingLeft: finder.isMissingLeft,
        leftValue: finder.leftValue,
        rightValue: finder.rightValue,
        leftSlope: finder.leftSlope,
        leftCurvature: finder.leftCurvature,
        leftRows: finder.leftRows,
      };
    }
  }

  #split(tree: BinTree, leaf: Leaf, rows: Int32Array, used: Int32Array, goesOn: boolean): [Leaf, Leaf] {
    const cut = leaf.cut!;
    const column = this.columns[cut.column];
    const middle = this.#partition(rows, leaf, cut);
    const rate = this.options.learningRate;
    tree.column[leaf.node] = cut.column;
    tree.below[leaf.node] = cut.below;
    tree.leftBins[leaf.node] = cut.leftBins;
    tree.isMissingLeft[leaf.node] = cut.isMissingLeft;
    tree.left[leaf.node] = addNode(tree, rate * cut.leftValue);
    tree.right[leaf.node] = addNode(tree, rate * cut.rightValue);
    const between = (cut.leftValue + cut.rightValue) / 2;
    const left: Leaf = {
      ...leaf,
      node: tree.left[leaf.node],
      to: middle,
      slope: cut.leftSlope,
      curvature: cut.leftCurvature,
      rows: cut.leftRows,
      upper: column.direction > 0 ? between : leaf.upper,
      lower: column.direction < 0 ? between : leaf.lower,
      cut: undefined,
      gain: 0,
    };
    const right: Leaf = {
      ...leaf,
      node: tree.right[leaf.node],
      from: middle,
      slope: leaf.slope - cut.leftSlope,
      curvature: leaf.curvature - cut.leftCurvature,
      rows: leaf.rows - cut.leftRows,
      lower: column.direction > 0 ? between : leaf.lower,
      upper: column.direction < 0 ? between : leaf.upper,
      cut: undefined,
      gain: 0,
    };
    if (!goesOn) return [left, right];
    const [small, large] = left.rows <= right.rows ? [left, right] : [right, left];
    const least = 2 * this.options.leastLeaf;
    if (large.rows < least) return [left, right];
    // every split adds two nodes, so half the node number is a free place
    small.histogram = tree.column.length >> 1;
    this.#count(small, used);
    this.#takeOff(large.histogram, small.histogram, used);
    this.#lookForCut(left, used);
    this.#lookForCut(right, used);
    return [left, right];
  }

  /** Slope and curvature of all rows of a leaf: the sums over the bins of any one column. */
  #addUp(leaf: Leaf, column: number): void {
    const histogram = this.#memory.histograms[leaf.histogram];
    const begin = this.#offsets[column];
    for (let at = begin; at < begin + (this.columns[column].bins + 1) * perBin; at += perBin) {
      leaf.slope += histogram[at];
      leaf.curvature += histogram[at + 1];
    }
  }

  #takeOff(from: number, what: number, used: Int32Array): void {
    const [a, b] = [this.#memory.histograms[from], this.#memory.histograms[what]];
    for (let u = 0; u < used.length; u++) {
      const begin = this.#offsets[used[u]];
      const end = begin + (this.columns[used[u]].bins + 1) * perBin;
      for (let i = begin; i < end; i++) a[i] -= b[i];
    }
  }

  /** Rows that go left first, each side in its old order; returns where the right side begins. */
  #partition(rows: Int32Array, { from, to }: Leaf, cut: Cut): number {
    const goesLeft = leftTable(cut, this.columns[cut.column]);
    return partition(rows, from, to, this.#memory.columns[cut.column], goesLeft, this.#spare);
  }
}

/**
 * Rows `from … to − 1` whose bin goes left first, each side in its old order; returns where the right side begins. `spare` holds as
 * many rows at least. Both sides are written and one of them steps on: which side is a toss-up that no processor foresees.
 */
export function partition(
  rows: Int32Array,
  from: number,
  to: number,
  bins: Uint8Array,
  goesLeft: Uint8Array,
  spare: Int32Array,
): number {
  let left = from;
  let right = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i];
    const isLeft = goesLeft[bins[row]];
    rows[left] = row;
    spare[right] = row;
    left += isLeft;
    right += 1 - isLeft;
  }
  for (let i = 0; i < right; i++) rows[left + i] = spare[i];
  return left;
}

/** Bin → 1 when it goes left. */
export function leftTable(
  { below, leftBins, isMissingLeft }: { below: number; leftBins: number[] | null; isMissingLeft: boolean },
  { bins }: { bins: number },
): Uint8Array {
  const goesLeft = new Uint8Array(256);
  if (leftBins) for (const bin of leftBins) goesLeft[bin] = 1;
  else {
    goesLeft.fill(1, 0, below);
    goesLeft[bins] = isMissingLeft ? 1 : 0;
  }
  return goesLeft;
}

interface Cut {
  column: number;
  below: number;
  leftBins: number[] | null;
  isMissingLeft: boolean;
  leftValue: number;
  rightValue: number;
  leftSlope: number;
  leftCurvature: number;
  leftRows: number;
}

interface Leaf {
  node: number;
  from: number;
  to: number;
  histogram: number;
  slope: number;
  curvature: number;
  rows: number;
  lower: number;
  upper: number;
  gain: number;
  cut: Cut | undefined;
}

function addNode(tree: BinTree, value: number): number {
  tree.column.push(-1);
  tree.below.push(0);
  tree.leftBins.push(null);
  tree.isMissingLeft.push(false);
  tree.left.push(-1);
  tree.right.push(-1);
  tree.value.push(value);
  return tree.value.length - 1;
}
