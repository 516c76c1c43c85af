// A person's months → how the last differs from the one before and from their own past, and whether chance alone would do it.
import { ratesTest, sharesTest } from "../../engine/metrics/chance-test.js";
import { studentTail } from "../../engine/metrics/tail-probability.js";
import { exact } from "./gap.js";
import type { Change, Noise, OwnPast } from "./progress-types.js";

export interface MonthPoint {
  /** YYYY-MM. */
  month: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

/** Fewer own months than this say nothing about a person's usual ups and downs. */
const leastMonths = 6;
const threshold = 0.05;

const noiseOf = (p: number | null): Noise =>
  p === null ? "not_known" : p < threshold ? "more_than_chance" : "could_be_chance";
const known = (p: number): number | null => (Number.isNaN(p) ? null : p);

/**
 * Last month against the one before: two proportions where the value is a share of whole things, two Poisson counts where it
 * is a number of them, else the person's own month-to-month spread.
 */
export function changeOf(months: readonly MonthPoint[], isShare: boolean, isCount: boolean): Change | null {
  const [before, after] = months.slice(-2);
  if (!before || !after || before.value === null || after.value === null) return null;
  const p = isShare
    ? known(
        sharesTest(
          after.numerator ?? NaN,
          after.denominator ?? NaN,
          before.numerator ?? NaN,
          before.denominator ?? NaN,
        ),
      )
    : isCount && Number.isInteger(after.value) && Number.isInteger(before.value)
      ? known(ratesTest(after.value, 1, before.value, 1))
      : spreadTest(months.slice(0, -1), after.value - before.value, Math.SQRT2);
  return {
    from: before.month,
    to: after.month,
    before: before.value,
    after: after.value,
    difference: exact(after.value - before.value),
    relative: before.value === 0 ? null : exact((after.value - before.value) / Math.abs(before.value)),
    p,
    noise: noiseOf(p),
  };
}

/** Last month against the mean of the up to twelve before it: would a further ordinary month lie so far off? */
export function pastOf(months: readonly MonthPoint[]): OwnPast | null {
  const latest = months.at(-1)?.value ?? null;
  const values = valuesOf(months.slice(0, -1).slice(-12));
  if (latest === null || values.length < leastMonths) return null;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const p = spreadTest(months.slice(0, -1), latest - mean, Math.sqrt(1 + 1 / values.length));
  return { months: values.length, mean, latest, difference: exact(latest - mean), p, noise: noiseOf(p) };
}

/** Student's t of a difference whose standard error is `factor` × the standard deviation of the own months. */
function spreadTest(months: readonly MonthPoint[], difference: number, factor: number): number | null {
  const values = valuesOf(months.slice(-12));
  if (values.length < leastMonths) return null;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
  if (deviation === 0) return difference === 0 ? 1 : null;
  return known(studentTail(difference / (factor * deviation), values.length - 1));
}

const valuesOf = (months: readonly MonthPoint[]): number[] =>
  months.flatMap(({ value }) => (value === null ? [] : [value]));
