// Values and a threshold → does their density jump there? Local polynomials of the distribution function on either side.
// Cattaneo, Jansson & Ma 2020, JASA 115:1449 (rddensity in R): quadratic fit for the estimate, cubic at the same bandwidth for
// its error (robust bias correction). The idea is McCrary's (2008, J Econometrics 142:698). Variance: infinitesimal
// jackknife, whose terms are added up within clusters, so several values of one person count as one person's.
import { cholesky, choleskySolve } from "./linear-algebra.js";
import { normalCdf, normalQuantile } from "./normal-distribution.js";

export interface DensityOptions {
  threshold: number;
  /** Same number = same person; each value its own cluster when left out. */
  clusters?: ArrayLike<number>;
  /** Half width of the window. Default: 4.13 × spread × n^(−1/5), no further than the nearest heap of equal values. */
  bandwidth?: number;
  /** Interval's level, default 0.95. */
  level?: number;
}

export type DensityRefusal = "too_few" | "too_coarse" | "no_spread";

export interface DensityJump {
  /** Density just below and just above, per unit of the value, of all values. */
  below: number;
  above: number;
  /** above − below, with the robust interval and p. */
  difference: number;
  low: number;
  high: number;
  p: number;
  /** above ÷ below; Infinity where nothing is below. */
  ratio: number;
  bandwidth: number;
  /** Values in the window on either side. */
  nBelow: number;
  nAbove: number;
}

/** Values on either side of the window, at least; and different values in it. */
export const fewestPerSide = 20;
export const fewestDifferent = 10;
/** A tenth of the window's values at one place is a heap (a cap, a step), not a density. */
const heapShare = 0.1;

export function densityDiscontinuity(
  values: ArrayLike<number>,
  options: DensityOptions,
): DensityJump | DensityRefusal {
  const { threshold, level = 0.95 } = options;
  const n = values.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const x = Float64Array.from(order, (i) => values[i]! - threshold);
  const clusters = order.map((i) => (options.clusters ? options.clusters[i]! : i));
  const h = options.bandwidth ?? usualBandwidth(x);
  if (!(h > 0)) return "no_spread";
  const inside = Array.from(x).flatMap((v, i) => (Math.abs(v) < h ? [i] : []));
  const nBelow = inside.filter((i) => x[i]! < 0).length;
  const nAbove = inside.length - nBelow;
  if (nBelow < fewestPerSide || nAbove < fewestPerSide) return "too_few";
  const different = (side: (v: number) => boolean) => new Set(inside.map((i) => x[i]!).filter(side)).size;
  if (different((v) => v < 0) < fewestDifferent || different((v) => v >= 0) < fewestDifferent)
    return "too_coarse";

  const rank = midRanks(x);
  const estimate = sides(x, rank, h, 2);
  const robust = sides(x, rank, h, 3);
  const error = Math.sqrt(clusteredVariance(robust.influence, clusters));
  const centre = robust.above - robust.below;
  const half = normalQuantile(1 - (1 - level) / 2) * error;
  return {
    below: estimate.below,
    above: estimate.above,
    difference: estimate.above - estimate.below,
    low: centre - half,
    high: centre + half,
    p: error > 0 ? 2 * normalCdf(-Math.abs(centre / error)) : Number.NaN,
    ratio: estimate.below > 0 ? Math.max(0, estimate.above) / estimate.below : Infinity,
    bandwidth: h,
    nBelow,
    nAbove,
  };
}

