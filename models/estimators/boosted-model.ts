// A boosted model as plain numbers → scores of the rows of any table with its columns, and their exact parts.
import { binned, type Binning } from "./bins.js";
import type { BoostedParts, PairSurface } from "./booster.js";
import type { FlatTable } from "./flat-table.js";
import { addTree } from "./tree-boosting.js";

/** Plain numbers and texts throughout: stored as JSON. */
export interface BoostedModel {
  bags: BoostedBag[];
}

export interface BoostedBag extends BoostedParts {
  start: number;
  binnings: Binning[];
}

/** Scores of rows of any table that has the model's columns in its order: the mean over the bags. */
export function boostedScores(
  { bags }: BoostedModel,
  table: FlatTable,
  rows: ArrayLike<number>,
): Float64Array {
  const scores = new Float64Array(rows.length);
  for (const bag of bags) {
    const bins = table.columns.map((column, c) => binned(column, bag.binnings[c], rows));
    bagScores(bag, bins, rows.length).forEach((score, i) => (scores[i] += score / bags.length));
  }
  return scores;
}

/** Scores of one bag for rows given by their bins. */
export function bagScores(bag: BoostedBag, bins: readonly Uint8Array[], rows: number): Float64Array {
  const scores = new Float64Array(rows).fill(bag.start);
  bag.curves?.forEach((curve, c) => addCurve(curve, bins[c], scores));
  for (const surface of bag.surfaces ?? []) addSurface(surface, bins, scores);
  for (const tree of bag.trees ?? []) addTree(tree, bins, bag.binnings, scores);
  return scores;
}

function addCurve(curve: readonly number[], bins: Uint8Array, scores: Float64Array, share = 1): void {
  for (let i = 0; i < scores.length; i++) scores[i] += share * curve[bins[i]];
}

function addSurface(
  { a, b, cellOfA, cellOfB, across, values }: PairSurface,
  bins: readonly Uint8Array[],
  scores: Float64Array,
  share = 1,
): void {
  const [binsA, binsB] = [bins[a], bins[b]];
  for (let i = 0; i < scores.length; i++)
    scores[i] += share * values[cellOfA[binsA[i]] * across + cellOfB[binsB[i]]];
}

export interface ScoreParts {
  start: number;
  /** One per column. */
  columns: Float64Array[];
  /** One per pair of columns that any bag has. */
  pairs: { a: number; b: number; values: Float64Array }[];
}

/** The exact parts of a glass box's scores: start + columns + pairs = score, row by row. */
export function boostedParts({ bags }: BoostedModel, table: FlatTable, rows: ArrayLike<number>): ScoreParts {
  const share = 1 / bags.length;
  const zeros = () => new Float64Array(rows.length);
  const parts: ScoreParts = { start: 0, columns: table.columns.map(zeros), pairs: [] };
  for (const bag of bags) {
    if (bag.trees) throw new Error("boostedParts: leaf-wise trees have no exact parts per column");
    const bins = table.columns.map((column, c) => binned(column, bag.binnings[c], rows));
    parts.start += share * bag.start;
    bag.curves?.forEach((curve, c) => addCurve(curve, bins[c], parts.columns[c], share));
    for (const surface of bag.surfaces ?? []) {
      let pair = parts.pairs.find(({ a, b }) => a === surface.a && b === surface.b);
      if (!pair) parts.pairs.push((pair = { a: surface.a, b: surface.b, values: zeros() }));
      addSurface(surface, bins, pair.values, share);
    }
  }
  return parts;
}
