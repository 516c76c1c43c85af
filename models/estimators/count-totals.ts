// Mean and variance of counts per period → simulated totals of several periods: negative binomial (Poisson where the variance is not
// larger), the mean itself uncertain. Gamma draws after Marsaglia & Tsang 2000, Poisson ones by multiplication (Knuth 1969).
import { random, type Random } from "./random.js";

export interface CountRate {
  mean: number;
  variance: number;
  /** Standard error of the mean. */
  meanError: number;
}

/** `draws` totals of `periods` periods, sorted. */
export function countTotals(rate: CountRate, periods: number, draws: number, seed: number): Float64Array {
  const rng = random(seed);
  const { mean, variance, meanError } = rate;
  const totals = new Float64Array(draws);
  if (mean <= 0) return totals;
  const size = variance > 1.05 * mean ? (mean * mean) / (variance - mean) : Infinity;
  for (let i = 0; i < draws; i++) {
    const level = meanError > 0 ? gamma(rng, (mean / meanError) ** 2) * (meanError ** 2 / mean) : mean;
    const expected = size === Infinity ? level * periods : (gamma(rng, size * periods) * level) / size;
    totals[i] = poisson(rng, expected);
  }
  return totals.sort();
}

/** Gamma with that shape and scale 1. */
export function gamma(rng: Random, shape: number): number {
  if (shape < 1) return gamma(rng, shape + 1) * Math.max(rng.uniform(), 1e-300) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = rng.normal();
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(Math.max(rng.uniform(), 1e-300)) < 0.5 * z * z + d - d * v + d * Math.log(v))
      return d * v;
  }
}

/** Large means in parts, so that e^−mean stays a number. */
export function poisson(rng: Random, mean: number): number {
  let count = 0;
  let rest = mean;
  if (mean > 5000) return Math.max(0, Math.round(mean + Math.sqrt(mean) * rng.normal()));
  while (rest > 0) {
    const part = Math.min(rest, 300);
    rest -= part;
    const bound = Math.exp(-part);
    for (let product = rng.uniform(); product > bound; product *= rng.uniform()) count++;
  }
  return count;
}
