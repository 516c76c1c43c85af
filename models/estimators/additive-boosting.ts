// Binned columns and a loss → one curve per column whose sum is the score: cyclic boosting of trees on one column at a time.
// The glass box of Lou, Caruana and Gehrke 2012 (explainable boosting machine without pairs): every prediction is an exact
// sum of parts that a person can read.
import { type CutColumn, cutColumns, CutFinder, perBin } from "./best-cut.js";
import type { Binning } from "./bins.js";
import { logisticLoss } from "./boosting-loss.js";
import {
  type BoostedParts,
  type Booster,
  type BoosterData,
  type BoosterOptions,
  startScores,
} from "./booster.js";
import { random, type Random } from "./random.js";

/** Each round visits every column once, in a new order. */
export class AdditiveBooster implements Booster {
  readonly scores: Float64Array;
  readonly held: Float64Array;
  /** What each bin of each column adds, so far. */
  readonly curves: Float64Array[];
  readonly #derivatives: Float32Array;
  readonly #random: Random;
  readonly #histogram = new Float64Array(256 * perBin);
  readonly #step = new Float64Array(256);
  readonly #finder: CutFinder;

  constructor(
    private readonly data: BoosterData,
    private readonly options: BoosterOptions,
  ) {
    const start = startScores(data);
    this.scores = start.train;
    this.held = start.held;
    this.curves = data.columns.map(({ bins }) => new Float64Array(bins + 1));
    this.#derivatives = new Float32Array(2 * data.loss.rows);
    this.#random = random(data.seed);
    this.#finder = new CutFinder(options);
  }

