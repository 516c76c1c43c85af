// Comparisons by the longest way: months one by one, tests by adding up probabilities, q values by their definition.
import jstat from "jstat";
import type { MetricQuerySpec } from "../../../engine/metrics/metric-query.js";
import { festivalDates } from "./festival-table.js";
import type { ReferenceCell, ReferenceRow } from "./reference-answer.js";
import { sum } from "./reference-intervals.js";
import type { ReferenceMetric } from "./reference-metrics.js";

export interface ReferenceComparison {
  previous: number | null;
  difference: number | null;
  low: number | null;
  high: number | null;
  p: number | null;
  q: number | null;
  chance: string | null;
  refused: string | null;
}

interface Calendar {
  /** Months of the question's grain; null without one. */
  length: number | null;
  periods: string[][];
  periodsOf(range: string[]): string[][];
}

type Entry = NonNullable<MetricQuerySpec["compare"]>[number];

/** The months that a period is compared with; null where a named time has none in its place. */
export function otherMonths(entry: Entry, months: string[], calendar: Calendar): string[] | null {
  const back = (by: number): string[] => months.map((month) => shifted(month, -by));
  if (entry === "previous_year") return back(12);
  if (entry === "previous_period") return back(calendar.length ?? months.length);
  if (entry === "spring_festival") return back(festivalShift(months));
  if (entry.from === undefined) return months;
  const range = monthsBetween(entry.from, entry.to ?? entry.from);
  const place = calendar.periods.findIndex((period) => period[0] === months[0]);
  const other = calendar.periodsOf(range)[place];
  if (!other) return null;
  if (calendar.length === null || months.length === calendar.length) return other;
  const starts = (first: string): string => {
    let start = first;
    const isNew = (month: string) => calendar.periodsOf([shifted(month, -1), month]).length === 2;
    while (!isNew(start)) start = shifted(start, -1);
    return start;
  };
  const [own, its] = [starts(months[0]), starts(other[0])];
  const same = other.filter((month) => months.includes(shifted(own, distance(its, month))));
  return same.length > 0 ? same : other;
}

/** 11, 12 or 13, as the table of dates has it. */
function festivalShift(months: string[]): number {
  const festivals = Object.values(festivalDates).map((date) => date.slice(0, 7));
  const away = (festival: string): number => Math.min(...months.map((m) => Math.abs(distance(festival, m))));
  const nearest = festivals.reduce((a, b) => (away(b) < away(a) ? b : a));
  const before = festivals[festivals.indexOf(nearest) - 1];
  if (months.length === 1) {
    const place = distance(nearest, months[0]);
    return place >= -1 && place <= 2 ? distance(before, nearest) : 12;
  }
  const holds = months.includes(nearest);
  const held = months.map((month) => shifted(month, -12)).includes(before);
  return holds === held ? 12 : distance(before, nearest);
}

export function compared(
  metric: ReferenceMetric,
  now: ReferenceCell,
  then: ReferenceCell,
): ReferenceComparison {
  const refused = now.refused ?? then.refused;
  const result: ReferenceComparison = {
    previous: then.value,
    difference: null,
    low: null,
    high: null,
    p: null,
    q: null,
    chance: null,
    refused,
  };
  if (refused || now.value === null || then.value === null) return result;
  result.difference = now.value - then.value;
  if (metric.interval === "none") return result;
  result.chance = "too_few";
  if (now.low === null || now.high === null || then.low === null || then.high === null) return result;
  const [a, b] = [now.value, then.value];
  result.low = a - b - Math.sqrt((a - now.low) ** 2 + (then.high - b) ** 2);
  result.high = a - b + Math.sqrt((now.high - a) ** 2 + (b - then.low) ** 2);
  const isFew =
    metric.interval === "poisson"
      ? now.events! + then.events! < 5
      : metric.interval === "wilson"
        ? Math.min(now.exposure!, then.exposure!) < 10
        : Math.min(now.n!, then.n!) < 10;
  if (!isFew) result.p = pOf(metric, now, then);
  return result;
}

function pOf(metric: ReferenceMetric, now: ReferenceCell, then: ReferenceCell): number | null {
  if (metric.interval === "poisson") {
    const n = now.events! + then.events!;
    const share = now.exposure! / (now.exposure! + then.exposure!);
    return twoSided(n, now.events!, (k) => binomial(n, k, share));
  }
  if (metric.interval === "wilson") {
    const [x1, n1, x2, n2] = [now.events!, now.exposure!, then.events!, then.exposure!];
    const [x, n] = [x1 + x2, n1 + n2];
    const expected = [n1 * x, n2 * x, n1 * (n - x), n2 * (n - x)].map((e) => e / n);
    if (Math.min(...expected) < 5)
      return twoSided(x, x1, (k) => (choose(n1, k) * choose(n2, x - k)) / choose(n, x));
    const p = x / n;
    const z = (x1 / n1 - x2 / n2) / Math.sqrt(p * (1 - p) * (1 / n1 + 1 / n2));
    return 1 - jstat.chisquare.cdf(z * z, 1);
  }
  const [a, b] = [spread(now), spread(then)];
  if (a.variance + b.variance === 0) return now.value === then.value ? 1 : null;
  const freedom =
    (a.variance + b.variance) ** 2 / (a.variance ** 2 / (a.n - 1) + b.variance ** 2 / (b.n - 1));
  const t = Math.abs(now.value! - then.value!) / Math.sqrt(a.variance + b.variance);
  return 2 * (1 - jstat.studentt.cdf(t, freedom));
}

/** Variance of Σy/Σx over people. */
function spread({ people, value }: ReferenceCell): { n: number; variance: number } {
  const own = people!.filter((p) => p.x > 0);
  const x = sum(people!.map((p) => p.x));
  const squares = sum(people!.map((p) => (p.y - value! * p.x) ** 2));
  return { n: own.length, variance: ((own.length / (own.length - 1)) * squares) / x ** 2 };
}

function twoSided(most: number, observed: number, probability: (k: number) => number): number {
  const limit = probability(observed) * (1 + 1e-7);
  let p = 0;
  for (let k = 0; k <= most; k++) if (probability(k) <= limit) p += probability(k);
  return Math.min(1, p);
}

const binomial = (n: number, k: number, p: number): number => choose(n, k) * p ** k * (1 - p) ** (n - k);

function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let product = 1;
  for (let i = 1; i <= k; i++) product *= (n - k + i) / i;
  return product;
}

/** q of one p: the least, over all p′ ≥ p, of p′ × tests ÷ (tests with a p ≤ p′). */
export function judge(rows: readonly ReferenceRow[]): void {
  const all = rows.flatMap((row) => Object.values(row.comparisons).flatMap((c) => Object.values(c)));
  const tested = all.filter(({ p }) => p !== null);
  const rates = tested.map(({ p }) => (p! * tested.length) / tested.filter((other) => other.p! <= p!).length);
  for (const comparison of tested) {
    const above = rates.filter((_, i) => tested[i].p! >= comparison.p!);
    comparison.q = Math.min(1, ...above);
    comparison.chance = comparison.q <= 0.05 ? "beyond_chance" : "could_be_chance";
  }
}

const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const distance = (from: string, to: string): number => numberOf(to) - numberOf(from);

export function shifted(month: string, by: number): string {
  const number = numberOf(month) + by;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
}

const monthsBetween = (from: string, to: string): string[] =>
  Array.from({ length: distance(from, to) + 1 }, (_, i) => shifted(from, i));
