// Backtests of two forecasts of one series → how far their difference is from chance, overlapping windows counted once.
import { studentTail } from "../../engine/metrics/tail-probability.js";
import type { BacktestOrigin } from "./series-forecast.js";

export interface ForecastDifference {
  /** Different periods held back; the windows of several origins overlap on them. */
  periods: number;
  /** Consecutive blocks of these periods, the units that are compared. */
  blocks: number;
  /** Mean of |error of the forecast| − |error of the seasonal naive| over the blocks: above 0, the naive did better. */
  mean: number;
  /** Two-sided, Student's t with blocks − 1 degrees of freedom. */
  p: number;
}

/**
 * Per period the difference of the absolute errors, mean over the origins that forecast it; these in consecutive blocks as long as
 * the shortest window, and a t test of the blocks' means: valid, if anything too careful, though the periods in a block hang
 * together (Ibragimov & Müller 2010). Undefined with fewer than two blocks.
 */
export function forecastDifference(backtest: readonly BacktestOrigin[]): ForecastDifference | undefined {
  const perPeriod = new Map<number, number[]>();
  for (const { known, actual, combined, naive } of backtest)
    actual.forEach((value, h) => {
      const found = perPeriod.get(known + h) ?? [];
      found.push(Math.abs(value - combined[h]) - Math.abs(value - naive[h]));
      perPeriod.set(known + h, found);
    });
  const differences = [...perPeriod].sort(([a], [b]) => a - b).map(([, values]) => meanOf(values));
  const periods = differences.length;
  const shortest = backtest.reduce((least, { actual }) => Math.min(least, actual.length), Infinity);
  const blocks = Math.floor(periods / shortest);
  if (!(blocks >= 2)) return undefined;
  const means = Array.from({ length: blocks }, (_, b) =>
    meanOf(differences.slice(Math.floor((b * periods) / blocks), Math.floor(((b + 1) * periods) / blocks))),
  );
  const mean = meanOf(means);
  const variance = means.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (blocks - 1);
  const error = Math.sqrt(variance / blocks);
  if (error === 0) return { periods, blocks, mean, p: mean === 0 ? 1 : 0 };
  return { periods, blocks, mean, p: studentTail(mean / error, blocks - 1) };
}

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
