// Binned columns and outcomes → one curve per column whose sum is the logit: cyclic boosting of one-split trees.
// The glass box of Lou, Caruana and Gehrke 2012 (explainable boosting machine without pairs): every prediction is an exact
// sum of parts that a person can read. Newton leaves −G/(H + λ) on the log loss, as in gradient-boosted trees.
import type { Binning } from "./bins.js";
import { softplus } from "./logistic-regression.js";
import { random, type Random } from "./random.js";

export interface AdditiveOptions {
  learningRate: number;
  /** Rows that a leaf must have. */
  leastLeaf: number;
  /** λ on every leaf; categories get `categoryPenalty` more. */
  penalty: number;
  categoryPenalty: number;
  /** Columns between two looks at the gradients. */
  columnsPerGradient: number;
  seed: number;
}

/** Curves of all columns: `curves[c][bin]` adds to the logit, the last bin is for missing and unseen values. */
export interface AdditiveModel {
  intercept: number;
  curves: Float64Array[];
}

/** A model that is trained round by round, each round visiting every column once in a new order. */
export class AdditiveBoosting {
  readonly model: AdditiveModel;
  readonly #logits: Float64Array;
  readonly #gradients: Float64Array;
  readonly #hessians: Float64Array;
  readonly #random: Random;

  constructor(
    private readonly binnings: readonly Binning[],
    private readonly columns: readonly Uint16Array[],
    private readonly y: ArrayLike<number>,
    intercept: number,
    private readonly options: AdditiveOptions,
  ) {
    this.model = { intercept, curves: binnings.map(({ bins }) => new Float64Array(bins + 1)) };
    this.#logits = new Float64Array(y.length).fill(intercept);
    this.#gradients = new Float64Array(y.length);
    this.#hessians = new Float64Array(y.length);
    this.#random = random(options.seed);
  }

  round(): void {
    const order = this.#random.shuffle(this.columns.map((_, c) => c));
    order.forEach((column, i) => {
      if (i % this.options.columnsPerGradient === 0) this.#lookAtGradients();
      this.#boost(column);
    });
  }

  #lookAtGradients(): void {
    const [logits, gradients, hessians, y] = [this.#logits, this.#gradients, this.#hessians, this.y];
    for (let i = 0; i < logits.length; i++) {
      const p = 1 / (1 + Math.exp(-logits[i]));
      gradients[i] = p - y[i];
      hessians[i] = p * (1 - p);
    }
  }

  #boost(column: number): void {
    const bins = this.columns[column];
    const step = bestSplit(
      histogram(bins, this.binnings[column].bins + 1, this.#gradients, this.#hessians),
      this.binnings[column],
      this.options,
    );
    if (!step) return;
    const curve = this.model.curves[column];
    for (let b = 0; b < curve.length; b++) curve[b] += step[b];
    const logits = this.#logits;
    for (let i = 0; i < logits.length; i++) logits[i] += step[bins[i]];
  }
}

interface Histogram {
  gradient: Float64Array;
  hessian: Float64Array;
  rows: Int32Array;
}

function histogram(
  bins: Uint16Array,
  count: number,
  gradients: Float64Array,
  hessians: Float64Array,
): Histogram {
  const gradient = new Float64Array(count);
  const hessian = new Float64Array(count);
  const rows = new Int32Array(count);
  for (let i = 0; i < bins.length; i++) {
    const bin = bins[i];
    gradient[bin] += gradients[i];
    hessian[bin] += hessians[i];
    rows[bin]++;
  }
  return { gradient, hessian, rows };
}

/**
 * What the best single split adds to each bin, or nothing where no split is allowed. Numbers are cut in their order, missing
 * values on either side; categories in the order of their smoothed gradients. Bins without rows are left alone.
 */
function bestSplit(
  of: Histogram,
  { kind, bins }: Binning,
  options: AdditiveOptions,
): Float64Array | undefined {
  const { gradient, hessian, rows } = of;
  const isCategory = kind === "categorical";
  const lambda = options.penalty + (isCategory ? options.categoryPenalty : 0);
  const present: number[] = [];
  for (let bin = 0; bin < (isCategory ? bins + 1 : bins); bin++) if (rows[bin] > 0) present.push(bin);
  if (isCategory)
    present.sort((a, b) => gradient[a] / (hessian[a] + 10) - gradient[b] / (hessian[b] + 10) || a - b);
  const missing = !isCategory && rows[bins] > 0 ? bins : -1;
  const total = sums(of, missing < 0 ? present : [...present, missing]);
  let best: { gain: number; cut: number; isMissingLeft: boolean } | undefined;
  for (const isMissingLeft of missing < 0 ? [false] : [false, true]) {
    let left = isMissingLeft ? sums(of, [missing]) : { g: 0, h: 0, n: 0 };
    // with the missing on one side alone, all values may stand on the other
    for (let cut = 0; cut <= present.length; cut++) {
      if (cut > 0) {
        const bin = present[cut - 1];
        left = { g: left.g + gradient[bin], h: left.h + hessian[bin], n: left.n + rows[bin] };
      }
      const right = { g: total.g - left.g, h: total.h - left.h, n: total.n - left.n };
      if (left.n < options.leastLeaf || right.n < options.leastLeaf) continue;
      const gain = left.g ** 2 / (left.h + lambda) + right.g ** 2 / (right.h + lambda);
      if (!best || gain > best.gain) best = { gain, cut, isMissingLeft };
    }
  }
  if (!best) return undefined;
  const { cut, isMissingLeft } = best;
  const leftBins = [...present.slice(0, cut), ...(isMissingLeft ? [missing] : [])];
  const rightBins = [...present.slice(cut), ...(missing >= 0 && !isMissingLeft ? [missing] : [])];
  const step = new Float64Array(rows.length);
  for (const side of [leftBins, rightBins]) {
    const { g, h } = sums(of, side);
    for (const bin of side) step[bin] = (-options.learningRate * g) / (h + lambda);
  }
  return step;
}

function sums(
  { gradient, hessian, rows }: Histogram,
  bins: readonly number[],
): { g: number; h: number; n: number } {
  let [g, h, n] = [0, 0, 0];
  for (const bin of bins) {
    g += gradient[bin];
    h += hessian[bin];
    n += rows[bin];
  }
  return { g, h, n };
}

/** Logits of rows given by their bins. */
export function additiveLogits(
  { intercept, curves }: AdditiveModel,
  columns: readonly Uint16Array[],
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
export function logLossOf(logits: Float64Array, y: ArrayLike<number>): number {
  let loss = 0;
  for (let i = 0; i < logits.length; i++) loss += softplus(y[i] ? -logits[i] : logits[i]);
  return loss / logits.length;
}
