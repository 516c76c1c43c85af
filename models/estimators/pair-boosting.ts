// Curves already learned → tables of the few pairs of columns that matter together (GA²M; Lou, Caruana, Gehrke & Hooker 2013).
// FAST: every pair is judged on a coarse grid by what four quadrants save beyond one cut; the best are boosted in turns.
import type { CutColumn } from "./best-cut.js";
import {
  type BoostedParts,
  type Booster,
  type BoosterData,
  type BoosterOptions,
  startScores,
} from "./booster.js";
import { bestPairTree, type PairHistogram } from "./pair-tree.js";
import { random } from "./random.js";

/** Cells of a column when pairs are ranked, and when they are boosted: at most, and about 8 rows in a cell of the table. */
const coarse = 8;
const fineFor = (rows: number): number => Math.min(24, Math.max(coarse, Math.floor(Math.sqrt(rows / 8))));
/** Rows that are enough to rank pairs by. */
const rowsForRanking = 10_000;

interface Grid {
  cells: number;
  /** Bin → cell. The missing of a number have the last cell for themselves. */
  cellOf: Uint8Array;
}

/** Each round visits every chosen pair once. Starts from the scores in `data.from`. */
export class PairBooster implements Booster {
  readonly scores: Float64Array;
  readonly held: Float64Array;
  readonly #pairs: {
    a: number;
    b: number;
    grids: [Grid, Grid];
    histogram: PairHistogram;
    values: Float64Array;
    train: Uint16Array;
    held: Uint16Array;
  }[];
  readonly #derivatives: Float32Array;

  constructor(
    private readonly data: BoosterData,
    private readonly options: BoosterOptions,
    /** Pairs of columns, or how many of the best. */
    wanted: number | readonly (readonly [number, number])[],
  ) {
    const start = startScores(data);
    this.scores = start.train;
    this.held = start.held;
    this.#derivatives = new Float32Array(2 * data.loss.rows);
    data.loss.derivatives(this.scores, this.#derivatives);
    const fine = fineFor(data.loss.rows);
    const grids = data.columns.map((column, c) => gridOf(column, data.train[c], fine));
    const pairs =
      typeof wanted === "number" ? rankPairs(data, this.#derivatives, options).slice(0, wanted) : wanted;
    this.#pairs = pairs.map(([a, b]) => {
      const [gridA, gridB] = [grids[a], grids[b]];
      return {
        a,
        b,
        grids: [gridA, gridB],
        histogram: emptyHistogram(data.columns[a], data.columns[b], gridA, gridB),
        values: new Float64Array(gridA.cells * gridB.cells),
        train: cellsOf(data.train[a], data.train[b], gridA, gridB),
        held: cellsOf(data.held[a], data.held[b], gridA, gridB),
      };
    });
  }

  round(): void {
    const { data, options, scores, held } = this;
    for (const { histogram, values, train, held: heldCells } of this.#pairs) {
      data.loss.derivatives(scores, this.#derivatives);
      count(histogram, train, this.#derivatives);
      const tree = bestPairTree(histogram, options);
      if (!tree) continue;
      const step = tree.step.map((value) => options.learningRate * value);
      for (let cell = 0; cell < values.length; cell++) values[cell] += step[cell];
      for (let i = 0; i < scores.length; i++) scores[i] += step[train[i]];
      for (let i = 0; i < held.length; i++) held[i] += step[heldCells[i]];
    }
  }

  parts(): BoostedParts {
    return {
      surfaces: this.#pairs.map(({ a, b, grids, values }) => ({
        a,
        b,
        cellOfA: Array.from(grids[0].cellOf),
        cellOfB: Array.from(grids[1].cellOf),
        across: grids[1].cells,
        values: Array.from(values),
      })),
    };
  }
}

/** All pairs, the one that saves most beyond single cuts first. */
export function rankPairs(
  { train, columns, loss, seed }: BoosterData,
  derivatives: Float32Array,
  options: BoosterOptions,
): [number, number][] {
  const rows = someRows(loss.rows, seed);
  const grids = columns.map((column, c) => gridOf(column, train[c], coarse));
  const bins = train.map((column) => Uint8Array.from(rows, (row) => column[row]));
  const slopes = new Float32Array(2 * rows.length);
  rows.forEach((row, i) => {
    slopes[2 * i] = derivatives[2 * row];
    slopes[2 * i + 1] = derivatives[2 * row + 1];
  });
  const ranked: { pair: [number, number]; gain: number }[] = [];
  for (let a = 0; a < columns.length; a++)
    for (let b = a + 1; b < columns.length; b++) {
      const histogram = emptyHistogram(columns[a], columns[b], grids[a], grids[b]);
      count(histogram, cellsOf(bins[a], bins[b], grids[a], grids[b]), slopes);
      ranked.push({ pair: [a, b], gain: bestPairTree(histogram, options)?.gain ?? 0 });
    }
  return ranked
    .filter(({ gain }) => gain > 0)
    .sort((x, y) => y.gain - x.gain)
    .map(({ pair }) => pair);
}

function someRows(rows: number, seed: number): Int32Array {
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  return rows <= rowsForRanking ? all : random(seed).shuffle(all).slice(0, rowsForRanking);
}

/** Bins with about the same number of rows share a cell; a category keeps its most frequent levels. */
function gridOf({ bins, isCategory }: CutColumn, train: Uint8Array, most: number): Grid {
  const counts = new Float64Array(bins + 1);
  for (let i = 0; i < train.length; i++) counts[train[i]]++;
  const cellOf = new Uint8Array(256);
  if (isCategory) {
    const frequent = [...counts.keys()]
      .filter((bin) => counts[bin] > 0)
      .sort((a, b) => counts[b] - counts[a] || a - b);
    const kept = frequent.slice(0, most);
    cellOf.fill(kept.length);
    kept.forEach((bin, cell) => (cellOf[bin] = cell));
    return { cells: kept.length + 1, cellOf };
  }
  const present = train.length - counts[bins];
  let [cell, filled, done] = [0, 0, 0];
  for (let bin = 0; bin < bins; bin++) {
    cellOf[bin] = cell;
    filled += counts[bin];
    if (cell < most - 1 && filled > 0 && filled >= (present - done) / (most - cell)) {
      cell++;
      done += filled;
      filled = 0;
    }
  }
  // a last cell without rows would stand for nobody
  if (filled === 0 && cell > 0) {
    cell--;
    for (let bin = 0; bin < bins; bin++) cellOf[bin] = Math.min(cellOf[bin], cell);
  }
  cellOf.fill(cell + 1, bins);
  return { cells: cell + 2, cellOf };
}

const emptyHistogram = (a: CutColumn, b: CutColumn, gridA: Grid, gridB: Grid): PairHistogram => ({
  sums: new Float64Array(gridA.cells * gridB.cells * 3),
  down: gridA.cells,
  across: gridB.cells,
  isDownCategory: a.isCategory,
  isAcrossCategory: b.isCategory,
});

function cellsOf(a: Uint8Array, b: Uint8Array, gridA: Grid, gridB: Grid): Uint16Array {
  const out = new Uint16Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = gridA.cellOf[a[i]] * gridB.cells + gridB.cellOf[b[i]];
  return out;
}

function count({ sums }: PairHistogram, cells: Uint16Array, derivatives: Float32Array): void {
  sums.fill(0);
  for (let i = 0; i < cells.length; i++) {
    const at = cells[i] * 3;
    sums[at] += derivatives[2 * i];
    sums[at + 1] += derivatives[2 * i + 1];
    sums[at + 2]++;
  }
}
