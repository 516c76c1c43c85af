// Forecast with spreads → simulated futures whose errors hang together from step to step: what totals of months need.
import { random } from "./random.js";

export interface ForecastErrors {
  mean: ArrayLike<number>;
  spread: ArrayLike<number>;
  responses: ArrayLike<number>;
  /** Spreads by which the middle of the futures lies above the means. Default: 0. */
  lean?: number;
  /** Factor on the spreads of sums: sum-spread.ts. Default: 1. */
  wider?: number;
}

/**
 * `paths` rows of `horizon` values; per step mean (moved by `lean`) and spread are the forecast's own. `first`: what is known of the first step by
 * now, at least `least`; the later steps hang on it as on any error of the first.
 */
export function futurePaths(
  { mean, spread, responses: weight, lean = 0, wider = 1 }: ForecastErrors,
  paths: number,
  seed: number,
  isNonNegative: boolean,
  first?: { mean: number; spread: number; least: number },
): Float64Array[] {
  const rng = random(seed);
  const steps = mean.length;
  const size = new Float64Array(steps);
  let sum = 1;
  for (let h = 0; h < steps; h++) {
    size[h] = Math.sqrt(sum);
    sum += weight[h] ** 2;
  }
  return Array.from({ length: paths }, () => {
    const shocks = Float64Array.from({ length: steps }, () =>
      heavy(rng.normal(), rng.normal(), rng.normal()),
    );
    if (first && spread[0] > 0)
      shocks[0] =
        ((Math.max(first.least, first.mean + first.spread * shocks[0]) - mean[0]) / spread[0] - lean) / wider;
    return Float64Array.from(mean, (m, h) => {
      let error = shocks[h];
      for (let j = 0; j < h; j++) error += weight[h - 1 - j] * shocks[j];
      const value = m + spread[h] * (lean + (wider * error) / size[h]);
      return isNonNegative ? Math.max(0, value) : value;
    });
  });
}

/** A normal draw of slightly random size: variance about 1, tails a little heavier than normal. */
const heavy = (z: number, a: number, b: number): number =>
  (z * 0.95) / Math.sqrt(0.75 + 0.125 * (a * a + b * b));
