// A statistic of weighted clusters → its bootstrap standard error and interval. Whole clusters (persons, teams) are drawn, so rows
// that hang together stay together. Percentile and BCa (Efron 1987), as scipy.stats.bootstrap within Monte Carlo error.
import type { Limits } from "../../engine/metrics/interval.js";
import { quantile } from "./flat-table.js";
import { normalCdf, normalQuantile } from "./normal-distribution.js";
import { random } from "./random.js";

export interface BootstrapOptions {
  clusters: number;
  /** Times each cluster was drawn → the statistic; NaN where it does not exist (such draws are left out). */
  statistic(weights: Float64Array): number;
  seed: number;
  /** Default 2,000. */
  resamples?: number;
  method?: "percentile" | "bca";
  /** Default 0.95. */
  level?: number;
}

export interface Bootstrapped extends Limits {
  estimate: number;
  standardError: number;
  /** Draws on which the statistic exists. */
  resamples: number;
}

export function bootstrap(options: BootstrapOptions): Bootstrapped {
  const { clusters, statistic, seed, resamples = 2000, method = "bca", level = 0.95 } = options;
  const rng = random(seed);
  const weights = new Float64Array(clusters).fill(1);
  const estimate = statistic(weights);
  const drawn: number[] = [];
  for (let r = 0; r < resamples; r++) {
    weights.fill(0);
    for (let i = 0; i < clusters; i++) weights[rng.integer(clusters)]++;
    const value = statistic(weights);
    if (!Number.isNaN(value)) drawn.push(value);
  }
  drawn.sort((a, b) => a - b);
  const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length;
  const squares = drawn.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  const tail = (1 - level) / 2;
  const [low, high] =
    method === "bca" ? shares(drawn, estimate, tail, jackknife(clusters, statistic)) : [tail, 1 - tail];
  return {
    estimate,
    standardError: Math.sqrt(squares / (drawn.length - 1)),
    resamples: drawn.length,
    low: quantile(drawn, low),
    high: quantile(drawn, high),
  };
}

/** Percentile points moved by the bias and the acceleration. */
function shares(
  drawn: readonly number[],
  estimate: number,
  tail: number,
  leftOut: readonly number[],
): [number, number] {
  let below = 0;
  for (const value of drawn) below += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  const share = below / drawn.length;
  if (share <= 0 || share >= 1) return [tail, 1 - tail];
  const bias = normalQuantile(share);
  const mean = leftOut.reduce((a, b) => a + b, 0) / leftOut.length;
  let [cubes, squares] = [0, 0];
  for (const value of leftOut) {
    cubes += (mean - value) ** 3;
    squares += (mean - value) ** 2;
  }
  const acceleration = squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
  const moved = (p: number) => {
    const z = bias + normalQuantile(p);
    return normalCdf(bias + z / (1 - acceleration * z));
  };
  return [moved(tail), moved(1 - tail)];
}

/** The statistic without each cluster in turn. */
function jackknife(clusters: number, statistic: (weights: Float64Array) => number): number[] {
  const weights = new Float64Array(clusters).fill(1);
  const values: number[] = [];
  for (let i = 0; i < clusters; i++) {
    weights[i] = 0;
    const value = statistic(weights);
    if (!Number.isNaN(value)) values.push(value);
    weights[i] = 1;
  }
  return values;
}
