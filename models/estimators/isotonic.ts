// Scores and outcomes → the nearest rising step function: calibration that assumes nothing but order.
// Least squares under y₁ ≤ y₂ ≤ … by pooling adjacent violators (Ayer et al. 1955; Barlow et al. 1972). Numbers match
// scikit-learn's IsotonicRegression(out_of_bounds="clip"): equal scores are averaged first, values between two scores lie on
// the straight line between theirs.
import { risingOrder } from "../../engine/metrics/rising-order.js";

export interface Isotonic {
  /** Scores where the function bends, rising. */
  at: number[];
  /** Its value there, never falling. */
  value: number[];
}

/** Weights default to 1; rows of weight 0 are left out. */
export function fitIsotonic(
  score: ArrayLike<number>,
  y: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Isotonic {
  const at: number[] = [];
  const mean: number[] = [];
  const weight: number[] = [];
  for (const i of risingOrder(score)) {
    const w = weights ? weights[i] : 1;
    if (!(w > 0)) continue;
    const last = at.length - 1;
    if (last >= 0 && at[last] === score[i]) {
      mean[last] += ((y[i] - mean[last]) * w) / (weight[last] + w);
      weight[last] += w;
    } else {
      at.push(score[i]);
      mean.push(y[i]);
      weight.push(w);
    }
  }
  const value = poolAdjacentViolators(mean, weight);
  // only the ends of level stretches are needed to draw the function
  const kept = at
    .map((_, k) => k)
    .filter((k) => k === 0 || k === at.length - 1 || value[k] !== value[k - 1] || value[k] !== value[k + 1]);
  return { at: kept.map((k) => at[k]), value: kept.map((k) => value[k]) };
}

/** Blocks of equal value, merged while one stands above the next. */
function poolAdjacentViolators(mean: readonly number[], weight: readonly number[]): Float64Array {
  const n = mean.length;
  // blocks so far: their values, weights and where each ends
  const [values, weights, ends] = [new Float64Array(n), new Float64Array(n), new Int32Array(n)];
  let blocks = 0;
  for (let k = 0; k < n; k++) {
    let [value, w] = [mean[k], weight[k]];
    while (blocks > 0 && values[blocks - 1] >= value) {
      blocks--;
      const total = weights[blocks] + w;
      value = (values[blocks] * weights[blocks] + value * w) / total;
      w = total;
    }
    values[blocks] = value;
    weights[blocks] = w;
    ends[blocks++] = k + 1;
  }
  const out = new Float64Array(n);
  for (let block = 0; block < blocks; block++)
    out.fill(values[block], block === 0 ? 0 : ends[block - 1], ends[block]);
  return out;
}

/** Straight between the bends, level beyond the ends; NaN where nothing was learned. */
export function isotonicAt({ at, value }: Isotonic, score: number): number {
  if (at.length === 0 || Number.isNaN(score)) return Number.NaN;
  if (score <= at[0]) return value[0];
  if (score >= at[at.length - 1]) return value[value.length - 1];
  let [low, high] = [0, at.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at[middle] <= score) low = middle;
    else high = middle;
  }
  return value[low] + ((score - at[low]) / (at[high] - at[low])) * (value[high] - value[low]);
}
