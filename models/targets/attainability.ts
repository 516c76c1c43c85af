// Forecast + what came → were targets that were given a chance of 70 % reached in 70 of 100 cases? Targets are set at the forecast's
// own quantiles for blocks of periods (quarters), so that every series counts the same.
import { futurePaths, type ForecastErrors } from "../estimators/error-paths.js";
import type { BacktestOrigin } from "../estimators/series-forecast.js";
import { sumSpread } from "../estimators/sum-spread.js";
import { quantile } from "../estimators/flat-table.js";

/** Chances at which targets are set. */
export const chancesTried = [0.3, 0.5, 0.7, 0.9] as const;

export interface TargetTrial {
  /** Chance aimed at. */
  chance: number;
  /** P(total ≥ target) as the simulation says it: above the chance where totals come in steps. */
  said: number;
  isReached: boolean;
}

export interface Attainability {
  family: string;
  chance: number;
  targets: number;
  /** Mean chance said, share reached, and the share's 95 % interval taking series as independent (Wilson 1927). */
  said: number;
  reached: number;
  low: number;
  high: number;
}

const paths = 2000;

/** One target per chance and whole block of `test`. `isNonNegative`: no future value below 0. */
export function targetTrials(
  forecast: ForecastErrors & { backtest?: readonly BacktestOrigin[] },
  test: ArrayLike<number>,
  options: { block: number; seed: number; isNonNegative: boolean },
): TargetTrial[] {
  const { block, seed, isNonNegative } = options;
  const wider = sumSpread(forecast.backtest ?? [], forecast, block);
  const futures = futurePaths({ ...forecast, wider }, paths, seed, isNonNegative);
  const trials: TargetTrial[] = [];
  for (let from = 0; from + block <= test.length; from += block) {
    const total = (path: ArrayLike<number>) => {
      let sum = 0;
      for (let h = from; h < from + block; h++) sum += path[h];
      return sum;
    };
    const totals = Float64Array.from(futures, total).sort();
    const actual = total(test);
    for (const chance of chancesTried) {
      const target = quantile(totals, 1 - chance);
      let below = 0;
      while (below < totals.length && totals[below] < target) below++;
      trials.push({ chance, said: 1 - below / totals.length, isReached: actual >= target });
    }
  }
  return trials;
}

/** Pooled per family and chance, all families together first. */
export function attainability(
  trials: readonly (TargetTrial & { family: string })[],
  all: string,
): Attainability[] {
  const families = [...new Set(trials.map((trial) => trial.family))].filter((name) => name !== all).sort();
  return [all, ...families].flatMap((family) =>
    chancesTried.flatMap((chance) => {
      const own = trials.filter((t) => t.chance === chance && (family === all || t.family === family));
      if (own.length === 0) return [];
      const targets = own.length;
      const reached = own.filter((t) => t.isReached).length / targets;
      const said = own.reduce((sum, t) => sum + t.said, 0) / targets;
      return [{ family, chance, targets, said, reached, ...wilson(reached, targets) }];
    }),
  );
}

function wilson(share: number, n: number): { low: number; high: number } {
  const z = 1.959964;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: middle - half, high: middle + half };
}
