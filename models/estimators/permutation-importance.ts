// A fitted model and rows it has not seen → how much worse it gets when a column is shuffled, with an interval.
// Breiman 2001; Fisher, Rudin & Dominici 2019. Mean and standard deviation over shuffles as scikit-learn's
// permutation_importance (which divides by the number of shuffles), plus an interval that also knows the rows are a sample.
import { normalQuantile } from "./normal-distribution.js";
import { random } from "./random.js";

export interface PermutationImportance {
  column: string;
  /** Mean loss with the column shuffled minus the loss without. */
  mean: number;
  /** Over the shuffles. */
  deviation: number;
  /** 95 % interval of the mean over rows like these: of row-wise differences, rows of one group as one observation. */
  low: number;
  high: number;
}

export interface PermutationOptions {
  /** Columns shuffled one at a time; a list of several is shuffled together, as correlated columns should be. */
  columns: readonly { name: string; members: readonly number[] }[];
  rows: number;
  /** Shuffles of each column; 10 when left out. */
  shuffles?: number;
  seed: number;
  /** Rows of one group are one observation for the interval. */
  group?: ArrayLike<number>;
  level?: number;
}

/**
 * `lossOf(members, order)` gives each row's loss when row i takes the values of row `order[i]` in the member columns (`order`
 * undefined: as they are).
 */
export function permutationImportance(
  lossOf: (members: readonly number[], order: Int32Array | undefined) => ArrayLike<number>,
  { columns, rows, shuffles = 10, seed, group, level = 0.95 }: PermutationOptions,
): PermutationImportance[] {
  const plain = lossOf([], undefined);
  const rng = random(seed);
  const z = normalQuantile(0.5 + level / 2);
  return columns.map(({ name, members }) => {
    const byRow = new Float64Array(rows);
    const means: number[] = [];
    for (let s = 0; s < shuffles; s++) {
      const order = rng.shuffle(Int32Array.from({ length: rows }, (_, i) => i));
      const loss = lossOf(members, order);
      let sum = 0;
      for (let i = 0; i < rows; i++) {
        byRow[i] += (loss[i] - plain[i]) / shuffles;
        sum += loss[i] - plain[i];
      }
      means.push(sum / rows);
    }
    const mean = means.reduce((a, b) => a + b, 0) / shuffles;
    const deviation = Math.sqrt(means.reduce((sum, m) => sum + (m - mean) ** 2, 0) / shuffles);
    // the shuffles are a sample as well: their own error comes on top
    const error = Math.hypot(errorOfMean(byRow, mean, group), deviation / Math.sqrt(shuffles));
    return { column: name, mean, deviation, low: mean - z * error, high: mean + z * error };
  });
}

function errorOfMean(values: Float64Array, mean: number, group?: ArrayLike<number>): number {
  const clusters = new Map<number, number>();
  values.forEach((value, i) => {
    const key = group ? group[i] : i;
    clusters.set(key, (clusters.get(key) ?? 0) + value - mean);
  });
  let squares = 0;
  for (const sum of clusters.values()) squares += sum * sum;
  return Math.sqrt((squares * clusters.size) / Math.max(1, clusters.size - 1)) / values.length;
}
