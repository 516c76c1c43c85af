// Two rankings of the same people → Kendall's tau-b (ties allowed) with interval and p.
// Knight 1966 (O(n log n)); numbers as scipy.stats.kendalltau(x, y, method="asymptotic"). Interval: Fieller, Hartley & Pearson
// 1957 on Fisher's scale, variance 0.437 ÷ (n − 4).
import type { Limits } from "../../engine/metrics/interval.js";
import { normalTail } from "../../engine/metrics/tail-probability.js";

export interface KendallTau extends Limits {
  tau: number;
  /** Two-sided, against no association. */
  p: number;
  pairs: number;
  /** Pairs that the two order the other way round, of those that neither ties. */
  reversed: number;
}

export function kendallTau(x: ArrayLike<number>, y: ArrayLike<number>): KendallTau {
  const n = x.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!);
  const pairs = (n * (n - 1)) / 2;
  const xTies = tiesOf(order.map((i) => x[i]!));
  const both = runs(order, (a, b) => x[a] === x[b] && y[a] === y[b]).reduce(
    (s, t) => s + (t * (t - 1)) / 2,
    0,
  );
  const reversed = inversions(Float64Array.from(order, (i) => y[i]!));
  const yTies = tiesOf(Float64Array.from(order, (i) => y[i]!).sort());
  const score = pairs - xTies.pairs - yTies.pairs + both - 2 * reversed;
  const tau = score / Math.sqrt((pairs - xTies.pairs) * (pairs - yTies.pairs));
  const m = n * (n - 1);
  const variance =
    (m * (2 * n + 5) - xTies.cubes - yTies.cubes) / 18 +
    (2 * xTies.pairs * yTies.pairs) / m +
    (xTies.triples * yTies.triples) / (9 * m * (n - 2));
  const half = n > 4 ? 1.959963984540054 * Math.sqrt(0.437 / (n - 4)) : Number.NaN;
  const centre = Math.atanh(Math.max(-1, Math.min(1, tau)));
  return {
    tau: Math.max(-1, Math.min(1, tau)),
    p: variance > 0 ? normalTail(score / Math.sqrt(variance)) : Number.NaN,
    low: Math.tanh(centre - half),
    high: Math.tanh(centre + half),
    pairs,
    reversed,
  };
}

function tiesOf(sorted: ArrayLike<number>): { pairs: number; triples: number; cubes: number } {
  const counts = runs(
    Array.from({ length: sorted.length }, (_, i) => i),
    (a, b) => sorted[a] === sorted[b],
  );
  let [pairs, triples, cubes] = [0, 0, 0];
  for (const t of counts) {
    pairs += (t * (t - 1)) / 2;
    triples += t * (t - 1) * (t - 2);
    cubes += t * (t - 1) * (2 * t + 5);
  }
  return { pairs, triples, cubes };
}

/** Lengths of runs of equal neighbours. */
function runs(order: readonly number[], isEqual: (a: number, b: number) => boolean): number[] {
  const lengths: number[] = [];
  for (let i = 0; i < order.length;) {
    let end = i + 1;
    while (end < order.length && isEqual(order[i]!, order[end]!)) end++;
    lengths.push(end - i);
    i = end;
  }
  return lengths;
}

/** Pairs out of order, by merge sort; sorts `values`. */
function inversions(values: Float64Array): number {
  let count = 0;
  let from = values;
  let to: Float64Array = new Float64Array(values.length);
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let [left, right] = [start, middle];
      for (let k = start; k < end; k++)
        if (left < middle && (right >= end || from[left]! <= from[right]!)) to[k] = from[left++]!;
        else {
          count += middle - left;
          to[k] = from[right++]!;
        }
    }
    [from, to] = [to, from];
  }
  return count;
}
