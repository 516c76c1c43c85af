// One series with a known date of change → jump and change of slope beyond the earlier course, Newey–West standard errors.
// Formula: y_t = a + b·t + level·[t ≥ start] + slope·(t − start)·[t ≥ start] + one pair of sines a year (with two years and more).
// Wagner et al. 2002 (J Clin Pharm Ther 27:299), Bernal et al. 2017 (Int J Epidemiol 46:348). Numbers match statsmodels OLS with HAC.
import { estimate, type Estimate } from "./estimate.js";
import { neweyWest } from "./newey-west.js";
import { normalQuantile } from "./normal-distribution.js";

export interface TimeSeries {
  /** Steps (months), increasing; months of the change itself may be left out. */
  time: ArrayLike<number>;
  y: ArrayLike<number>;
  /** First step after the change. */
  start: number;
  /** Steps in a year; seasons are only fitted with two full years. */
  season?: number;
  lags?: number;
}

export interface InterruptedFit {
  /** Jump at the start, and per step afterwards. */
  level: Estimate;
  slope: Estimate;
  /** Mean distance, over the steps after the start, from where the earlier course would have led. */
  effect: Estimate;
  /** y as the earlier course would have gone on, per row. */
  expected: number[];
  fitted: number[];
  trendBefore: Estimate;
  before: number;
  after: number;
  lags: number;
  hasSeason: boolean;
  /** Smallest mean effect found with 80 % probability (two-sided, 5 %). */
  detectable: number;
}

/** Null with fewer than 8 steps before or 4 after: a course cannot be told from so few. */
export const leastSteps = { before: 8, after: 4 };

export function interruptedTimeSeries({
  time,
  y,
  start,
  season = 12,
  lags,
}: TimeSeries): InterruptedFit | null {
  const n = y.length;
  const steps = Array.from(time);
  const after = steps.filter((t) => t >= start).length;
  const before = n - after;
  if (before < leastSteps.before || after < leastSteps.after) return null;
  const hasSeason = steps[n - 1]! - steps[0]! + 1 >= 2 * season && n >= 2 * season - 4 && before >= season;
  const columns = hasSeason ? 6 : 4;
  const design = new Float64Array(n * columns);
  for (const [row, t] of steps.entries()) {
    const isAfter = t >= start ? 1 : 0;
    const angle = (2 * Math.PI * t) / season;
    const season2 = hasSeason ? [Math.sin(angle), Math.cos(angle)] : [];
    design.set([1, t - start, isAfter, isAfter * (t - start), ...season2], row * columns);
  }
  const fit = neweyWest(design, columns, y, { lags, time: steps });
  const b = fit.coefficients;
  const at = (j: number): Estimate => estimate(b[j]!, fit.standardErrors[j]!, fit.freedom);
  const mean = steps.filter((t) => t >= start).reduce((sum, t) => sum + (t - start), 0) / after;
  const c = fit.covariance;
  const variance = c[2 * columns + 2]! + 2 * mean * c[2 * columns + 3]! + mean ** 2 * c[3 * columns + 3]!;
  const effect = estimate(b[2]! + mean * b[3]!, Math.sqrt(variance), fit.freedom);
  const fitted = steps.map((_, row) => y[row]! - fit.residuals[row]!);
  return {
    level: at(2),
    slope: at(3),
    effect,
    expected: steps.map((t, row) => fitted[row]! - (t >= start ? b[2]! + (t - start) * b[3]! : 0)),
    fitted,
    trendBefore: at(1),
    before,
    after,
    lags: fit.lags,
    hasSeason,
    detectable: (normalQuantile(0.975) + normalQuantile(0.8)) * effect.error,
  };
}
