// Scores and outcomes → the nearest rising step function: calibration that assumes nothing but order.
// Least squares under y₁ ≤ y₂ ≤ … by pooling adjacent violators (Ayer et al. 1955; Barlow et al. 1972). Numbers match
// scikit-learn's IsotonicRegression(out_of_bounds="clip"): equal scores are averaged first, values between two scores lie on
// the straight line between theirs.

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
  const order = Array.from({ length: score.length }, (_, i) => i)
    .filter((i) => (weights ? weights[i] : 1) > 0)
    .sort((a, b) => score[a] - score[b]);
  const at: number[] = [];
  const mean: number[] = [];
  const weight: number[] = [];
  for (const i of order) {
    const w = weights ? weights[i] : 1;
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
function poolAdjacentViolators(mean: readonly number[], weight: readonly number[]): number[] {
  const blocks: { mean: number; weight: number; count: number }[] = [];
  mean.forEach((value, k) => {
    let block = { mean: value, weight: weight[k], count: 1 };
    while (blocks.length > 0 && blocks.at(-1)!.mean >= block.mean) {
      const before = blocks.pop()!;
      const total = before.weight + block.weight;
      block = {
        mean: (before.mean * before.weight + block.mean * block.weight) / total,
        weight: total,
        count: before.count + block.count,
      };
    }
    blocks.push(block);
  });
  return blocks.flatMap((block) => Array.from({ length: block.count }, () => block.mean));
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
