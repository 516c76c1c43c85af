// Backtests + a forecast's spreads → the factor by which sums of several steps spread wider, or less, than steps whose errors hang
// together as the model says: biases of a season or a level last longer than its shocks.
import type { ForecastErrors } from "./error-paths.js";
import type { BacktestOrigin } from "./series-forecast.js";

/** Held-back values at which what was seen counts as much as the belief in the model. */
const prior = 18;
/** A sum's squared error counts for no more than this many variances. */
const most = 16;

/**
 * √((k + n q) ÷ (k + n)): q = mean squared error of sums of `block` steps at the origins in variances of the model's own sums, less
 * the lean; n = blocks of different periods held back, k = 18 ÷ block. 1 where no block was held back.
 */
export function sumSpread(
  backtest: readonly Pick<BacktestOrigin, "known" | "actual" | "combined">[],
  forecast: ForecastErrors,
  block: number,
): number {
  const { spread, lean = 0 } = forecast;
  const variances = sumVariances(forecast, block);
  const periods = new Set<number>();
  let [squares, sums] = [0, 0];
  for (const { known, actual, combined } of backtest) {
    const steps = Math.min(actual.length, spread.length);
    for (let from = 0; from + block <= steps; from += block) {
      let error = 0;
      for (let h = from; h < from + block; h++) {
        error += actual[h] - combined[h] - lean * spread[h];
        periods.add(known + h);
      }
      if (!(variances[from] > 0)) continue;
      squares += Math.min(most, error ** 2 / variances[from]);
      sums++;
    }
  }
  if (sums === 0) return 1;
  const [n, k] = [periods.size / block, prior / block];
  return Math.sqrt((k + (n * squares) / sums) / (k + n));
}

/** Variance of the sum of the steps from each step on; a step's error is Σ weight × shock as in `futurePaths`. */
function sumVariances({ spread, responses: weight }: ForecastErrors, block: number): Float64Array {
  const size = new Float64Array(spread.length);
  let sum = 1;
  for (let h = 0; h < spread.length; h++) {
    size[h] = Math.sqrt(sum);
    sum += weight[h] ** 2;
  }
  return Float64Array.from({ length: Math.max(0, spread.length - block + 1) }, (_, from) => {
    let variance = 0;
    for (let shock = 0; shock < from + block; shock++) {
      let effect = 0;
      for (let h = Math.max(from, shock); h < from + block; h++)
        effect += (spread[h] / size[h]) * (h === shock ? 1 : weight[h - shock - 1]);
      variance += effect ** 2;
    }
    return variance;
  });
}