  round(): void {
    const { data, options } = this;
    const order = this.#random.shuffle(data.columns.map((_, c) => c));
    order.forEach((column, i) => {
      if (i % options.columnsPerGradient === 0) data.loss.derivatives(this.scores, this.#derivatives);
      this.#boost(column);
    });
  }

  parts(): BoostedParts {
    return { curves: this.curves.map((curve) => Array.from(curve)) };
  }

  #boost(column: number): void {
    const { bins } = this.data.columns[column];
    const train = this.data.train[column];
    const histogram = this.#histogram;
    const derivatives = this.#derivatives;
    histogram.fill(0, 0, (bins + 1) * perBin);
    for (let i = 0; i < train.length; i++) {
      const at = train[i] * perBin;
      histogram[at] += derivatives[2 * i];
      histogram[at + 1] += derivatives[2 * i + 1];
      histogram[at + 2]++;
    }
    if (!this.#findStep(this.data.columns[column])) return;
    const step = this.#step;
    const curve = this.curves[column];
    for (let bin = 0; bin <= bins; bin++) curve[bin] += step[bin];
    const { scores, held } = this;
    for (let i = 0; i < scores.length; i++) scores[i] += step[train[i]];
    const heldBins = this.data.held[column];
    for (let i = 0; i < held.length; i++) held[i] += step[heldBins[i]];
  }

  /** A tree on one column, best leaf first → what it adds to each bin; bins without rows of their own are left alone. */
  #findStep(column: CutColumn): boolean {
    const finder = this.#finder;
    const first = this.#wholeColumn(column);
    if (!finder.find(this.#histogram, 0, column, first, first)) return false;
    const order = finder.order.slice();
    const leaves = this.#split(first);
    while (leaves.length < this.options.leaves) {
      let best = -1;
      let most = 0;
      leaves.forEach((leaf, i) => {
        leaf.gain ??= finder.find(this.#histogram, 0, column, leaf, leaf, leaf.lower, leaf.upper)
          ? finder.gain
          : 0;
        if (leaf.gain > most) [best, most] = [i, leaf.gain];
      });
      if (best < 0) break;
      const leaf = leaves[best];
      finder.find(this.#histogram, 0, column, leaf, leaf, leaf.lower, leaf.upper);
      leaves.splice(best, 1, ...this.#split(leaf, column.direction));
    }
    const step = this.#step;
    step.fill(0);
    for (const { from, to, hasMissing, value } of leaves) {
      const added = this.options.learningRate * value;
      for (let place = from; place < to; place++) {
        const bin = column.isCategory ? order[place] : place;
        if (this.#histogram[bin * perBin + 2] > 0) step[bin] = added;
      }
      if (hasMissing && !column.isCategory) step[column.bins] = added;
    }
    return true;
  }

  #wholeColumn({ bins, isCategory }: CutColumn): Leaf {
    const leaf: Leaf = {
      from: 0,
      to: bins,
      hasMissing: !isCategory && this.#histogram[bins * perBin + 2] > 0,
      slope: 0,
      curvature: 0,
      rows: 0,
      value: 0,
      lower: -Infinity,
      upper: Infinity,
    };
    let present = 0;
    for (let bin = 0; bin <= bins; bin++) {
      leaf.slope += this.#histogram[bin * perBin];
      leaf.curvature += this.#histogram[bin * perBin + 1];
      leaf.rows += this.#histogram[bin * perBin + 2];
      if (this.#histogram[bin * perBin + 2] > 0) present++;
    }
    if (isCategory) leaf.to = present;
    return leaf;
  }

  /** The two sides of the cut just found. */
  #split(leaf: Leaf, direction: -1 | 0 | 1 = 0): [Leaf, Leaf] {
    const finder = this.#finder;
    const { at, isMissingLeft, leftValue, rightValue } = finder;
    const middle = (leftValue + rightValue) / 2;
    const left: Leaf = {
      ...leaf,
      gain: undefined,
      to: at,
      hasMissing: leaf.hasMissing && isMissingLeft,
      keepsOrder: true,
      slope: finder.leftSlope,
      curvature: finder.leftCurvature,
      rows: finder.leftRows,
      value: leftValue,
      upper: direction > 0 ? middle : leaf.upper,
      lower: direction < 0 ? middle : leaf.lower,
    };
    const right: Leaf = {
      ...leaf,
      gain: undefined,
      from: at,
      hasMissing: leaf.hasMissing && !isMissingLeft,
      keepsOrder: true,
      slope: leaf.slope - left.slope,
      curvature: leaf.curvature - left.curvature,
      rows: leaf.rows - left.rows,
      value: rightValue,
      lower: direction > 0 ? middle : leaf.lower,
      upper: direction < 0 ? middle : leaf.upper,
    };
    return [left, right];
  }
}

interface Leaf {
  from: number;
  to: number;
  hasMissing: boolean;
  keepsOrder?: boolean;
  slope: number;
  curvature: number;
  rows: number;
  value: number;
  lower: number;
  upper: number;
  gain?: number;
}

export interface AdditiveOptions {
  learningRate: number;
  leastLeaf: number;
  penalty: number;
  categoryPenalty: number;
  columnsPerGradient: number;
  seed: number;
}

/** Curves of all columns: `curves[c][bin]` adds to the logit, the last bin is for missing and unseen values. */
export interface AdditiveModel {
  intercept: number;
  curves: Float64Array[];
}

/** One-cut trees on 0/1 outcomes, for callers that keep folds and rounds themselves. */
export class AdditiveBoosting {
  readonly model: AdditiveModel;
  readonly #booster: AdditiveBooster;

  constructor(
    binnings: readonly Binning[],
    columns: readonly Uint8Array[],
    y: ArrayLike<number>,
    intercept: number,
    { seed, ...options }: AdditiveOptions,
  ) {
    const loss = { ...logisticLoss(y), start: intercept };
    this.#booster = new AdditiveBooster(
      { train: columns, held: [], columns: cutColumns(binnings), loss, seed },
      { ...options, leaves: 2, categorySmoothing: 10, rowShare: 1, columnShare: 1 },
    );
    this.model = { intercept, curves: this.#booster.curves };
  }

  round(): void {
    this.#booster.round();
  }
}

/** Logits of rows given by their bins. */
export function additiveLogits(
  { intercept, curves }: AdditiveModel,
  columns: readonly Uint8Array[],
  rows: number,
): Float64Array {
  const logits = new Float64Array(rows).fill(intercept);
  columns.forEach((bins, c) => {
    const curve = curves[c];
    for (let i = 0; i < rows; i++) logits[i] += curve[bins[i]];
  });
  return logits;
}

/** Mean log loss of logits. */
export const logLossOf = (logits: Float64Array, y: ArrayLike<number>): number => logisticLoss(y).mean(logits);
