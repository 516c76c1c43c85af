// Slopes, curvatures and rows per bin → the cut that lowers the loss most. The one place where every booster looks for splits.
// Newton: a leaf with slope G and curvature H moves by −G/(H + λ) and gains G²/(H + λ) (Friedman 2001; Chen & Guestrin 2016).
import type { Binning } from "./bins.js";

/** Numbers per bin of a histogram: slope, curvature, rows. */
export const perBin = 3;

export interface CutOptions {
  /** Rows that a leaf must have. */
  leastLeaf: number;
  /** λ on every leaf; on leaves cut by a category `categoryPenalty` more. */
  penalty: number;
  categoryPenalty: number;
  /** Categories are ordered by G/(H + this): rare levels stand in the middle (LightGBM's cat_smooth). */
  categorySmoothing: number;
}

/** What a column is to a booster. */
export interface CutColumn {
  isCategory: boolean;
  /** Bins with values; for a number, the next is for the missing. A category's missing are a level like any other. */
  bins: number;
  /** +1: the score may only rise with the column, −1: only fall, 0: free. Numbers only. */
  direction: -1 | 0 | 1;
}

export const cutColumns = (
  binnings: readonly Binning[],
  monotone: Record<string, 1 | -1> = {},
): CutColumn[] =>
  binnings.map(({ name, kind, bins }) => ({
    isCategory: kind === "categorical",
    bins,
    direction: kind === "categorical" ? 0 : (monotone[name] ?? 0),
  }));

const leastCurvature = 1e-3;

/** Finds one cut at a time and holds it in its fields: no objects are made in the inner loops. */
export class CutFinder {
  /** Loss saved; 0 = no cut is allowed. */
  gain = 0;
  /** Bins `order[from … at − 1]` go left (numbers: the bins themselves), the others right. */
  at = 0;
  isMissingLeft = false;
  leftValue = 0;
  rightValue = 0;
  leftSlope = 0;
  leftCurvature = 0;
  leftRows = 0;
  /** Bins in the order in which the last category was cut. */
  readonly order = new Int32Array(256);
  readonly #ratio = new Float64Array(256);

  constructor(private readonly options: CutOptions) {}

  /**
   * The best cut of the bins `from … to − 1` (missing apart) of one column whose histogram begins at `offset`, among rows of
   * slope G, curvature H and number N. Leaves stay between `lower` and `upper`. A category is cut over all its bins; with
   * `keepsOrder` in the order already found, between `from` and `to` of it.
   */
  find(
    histogram: Float64Array,
    offset: number,
    column: CutColumn,
    range: { from: number; to: number; hasMissing: boolean; keepsOrder?: boolean },
    total: { slope: number; curvature: number; rows: number },
    lower = -Infinity,
    upper = Infinity,
  ): boolean {
    this.gain = 0;
    const { penalty, categoryPenalty } = this.options;
    const lambda = penalty + (column.isCategory ? categoryPenalty : 0);
    let { from, to } = range;
    if (column.isCategory && !range.keepsOrder) {
      to = this.#orderLevels(histogram, offset, column.bins + 1);
      from = 0;
    }
    const missing = offset + column.bins * perBin;
    const hasMissing = !column.isCategory && range.hasMissing && histogram[missing + 2] > 0;
    this.#scan(histogram, offset, column, from, to, lambda, total, -1, lower, upper);
    if (hasMissing) this.#scan(histogram, offset, column, from, to, lambda, total, missing, lower, upper);
    return this.gain > 0;
  }

  /** Levels with rows, by their smoothed slopes; returns how many. */
  #orderLevels(histogram: Float64Array, offset: number, bins: number): number {
    const { categorySmoothing } = this.options;
    const { order } = this;
    const ratio = this.#ratio;
    let n = 0;
    for (let bin = 0; bin < bins; bin++) {
      const at = offset + bin * perBin;
      if (histogram[at + 2] === 0) continue;
      ratio[bin] = histogram[at] / (histogram[at + 1] + categorySmoothing);
      let place = n++;
      while (place > 0 && ratio[order[place - 1]] > ratio[bin]) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = bin;
    }
    return n;
  }

  /** One walk from left to right; `missing` = place of the missing bin that goes left with the first bins, −1 = goes right. */
  #scan(
    histogram: Float64Array,
    offset: number,
    { isCategory, direction }: CutColumn,
    from: number,
    to: number,
    lambda: number,
    total: { slope: number; curvature: number; rows: number },
    missing: number,
    lower: number,
    upper: number,
  ): void {
    const { leastLeaf } = this.options;
    const { order } = this;
    const { slope: G, curvature: H, rows: N } = total;
    const isBounded = lower > -Infinity || upper < Infinity || direction !== 0;
    const stays = isBounded
      ? saved(G, H + lambda, clamp(-G / (H + lambda), lower, upper))
      : (G * G) / (H + lambda);
    let g = missing < 0 ? 0 : histogram[missing];
    let h = missing < 0 ? 0 : histogram[missing + 1];
    let n = missing < 0 ? 0 : histogram[missing + 2];
    let [best, bestAt, bestSlope, bestCurvature, bestRows] = [this.gain, -1, 0, 0, 0];
    // with the missing on one side alone, all values may stand on the other
    for (let cut = from; cut <= to; cut++) {
      if (cut > from) {
        const at = offset + (isCategory ? order[cut - 1] : cut - 1) * perBin;
        if (histogram[at + 2] === 0) continue;
        g += histogram[at];
        h += histogram[at + 1];
        n += histogram[at + 2];
      }
      if (n < leastLeaf || h < leastCurvature) continue;
      if (N - n < leastLeaf || H - h < leastCurvature) break;
      let gain: number;
      if (isBounded) {
        const left = clamp(-g / (h + lambda), lower, upper);
        const right = clamp(-(G - g) / (H - h + lambda), lower, upper);
        if ((right - left) * direction < 0) continue;
        gain = saved(g, h + lambda, left) + saved(G - g, H - h + lambda, right) - stays;
      } else gain = (g * g) / (h + lambda) + ((G - g) * (G - g)) / (H - h + lambda) - stays;
      if (gain > best) {
        best = gain;
        bestAt = cut;
        bestSlope = g;
        bestCurvature = h;
        bestRows = n;
      }
    }
    if (bestAt < 0) return;
    this.gain = best;
    this.at = bestAt;
    this.isMissingLeft = missing >= 0;
    this.leftValue = clamp(-bestSlope / (bestCurvature + lambda), lower, upper);
    this.rightValue = clamp(-(G - bestSlope) / (H - bestCurvature + lambda), lower, upper);
    this.leftSlope = bestSlope;
    this.leftCurvature = bestCurvature;
    this.leftRows = bestRows;
  }
}

/** Twice the loss saved when a leaf of slope g moves by `value`. */
const saved = (g: number, h: number, value: number): number => -(2 * g * value + h * value * value);

const clamp = (value: number, lower: number, upper: number): number =>
  value < lower ? lower : value > upper ? upper : value;