/** Densities at the threshold by a polynomial of the given degree, and each value's influence on their difference. */
function sides(
  x: Float64Array,
  rank: Float64Array,
  h: number,
  degree: number,
): { below: number; above: number; influence: Float64Array } {
  const n = x.length;
  const influence = new Float64Array(n);
  const slope = (isAbove: boolean): number => {
    const inside: number[] = [];
    for (let i = 0; i < n; i++) if (x[i]! >= 0 === isAbove && Math.abs(x[i]!) < h) inside.push(i);
    const size = degree + 1;
    const gram = new Float64Array(size * size);
    const right = new Float64Array(size);
    const rows = inside.map((i) => Array.from({ length: size }, (_, k) => (x[i]! / h) ** k));
    const weights = inside.map((i) => (1 - Math.abs(x[i]!) / h) / n);
    rows.forEach((row, r) => {
      for (let a = 0; a < size; a++) {
        right[a]! += weights[r]! * row[a]! * rank[inside[r]!]!;
        for (let b = 0; b < size; b++) gram[a * size + b]! += weights[r]! * row[a]! * row[b]!;
      }
    });
    const decomposed = cholesky(gram, size);
    const beta = choleskySolve(decomposed, right);
    const unit = new Float64Array(size);
    unit[1] = 1;
    // the row of the inverse that yields the slope
    const pick = choleskySolve(decomposed, unit);
    const sign = isAbove ? 1 / h : -1 / h;
    // share of the slope that each value inside carries
    const carried = rows.map((row, r) => weights[r]! * row.reduce((sum, v, k) => sum + v * pick[k]!, 0));
    let weighted = 0;
    inside.forEach((i, r) => (weighted += carried[r]! * rank[i]!));
    // Σ carried over values above j, half of those equal to it: walked from the top, ties together
    let passed = 0;
    let at = inside.length - 1;
    for (let j = n - 1; j >= 0;) {
      let from = j;
      while (from > 0 && x[from - 1] === x[j]) from--;
      let here = 0;
      while (at >= 0 && inside[at]! >= from) here += carried[at--]!;
      for (let k = from; k <= j; k++) influence[k]! += sign * (passed + here / 2 - weighted);
      passed += here;
      j = from - 1;
    }
    inside.forEach((i, r) => {
      const fitted = rows[r]!.reduce((sum, v, k) => sum + v * beta[k]!, 0);
      influence[i]! += sign * carried[r]! * n * (rank[i]! - fitted);
    });
    return beta[1]! / h;
  };
  return { below: slope(false), above: slope(true), influence };
}

/** Variance of the estimate: influences are n times the change that one value makes. */
function clusteredVariance(influence: Float64Array, clusters: readonly number[]): number {
  const n = influence.length;
  const sums = new Map<number, number>();
  influence.forEach((value, i) => sums.set(clusters[i]!, (sums.get(clusters[i]!) ?? 0) + value));
  let squares = 0;
  for (const sum of sums.values()) squares += sum * sum;
  const g = sums.size;
  return ((squares / n / n) * g) / (g - 1);
}

/** Share of values below, equal ones half; x rises. */
function midRanks(x: Float64Array): Float64Array {
  const n = x.length;
  const rank = new Float64Array(n);
  for (let i = 0; i < n;) {
    let end = i;
    while (end < n && x[end] === x[i]) end++;
    for (let k = i; k < end; k++) rank[k] = (i + end) / 2 / n;
    i = end;
  }
  return rank;
}

/** Best for a density estimated at a boundary (triangular kernel, normal reference at its centre); kept off heaps. */
function usualBandwidth(x: Float64Array): number {
  const n = x.length;
  const mean = x.reduce((a, b) => a + b, 0) / n;
  const deviation = Math.sqrt(x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1));
  const quartiles = (x[Math.floor(0.75 * (n - 1))]! - x[Math.floor(0.25 * (n - 1))]!) / 1.349;
  const spread = quartiles > 0 ? Math.min(deviation, quartiles) : deviation;
  let h = 4.13 * spread * n ** -0.2;
  const counts = new Map<number, number>();
  for (const v of x) counts.set(v, (counts.get(v) ?? 0) + 1);
  const near = [...counts].filter(([v]) => v !== 0).sort((a, b) => Math.abs(b[0]) - Math.abs(a[0]));
  for (const [v, count] of near) {
    let inside = 0;
    for (const other of x) if (Math.abs(other) < h) inside++;
    if (Math.abs(v) < h && count > Math.max(4, heapShare * inside)) h = Math.abs(v);
  }
  return h;
}
