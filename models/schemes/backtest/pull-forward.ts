// Amounts per person and month → is the end of a period pulled forward, against the beginning of the next?
// Per working day, relative to each person's own mean: y_t = a + b t + c u_t, u = +1 in a period's last month, −1 in its first. A
// trend is no pull (b takes it), and months, not people, are the units: a month's weather is common to all. Student's t on months.
// One strong December is not enough: c must stand, interval and all, whichever calendar month's period end is left
// out.
import type { Bilingual } from "../../../engine/locale.js";
import { estimate } from "../../estimators/estimate.js";
import { weightedLeastSquares } from "../../estimators/weighted-least-squares.js";
import type { PullForward } from "./backtest-types.js";

export interface MonthlyAmounts {
  indicator: string;
  name: Bilingual;
  /** In time order, without gaps; 0 = first month of a period. */
  months: { month: string; place: number; workingDays: number }[];
  /** Amount by month of each person; NaN where not employed. */
  people: readonly (readonly number[])[];
}

const fewestBoundaries = 4;

/** `length`: months of a period; 3 for a quarter. A month's own scheme has no inner months: refused. */
export function pullForward(
  { indicator, name, months, people }: MonthlyAmounts,
  length: number,
): PullForward {
  const level = relativeLevel(months, people);
  const boundaries = months.filter(({ place }, i) => place === length - 1 && i + 1 < months.length);
  const base = { indicator, name, boundaries: boundaries.length, months: months.length };
  const refused = (reason: PullForward["refused"]): PullForward => ({
    ...base,
    refused: reason,
    lastShare: null,
    firstShare: null,
    effect: null,
    limits: null,
    p: null,
    isSteady: false,
    isFound: false,
  });
  if (length < 3 || boundaries.length < fewestBoundaries) return refused("too_few_periods");
  if (level === null) return refused("no_amounts");
  const all = fit(months, level, length, () => true);
  if (!Number.isFinite(all.error)) return refused("no_amounts");
  const ends = [...new Set(boundaries.map(({ month }) => month.slice(5)))];
  const without = ends.map((end) => fit(months, level, length, (i) => !touches(months, i, end, length)).low);
  const isSteady = without.every((low) => low > 0);
  return {
    ...base,
    refused: null,
    lastShare: shareOf(months, level, length, length - 1),
    firstShare: shareOf(months, level, length, 0),
    effect: all.value,
    limits: { low: all.low, high: all.high },
    p: all.p,
    isSteady,
    isFound: all.low > 0 && isSteady,
  };
}

/** The month's amount per working day, each person against their own mean; the mean over people present. */
function relativeLevel(
  months: MonthlyAmounts["months"],
  people: MonthlyAmounts["people"],
): Float64Array | null {
  const sums = new Float64Array(months.length);
  const counts = new Float64Array(months.length);
  for (const amounts of people) {
    const perDay = months.map(({ workingDays }, i) => amounts[i]! / workingDays);
    const there = perDay.filter((value) => Number.isFinite(value));
    const own = there.reduce((x, y) => x + y, 0) / there.length;
    // nobody's single good month may weigh more than a year of others
    if (!(own > 0) || there.length < 6) continue;
    perDay.forEach((value, i) => {
      if (!Number.isFinite(value)) return;
      sums[i]! += value / own;
      counts[i]!++;
    });
  }
  if (counts.some((count) => count === 0)) return null;
  return sums.map((sum, i) => sum / counts[i]!);
}

function fit(
  months: MonthlyAmounts["months"],
  level: Float64Array,
  length: number,
  isUsed: (i: number) => boolean,
) {
  const rows = months.flatMap((_, i) => (isUsed(i) ? [i] : []));
  const x = Float64Array.from(
    rows.flatMap((i) => {
      const { place } = months[i]!;
      return [1, (i - months.length / 2) / months.length, place === length - 1 ? 1 : place === 0 ? -1 : 0];
    }),
  );
  const fitted = weightedLeastSquares(
    x,
    3,
    rows.map((i) => level[i]!),
    rows.map(() => 1),
  );
  return estimate(fitted.coefficients[2]!, fitted.standardErrors[2]!, fitted.freedom);
}

/** The last month of a period that ends in that calendar month, or the month after it. */
function touches(months: MonthlyAmounts["months"], i: number, end: string, length: number): boolean {
  const { month, place } = months[i]!;
  if (place === length - 1 && month.slice(5) === end) return true;
  return place === 0 && i > 0 && months[i - 1]!.month.slice(5) === end;
}

/** Of whole periods: the mean share that one month has, per working day. */
function shareOf(
  months: MonthlyAmounts["months"],
  level: Float64Array,
  length: number,
  place: number,
): number {
  const shares: number[] = [];
  for (let i = 0; i + length <= months.length; i++) {
    if (months[i]!.place !== 0) continue;
    let sum = 0;
    for (let k = 0; k < length; k++) sum += level[i + k]!;
    if (sum > 0) shares.push(level[i + place]! / sum);
  }
  return shares.reduce((x, y) => x + y, 0) / shares.length;
}
