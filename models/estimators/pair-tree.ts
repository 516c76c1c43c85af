// Slopes and curvatures over the cells of two columns → four leaves that depend on both: cut one column, then the other on
// each side of it. Greedy trees miss effects without a main effect (overtime matters only in one city); this looks ahead.
import type { CutOptions } from "./best-cut.js";

/** Cells of one pair: slope, curvature and rows of cell (i, j) at 3 (i · across + j). */
export interface PairHistogram {
  sums: Float64Array;
  down: number;
  across: number;
  isDownCategory: boolean;
  isAcrossCategory: boolean;
}

export interface PairTree {
  /** Loss saved beyond what one cut of one column saves. */
  gain: number;
  /** What is added to each cell, before the learning rate; cells without rows get what their side gets. */
  step: Float64Array;
}

const perCell = 3;
const leastCurvature = 1e-3;

/** The best of both orders; nothing where no cut leaves enough rows in each leaf. */
export function bestPairTree(histogram: PairHistogram, options: CutOptions): PairTree | undefined {
  const turned = transpose(histogram);
  const first = look(histogram, options);
  const second = look(turned, options);
  const single = Math.max(first.single, second.single);
  if (first.gain <= 0 && second.gain <= 0) return undefined;
  if (first.gain >= second.gain)
    return { gain: first.gain - single, step: stepOf(histogram, first, options) };
  const step = stepOf(turned, second, options);
  const back = new Float64Array(step.length);
  for (let i = 0; i < histogram.down; i++)
    for (let j = 0; j < histogram.across; j++) back[i * histogram.across + j] = step[j * histogram.down + i];
  return { gain: second.gain - single, step: back };
}

function transpose({ sums, down, across, isDownCategory, isAcrossCategory }: PairHistogram): PairHistogram {
  const out = new Float64Array(sums.length);
  for (let i = 0; i < down; i++)
    for (let j = 0; j < across; j++)
      for (let k = 0; k < perCell; k++)
        out[(j * down + i) * perCell + k] = sums[(i * across + j) * perCell + k];
  return {
    sums: out,
    down: across,
    across: down,
    isDownCategory: isAcrossCategory,
    isAcrossCategory: isDownCategory,
  };
}

interface Look {
  gain: number;
  /** Best gain of a cut of the first column alone. */
  single: number;
  /** Rows of the histogram in the first part. */
  first: Uint8Array;
}

/** Cuts the column that runs down, in its order (a category: each level against the others), then across on both sides. */
function look(histogram: PairHistogram, options: CutOptions): Look {
  const { sums, down, across, isDownCategory, isAcrossCategory } = histogram;
  const lambda = options.penalty + (isDownCategory || isAcrossCategory ? options.categoryPenalty : 0);
  const total = new Float64Array(across * perCell);
  for (let i = 0; i < down; i++)
    for (let k = 0; k < total.length; k++) total[k] += sums[i * across * perCell + k];
  const all = sumOf(total);
  const stays = all.slope ** 2 / (all.curvature + lambda);
  const best: Look = { gain: 0, single: 0, first: new Uint8Array(down) };
  let cut = -1;
  const left = new Float64Array(total.length);
  const right = new Float64Array(total.length);
  for (let i = 0; i < down; i++) {
    const begin = i * across * perCell;
    if (isDownCategory) left.fill(0);
    for (let k = 0; k < left.length; k++) {
      left[k] += sums[begin + k];
      right[k] = total[k] - left[k];
    }
    const [a, b] = [sumOf(left), sumOf(right)];
    if (a.rows < options.leastLeaf || b.rows < options.leastLeaf) continue;
    const alone = a.slope ** 2 / (a.curvature + lambda) + b.slope ** 2 / (b.curvature + lambda) - stays;
    best.single = Math.max(best.single, alone);
    const gain =
      alone +
      cutAcross(left, a, isAcrossCategory, lambda, options).gain +
      cutAcross(right, b, isAcrossCategory, lambda, options).gain;
    if (gain > best.gain) [best.gain, cut] = [gain, i];
  }
  if (cut >= 0)
    for (let i = 0; i < down; i++) best.first[i] = (isDownCategory ? i === cut : i <= cut) ? 1 : 0;
  return best;
}

interface Sums {
  slope: number;
  curvature: number;
  rows: number;
}

function sumOf(bins: Float64Array): Sums {
  const sum = { slope: 0, curvature: 0, rows: 0 };
  for (let k = 0; k < bins.length; k += perCell) {
    sum.slope += bins[k];
    sum.curvature += bins[k + 1];
    sum.rows += bins[k + 2];
  }
  return sum;
}

interface AcrossCut {
  gain: number;
  /** Bins of the left leaf. */
  left: number[];
  leftValue: number;
  rightValue: number;
}

function cutAcross(
  bins: Float64Array,
  total: Sums,
  isCategory: boolean,
  lambda: number,
  { leastLeaf, categorySmoothing }: CutOptions,
): AcrossCut {
  const order: number[] = [];
  for (let j = 0; j < bins.length / perCell; j++) if (bins[j * perCell + 2] > 0) order.push(j);
  if (isCategory) {
    const ratio = (j: number) => bins[j * perCell] / (bins[j * perCell + 1] + categorySmoothing);
    order.sort((a, b) => ratio(a) - ratio(b) || a - b);
  }
  const stays = total.slope ** 2 / (total.curvature + lambda);
  let best = 0;
  let at = 0;
  const found = { left: 0, right: 0 };
  let [slope, curvature, rows] = [0, 0, 0];
  for (let place = 0; place < order.length - 1; place++) {
    const k = order[place] * perCell;
    slope += bins[k];
    curvature += bins[k + 1];
    rows += bins[k + 2];
    if (rows < leastLeaf || curvature < leastCurvature) continue;
    if (total.rows - rows < leastLeaf || total.curvature - curvature < leastCurvature) break;
    const rest = total.slope - slope;
    const gain =
      slope ** 2 / (curvature + lambda) + rest ** 2 / (total.curvature - curvature + lambda) - stays;
    if (gain > best) {
      best = gain;
      at = place + 1;
      found.left = -slope / (curvature + lambda);
      found.right = -rest / (total.curvature - curvature + lambda);
    }
  }
  const whole = -total.slope / (total.curvature + lambda);
  return best > 0
    ? { gain: best, left: order.slice(0, at), leftValue: found.left, rightValue: found.right }
    : { gain: 0, left: [], leftValue: whole, rightValue: whole };
}

function stepOf(histogram: PairHistogram, { first }: Look, options: CutOptions): Float64Array {
  const { sums, down, across, isDownCategory, isAcrossCategory } = histogram;
  const lambda = options.penalty + (isDownCategory || isAcrossCategory ? options.categoryPenalty : 0);
  const step = new Float64Array(down * across);
  for (const side of [1, 0]) {
    const bins = new Float64Array(across * perCell);
    for (let i = 0; i < down; i++)
      if (first[i] === side) for (let k = 0; k < bins.length; k++) bins[k] += sums[i * across * perCell + k];
    const cut = cutAcross(bins, sumOf(bins), isAcrossCategory, lambda, options);
    const value = new Float64Array(across).fill(cut.rightValue);
    // a number's cut has all bins below its limit on the left, those without rows as well
    const isLeft = new Set(cut.left);
    const limit = cut.left.at(-1) ?? -1;
    for (let j = 0; j < across; j++)
      if (isAcrossCategory ? isLeft.has(j) : j <= limit) value[j] = cut.leftValue;
    for (let i = 0; i < down; i++) if (first[i] === side) step.set(value, i * across);
  }
  return step;
}
