// Fitted series + steps of its forecast → simulated totals of these months, on top of what is known; and the chance to say of them.
import { countTotals } from "../estimators/count-totals.js";
import { futurePaths } from "../estimators/error-paths.js";
import { sumSpread } from "../estimators/sum-spread.js";
import { monthNumber } from "../month.js";
import type { TargetFitted } from "./target-forecast.js";

const paths = 4000;

export interface RunningMonth {
  /** What the month has brought by now, and the share of it that is over: 0 … 1. */
  value: number;
  share: number;
  /** What it will come to, by forecast and run rate. */
  first: { mean: number; spread: number; least: number };
}

/** Sorted; the one total where no step is open. `running`: the first step is a month that runs. */
export function simulatedTotals(
  fitted: TargetFitted,
  known: number,
  steps: readonly number[],
  running?: RunningMonth,
): Float64Array {
  if (steps.length === 0) return Float64Array.of(known);
  const { counts, forecast, responses, lean, seed, isNonNegative } = fitted;
  if (counts) {
    const so = known + (running?.value ?? 0);
    return countTotals(counts, steps.length - (running?.share ?? 0), paths, seed).map((rest) => so + rest);
  }
  const errors = {
    mean: forecast.map((f) => f.mean),
    spread: forecast.map((f) => f.spread),
    responses,
    lean,
  };
  const wider = sumSpread(pastErrors(fitted), errors, steps.length);
  const futures = futurePaths({ ...errors, wider }, paths, seed, isNonNegative, running?.first);
  return Float64Array.from(futures, (path) => steps.reduce((sum, h) => sum + path[h], known)).sort();
}

const pastErrors = ({ backtest }: TargetFitted) =>
  backtest.map(({ known, months }) => ({
    known: monthNumber(known) + 1,
    actual: months.map(({ actual }) => actual),
    combined: months.map(({ forecast }) => forecast),
  }));

/** Share of draws → chance: nothing that is still open is certain, and 4,000 draws cannot tell 1 in 4,000 from never. */
export const chanceOf = (share: number, isOpen: boolean): number =>
  isOpen ? Math.min(0.999, Math.max(0.001, share)) : share;
