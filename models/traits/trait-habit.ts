// What was seen of each person over some months, and how much of it the months' chance could have made → the habit behind it, and how
// far people's habits lie apart. Each value is drawn towards the mean as its noise demands, so that an effect per standard deviation of
// the habit is not watered down by what is only chance (regression calibration: Carroll et al. 2006, Measurement Error, §4).
import { shrinkNormal } from "../estimators/empirical-bayes.js";

export interface Habit {
  /** NaN where the person was not seen. */
  values: Float64Array;
  /** Standard deviation between people, chance of the months taken out. */
  spread: number;
  /** Mean share of what sets people apart that is habit. */
  reliability: number;
}

/** Below this most of what sets people apart is chance, and no effect per habit can be told. */
const leastReliability = 0.3;
const leastPeople = 10;

/** `errors`: standard error of each value, from the person's own months. Undefined where mostly chance was seen. */
export function habitOf(values: ArrayLike<number>, errors: ArrayLike<number>): Habit | undefined {
  const seen = Array.from(values).flatMap((v, row) => (Number.isNaN(v) ? [] : [row]));
  if (seen.length < leastPeople) return undefined;
  const known = seen.filter((row) => errors[row] >= 0);
  if (known.length < leastPeople) return undefined;
  // Whoever has no error of their own (one month alone) is given the typical one.
  const typical = known.reduce((sum, row) => sum + errors[row] ** 2, 0) / known.length;
  const variances = seen.map((row) => Math.max(errors[row] >= 0 ? errors[row] ** 2 : typical, 1e-12));
  const shrunken = shrinkNormal(
    seen.map((row) => values[row]),
    variances,
  );
  const reliability = shrunken.reliability.reduce((sum, r) => sum + r, 0) / seen.length;
  if (reliability < leastReliability) return undefined;
  const habit = new Float64Array(values.length).fill(Number.NaN);
  seen.forEach((row, i) => (habit[row] = shrunken.estimates[i]));
  return { values: habit, spread: Math.sqrt(shrunken.between), reliability };
}
