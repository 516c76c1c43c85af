// Backtests of a forecast → how far what came lay above or below it, in spreads, as far as that is more than chance: what chances
// of totals allow for. The forecast itself stays, because a series' own bias says too little about its next values (M3: slope .05).
import type { BacktestOrigin } from "./series-forecast.js";

/** Held-back values at which the bias seen counts as much as the belief that there is none; the same as for members' weights. */
const prior = 18;
/** One origin's mean error counts for no more spreads than this. */
const most = 3;
/** Periods of a block at least: the units whose differences say how much is chance. */
const leastBlock = 3;

/**
 * Mean error of the origins ÷ spread, times held back ÷ (held back + 18), times max(0, 1 − SE² ÷ mean²) as James & Stein (1961)
 * draw to zero; SE from the means of consecutive blocks, each period once; 0 with fewer than two blocks. Forecasts of growing
 * series come in low for years (damped trends): with it, targets given 70 % were reached in 73.8 % of 7,208 cases of M3 and US
 * employment over three to six starts (with sum-spread.ts), 77.7 % without both.
 */
export function forecastLean(
  backtest: readonly Pick<BacktestOrigin, "known" | "actual" | "combined">[],
  spread: ArrayLike<number>,
): number {
  const perPeriod = new Map<number, number[]>();
  const origins: number[] = [];
  let held = 0;
  let shortest = Infinity;
  for (const { known, actual, combined } of backtest) {
    const steps = Math.min(actual.length, spread.length);
    if (steps === 0) continue;
    const errors = Array.from({ length: steps }, (_, h) =>
      spread[h] > 0 ? (actual[h] - combined[h]) / spread[h] : 0,
    );
    errors.forEach((error, h) => perPeriod.set(known + h, [...(perPeriod.get(known + h) ?? []), error]));
    origins.push(Math.max(-most, Math.min(most, meanOf(errors))));
    held += steps;
    shortest = Math.min(shortest, steps);
  }
  const mean = meanOf(origins);
  const periods = [...perPeriod].sort(([a], [b]) => a - b).map(([, errors]) => meanOf(errors));
  const blocks = Math.floor(periods.length / Math.max(leastBlock, Math.floor(shortest / 4)));
  if (!(blocks >= 2) || mean === 0) return 0;
  const means = Array.from({ length: blocks }, (_, b) =>
    meanOf(
      periods.slice(
        Math.floor((b * periods.length) / blocks),
        Math.floor(((b + 1) * periods.length) / blocks),
      ),
    ),
  );
  const middle = meanOf(means);
  const chance = means.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (blocks - 1) / blocks;
  return mean * Math.max(0, 1 - chance / mean ** 2) * (held / (held + prior));
}

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
