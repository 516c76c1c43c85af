// Days on which a source arrived, or months that it has records for → how often it is to be expected.

export interface Cadence {
  /** Days from one arrival to the next: the median gap. */
  days: number;
  /** Days beyond it that are still usual. */
  tolerance: number;
  /** `arrivals`: learnt from imports; `records`: from the months that the records are of, before there are three imports. */
  basis: "arrivals" | "records";
  /** Gaps that it was learnt from. */
  gaps: number;
}

const daysOfMonth = 30.4375;
const fewestArrivals = 3;
const fewestMonths = 4;

/**
 * From whole days (days since an epoch; repeats of a day count once). Tolerance is three robust standard deviations
 * (1.4826 × median absolute deviation), at least two days (a weekend) and a tenth of the gap. Null below three days.
 */
export function cadenceOfArrivals(days: readonly number[]): Cadence | null {
  const distinct = [...new Set(days)].sort((a, b) => a - b);
  if (distinct.length < fewestArrivals) return null;
  const gaps = distinct.slice(1).map((day, i) => day - distinct[i]!);
  const typical = median(gaps);
  const spread = 1.4826 * median(gaps.map((gap) => Math.abs(gap - typical)));
  const tolerance = Math.ceil(Math.max(2, 3 * spread, typical / 10));
  return { days: typical, tolerance, basis: "arrivals", gaps: gaps.length };
}

/**
 * From months with records (numbers: year × 12 + month). Three gaps in four must be the same, else the source follows
 * events, not a calendar, and nothing is expected of it. Never shorter than a month, the grain that Rapport counts in.
 */
export function cadenceOfRecords(months: readonly number[]): Cadence | null {
  const distinct = [...new Set(months)].sort((a, b) => a - b);
  if (distinct.length < fewestMonths) return null;
  const gaps = distinct.slice(1).map((month, i) => month - distinct[i]!);
  const typical = median(gaps);
  if (gaps.filter((gap) => gap === typical).length < 0.75 * gaps.length) return null;
  const days = Math.round(typical * daysOfMonth);
  return { days, tolerance: Math.ceil(Math.max(7, days / 10)), basis: "records", gaps: gaps.length };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
