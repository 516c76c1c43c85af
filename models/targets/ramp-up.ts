// Output of people month by month + their tenure → how productive newcomers are in each month of their first year, beside the
// experienced of the same calendar month. Season and growth cancel; months with few newcomers are drawn to the curve of all.
import { shrinkNormal } from "../estimators/empirical-bayes.js";
import { nelderMead } from "../estimators/nelder-mead.js";
import type { Refusal } from "../model.js";

export interface OutputMonth {
  employee: string;
  /** "YYYY-MM". */
  month: string;
  /** Whole months since the hire. */
  tenure: number;
  /** Part of the month employed. */
  share: number;
  value: number;
}

export interface RampUp {
  newcomers: number;
  personMonths: number;
  /** Share of an experienced person's output in tenure month 0 … 11: as observed, and smoothed with 95 % limits. */
  months: { tenure: number; people: number; observed: number; smoothed: number; low: number; high: number }[];
  /** First tenure month at 90 % of the experienced; null where the first year does not reach it. */
  full: number | null;
}

export const firstYear = 12;
const leastNewcomers = 8;
const leastMonths = 40;
const leastTenures = 6;
const leastExperienced = 3;

export function rampUp(rows: readonly OutputMonth[]): RampUp | Refusal {
  const experienced = outputOfExperienced(rows);
  const own: number[][] = Array.from({ length: firstYear }, () => []);
  const newcomers = new Set<string>();
  for (const { employee, month, tenure, share, value } of rows) {
    const usual = experienced.get(month);
    // Weeks at either end of an employment say little about a whole month.
    if (tenure >= firstYear || share < 0.5 || usual === undefined || !(usual > 0)) continue;
    own[tenure].push(value / share / usual);
    newcomers.add(employee);
  }
  const personMonths = own.reduce((sum, { length }) => sum + length, 0);
  const known = own.flatMap((values, tenure) => (values.length > 1 ? [tenure] : []));
  if (newcomers.size < leastNewcomers || personMonths < leastMonths || known.length < leastTenures)
    return tooFew(newcomers.size, personMonths);
  const means = known.map((tenure) => meanOf(own[tenure]));
  // One variance for all tenures: that of a month with three people would be guesswork.
  const squares = known.reduce(
    (sum, tenure, i) => sum + own[tenure].reduce((all, v) => all + (v - means[i]) ** 2, 0),
    0,
  );
  const within = squares / (known.reduce((sum, t) => sum + own[t].length, 0) - known.length);
  const variances = known.map((tenure) => within / own[tenure].length);
  const approached = approach(known, means, variances);
  const shrunken = shrinkNormal(
    means.map((mean, i) => mean - approached(known[i])),
    variances,
  );
  const months = known.map((tenure, i) => ({
    tenure,
    people: own[tenure].length,
    observed: means[i],
    smoothed: Math.max(0, approached(tenure) + shrunken.estimates[i]),
    low: Math.max(0, approached(tenure) + shrunken.limits[i].low),
    high: Math.max(0, approached(tenure) + shrunken.limits[i].high),
  }));
  const full = months.find((_, i) => months.slice(i).every(({ smoothed }) => smoothed >= 0.9));
  return { newcomers: newcomers.size, personMonths, months, full: full?.tenure ?? null };
}

/** Share of an experienced person's output at that tenure; 1 without a measured ramp and after the first year. */
export function productivity(ramp: RampUp | null, tenure: number): number {
  if (ramp === null || tenure >= firstYear) return 1;
  const { months } = ramp;
  const after = months.find((month) => month.tenure >= tenure) ?? months.at(-1)!;
  const before = months.findLast((month) => month.tenure <= tenure) ?? after;
  if (after.tenure === before.tenure) return before.smoothed;
  const share = (tenure - before.tenure) / (after.tenure - before.tenure);
  return before.smoothed + share * (after.smoothed - before.smoothed);
}

/** Output per whole person-month of people past their first year, by calendar month; months with fewer than three have none. */
function outputOfExperienced(rows: readonly OutputMonth[]): Map<string, number> {
  const sums = new Map<string, { value: number; share: number; people: number }>();
  for (const { month, tenure, share, value } of rows) {
    if (tenure < firstYear) continue;
    const sum = sums.get(month) ?? { value: 0, share: 0, people: 0 };
    sums.set(month, { value: sum.value + value, share: sum.share + share, people: sum.people + 1 });
  }
  return new Map(
    [...sums].filter(([, s]) => s.people >= leastExperienced).map(([month, s]) => [month, s.value / s.share]),
  );
}

/** 1 − d·exp(−t/τ), d and τ by weighted least squares: output comes near the experienced, the nearer the slower. */
function approach(
  at: readonly number[],
  means: readonly number[],
  variances: readonly number[],
): (tenure: number) => number {
  const loss = ([d, logTau]: ArrayLike<number> & Iterable<number>): number =>
    at.reduce((sum, t, i) => sum + (means[i] - curve(d, logTau, t)) ** 2 / variances[i], 0);
  const found = nelderMead(loss, [0.5, 1], { step: [0.3, 0.7], maxEvaluations: 600, tolerance: 1e-12 });
  return (tenure) => curve(found.at[0], found.at[1], tenure);
}

const curve = (d: number, logTau: number, t: number): number =>
  1 - d * Math.exp(-t / Math.exp(Math.min(5, Math.max(-2, logTau))));

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

const tooFew = (newcomers: number, personMonths: number): Refusal => ({
  refused: true,
  code: "too_few_newcomers",
  facts: { newcomers, newcomersNeeded: leastNewcomers, personMonths, personMonthsNeeded: leastMonths },
  text: {
    en: `Ramp-up of newcomers not measured: ${newcomers} newcomers with ${personMonths} months; at least ${leastNewcomers} with ${leastMonths} are needed, in six different months of tenure, beside three experienced people.`,
    zh: `未能测算新人爬坡：只有 ${newcomers} 名新人、共 ${personMonths} 个人月；至少需要 ${leastNewcomers} 名新人、${leastMonths} 个人月，覆盖六个不同的司龄月份，且有三名熟手可作对照。`,
  },
});
