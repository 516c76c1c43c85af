// Raw sums of a released cell → what is published: never finer than one person could move it.

/** The next of 1, 2, 5 × 10^e at or above x. */
export function snap(x: number): number {
  if (!(x > 0) || !Number.isFinite(x)) return NaN;
  const e = 10 ** Math.floor(Math.log10(x) + 1e-12);
  return [1, 2, 5, 10].map((digit) => digit * e).find((step) => step >= x * (1 - 1e-12))!;
}

/** To the nearest multiple of a step, without the dust of binary fractions; never minus zero. */
export function toStep(value: number, step: number): number {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-12));
  return Number((Math.round(value / step) * step).toFixed(decimals)) + 0;
}

export interface Published {
  value: number;
  /** The number is known to half of this. */
  step: number;
}

/** Mean over n people of values whose middle 80 % spread over `range`. Source: released cells, honest digits (own design). */
export function publishedMean(value: number, people: number, range: number): Published {
  const step = snap(range / people);
  return { value: toStep(value, step), step };
}

/**
 * Sum over people: that many times their published mean, so that it tells nothing that the mean does not tell (two roundings
 * of one amount on different grids would narrow it down). One person moves it by about the range of a month, in each month.
 */
export function publishedSum(value: number, months: number, range: number, people = 1): Published {
  const mean = publishedMean(value / people, people, range * months);
  const step = mean.step * people;
  return { value: toStep(mean.value * people, mean.step), step };
}

/**
 * People to whom something happened: in multiples of k, and never more than the multiple that `most` (how many there are, which
 * is known) holds: rounded up, "10 of 8" would say that it happened to all eight.
 */
export const publishedCount = (count: number, k: number, most = Infinity): Published => ({
  value: Math.min(Math.round(count / k) * k, most === Infinity ? Infinity : flooredCount(most, k)),
  step: k,
});

/** People behind a number, as a lower bound in multiples of k. */
export const flooredCount = (count: number, k: number): number => Math.floor(count / k) * k;

export type ShareBand = "share_low" | "share_middle" | "share_high";

/** A share of people: a figure (null) from 5k people on, else a word made of the rounded count. */
export function shareBand(count: Published, people: number, k: number): ShareBand | null {
  if (people >= 5 * k) return null;
  const share = count.value / people;
  return share < 0.25 ? "share_low" : share <= 0.75 ? "share_middle" : "share_high";
}

/**
 * A share of people as published. `most`: how often it can have happened at all; left out where it can happen to one person more
 * than once.
 */
export function publishedShare(
  count: number,
  people: number,
  k: number,
  most = Infinity,
): { count: Published; band: ShareBand | null } {
  const rounded = publishedCount(count, k, most);
  return { count: rounded, band: shareBand(rounded, people, k) };
}

/**
 * Whether a window that ends with this month may show what persists (pay, ratings) and protected attributes: half-years of
 * the fiscal year; in a company of fewer than 100 people, and for what looks back over a year (`isYearly`), its years only.
 * Months count from year 0.
 */
export function isOnCalendar(
  { from, to }: { from: number; to: number },
  {
    fiscalYearStart,
    people,
    isYearly = false,
  }: { fiscalYearStart: number; people: number; isYearly?: boolean },
): boolean {
  const cycle = isYearly || people < 100 ? 12 : 6;
  const position = (((to - (fiscalYearStart - 1)) % cycle) + cycle) % cycle;
  return position === cycle - 1 && (from === to || (to - from + 1) % cycle === 0);
}
