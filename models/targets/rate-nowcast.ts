// Numerators and denominators of past quarters and of the running one → where a rate (share of cases) will end, and the chance of
// its target. Rates do not accumulate: what counts is the rate so far and how many cases are still to come.
import { gamma } from "../estimators/count-totals.js";
import { quantile } from "../estimators/flat-table.js";
import { random, type Random } from "../estimators/random.js";
import { chanceOf } from "./simulated-totals.js";

export interface Cases {
  numerator: number;
  denominator: number;
}

export interface RateNowcast {
  /** Rate so far; null before the first case. */
  rate: number | null;
  /** Expected at the quarter's end. */
  mean: number;
  low80: number;
  high80: number;
  target: number | null;
  /** Rate so far less the target, in percentage points: not less "what is due". */
  points: number | null;
  probability: number | null;
}

const draws = 4000;

/**
 * Beta-binomial: past quarters give the rate's level and how much it varies, the running quarter updates it. `toCome`: cases expected
 * until the quarter's end.
 */
export function rateNowcast(
  past: readonly Cases[],
  running: Cases,
  toCome: number,
  options: { target?: number; seed: number },
): RateNowcast {
  const { a, b } = priorOf(past);
  const rng = random(options.seed);
  const rest = Math.max(0, Math.round(toCome));
  const { numerator, denominator } = running;
  const rates = Float64Array.from({ length: draws }, () => {
    const one = gamma(rng, a + numerator);
    const rate = one / (one + gamma(rng, b + denominator - numerator));
    return denominator + rest === 0 ? rate : (numerator + binomial(rng, rest, rate)) / (denominator + rest);
  }).sort();
  const { target } = options;
  const rate = denominator > 0 ? numerator / denominator : null;
  const reached = target === undefined ? null : rates.filter((r) => r >= target - 1e-12).length / draws;
  return {
    rate,
    mean: rates.reduce((sum, r) => sum + r / draws, 0),
    low80: quantile(rates, 0.1),
    high80: quantile(rates, 0.9),
    target: target ?? null,
    points: target === undefined || rate === null ? null : 100 * (rate - target),
    probability: reached === null ? null : chanceOf(reached, rest > 0),
  };
}

/** Beta distribution of the quarters' rates by moments; worth 2 to 200 cases. */
function priorOf(past: readonly Cases[]): { a: number; b: number } {
  const own = past.filter(({ denominator }) => denominator > 0);
  const cases = own.reduce((sum, { denominator }) => sum + denominator, 0);
  const mean = (own.reduce((sum, { numerator }) => sum + numerator, 0) + 0.5) / (cases + 1);
  let worth = 2;
  if (own.length >= 3) {
    const rates = own.map(({ numerator, denominator }) => numerator / denominator);
    const between = rates.reduce((sum, r) => sum + (r - mean) ** 2, 0) / (rates.length - 1);
    const sampling =
      own.reduce((sum, { denominator }) => sum + (mean * (1 - mean)) / denominator, 0) / own.length;
    const left = between - sampling;
    worth = left > 0 ? Math.min(200, Math.max(2, (mean * (1 - mean)) / left - 1)) : 200;
  }
  return { a: Math.max(0.01, mean * worth), b: Math.max(0.01, (1 - mean) * worth) };
}

function binomial(rng: Random, n: number, p: number): number {
  if (n > 2000)
    return Math.min(n, Math.max(0, Math.round(n * p + Math.sqrt(n * p * (1 - p)) * rng.normal())));
  let count = 0;
  for (let i = 0; i < n; i++) if (rng.uniform() < p) count++;
  return count;
}
