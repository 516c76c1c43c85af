// Forecast of the month that runs + what it has brought by a day → what it will come to, by forecast and run rate (normal-normal).
import type { RunningMonth } from "./simulated-totals.js";
import type { TargetFitted } from "./target-forecast.js";
import { firstWorkingDays } from "./working-share.js";

/** Standard deviation of a day's value relative to its mean: as for sums of independent sales, which is careful for steadier work. */
const dailyVariation = 1;

/** `value`: of the forecast's first month up to `day`, "YYYY-MM-DD". */
export function runningMonth(
  fitted: TargetFitted,
  value: number,
  day: string,
  timeZone: string,
): RunningMonth {
  const { worked, all } = firstWorkingDays(fitted.forecast[0].month, day, timeZone);
  const share = worked / all;
  return { value, share, first: updated(fitted, value, share, all) };
}

/** Forecast of the running month × what its first working days brought → what it will come to. */
function updated(
  { forecast, lean = 0, isNonNegative }: TargetFitted,
  running: number,
  share: number,
  days: number,
): { mean: number; spread: number; least: number } {
  const { spread } = forecast[0];
  const mean = forecast[0].mean + lean * spread;
  const least = isNonNegative ? running : -Infinity;
  if (share <= 0) return { mean, spread, least };
  // Value so far given the month's total M: share × M, with the variance of a bridge over the month's days.
  const size = Math.max(Math.abs(mean), Math.abs(running));
  const noise = (dailyVariation * size) ** 2 * ((share * (1 - share)) / days);
  if (noise <= 0) return { mean: running, spread: 0, least };
  const precision = 1 / spread ** 2 + share ** 2 / noise;
  const by = (mean / spread ** 2 + (share * running) / noise) / precision;
  return { mean: by, spread: Math.sqrt(1 / precision), least };
}
