// The attacker who waits: everything that the real door publishes in a year, for every released table and month, becomes limits
// on sums of people who are all known; a linear programme then says how closely one person's number is known.
import { RapportError } from "../../../engine/errors.js";
import type { ReleaseBook } from "../../../engine/disclosure/release-book.js";
import { answer } from "../../../engine/metrics/answer.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import { loadCatalogue } from "../../../engine/metrics/catalogue.js";
import { monthText, monthNumber } from "../../../engine/metrics/period.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import { releasesOf } from "../../../engine/metrics/releases-of.js";
import { resultRows, type PlainRow } from "../../../engine/result-rows.js";
import type { FixtureRow } from "../metrics/month-fixture.js";
import { IntervalSolver, type Interval, type KnownSum } from "./interval-solver.js";
import type { TimeCompany, TimePerson } from "./time-company.js";

const now = new Date("2026-03-01T00:00:00Z");
const everybody: Reader = { id: "g", rights: "group" };
const fields = ["gender", "tenure_band", "level", "age_band", "job_family", "site"];
const units = ["division", "department", "team"];
/** Every table that a question can name. */
const tables = [null, ...units].flatMap((unit) =>
  [null, ...fields].map((field) => [unit, field].filter((name) => name !== null)),
);

/** Released sums about one fact of people who are known, and how much of a year they cover. */
export interface Published {
  sums: KnownSum[];
  /** Answered cells, before those over the same people are put together. */
  answers: number;
  /** Months in which anything was answered. */
  months: Set<string>;
}

/** `perMonth`: people of the cell, on average over the months that are read. */
type Limits = (row: PlainRow, members: readonly number[], perMonth: number) => Interval | null;

/** Who stands where, as a colleague knows it; `window`: months up to the one asked about that the metric reads. */
class Whereabouts {
  readonly #rows = new Map<string, FixtureRow[]>();
  readonly #index = new Map<string, Map<string, Map<number, number>>>();
  readonly #number: Map<string, number>;

  constructor(
    company: TimeCompany,
    private readonly book: ReleaseBook,
    private readonly window: number,
    private readonly counts: (row: FixtureRow) => boolean,
  ) {
    for (const row of company.rows) {
      const month = String(row.month);
      if (!this.#rows.has(month)) this.#rows.set(month, []);
      this.#rows.get(month)!.push(row);
    }
    this.#number = new Map(company.people.map(({ id }, i) => [id, i]));
  }

  /** People of the row's cell in any of the months that are read, and how many of them a month has on average. */
  behind(month: string, by: readonly string[], row: PlainRow): { members: number[]; perMonth: number } {
    const [unit, field] = [by.find((name) => units.includes(name)), by.find((name) => fields.includes(name))];
    const index = this.#indexOf(month, unit, field);
    const parts = (name: string | undefined): string[] =>
      name === undefined ? [""] : String(row[name]).split(" + ");
    const found = new Map<number, number>();
    for (const place of parts(unit))
      for (const value of parts(field))
        for (const [i, months] of index.get(`${place}|${value}`) ?? [])
          found.set(i, (found.get(i) ?? 0) + months);
    const personMonths = [...found.values()].reduce((all, months) => all + months, 0);
    return { members: [...found.keys()].sort((a, b) => a - b), perMonth: personMonths / this.window };
  }

  #indexOf(month: string, unit = "", field = ""): Map<string, Map<number, number>> {
    const name = `${month} ${unit} ${field}`;
    let index = this.#index.get(name);
    if (index) return index;
    this.#index.set(name, (index = new Map()));
    const last = monthNumber(month);
    for (let m = last - this.window + 1; m <= last; m++)
      for (const row of this.#rows.get(monthText(m)) ?? []) {
        if (!this.counts(row)) continue;
        const key = `${unit === "" ? "" : this.#unit(row, unit)}|${field === "" ? "" : String(row[field])}`;
        if (!index.has(key)) index.set(key, new Map());
        const [months, person] = [index.get(key)!, this.#number.get(String(row.employee_id))!];
        months.set(person, (months.get(person) ?? 0) + 1);
      }
    return index;
  }

  /** Few above others are counted with the unit that the release names. Units bear their ids as names. */
  #unit(row: FixtureRow, unit: string): string {
    const { hosts } = this.book.months.get(String(row.month))!.release;
    const path = ["*", ...(row.org_path as string[]).slice(1)];
    while (hosts[path.at(-1)!] !== undefined) path.push(hosts[path.at(-1)!]);
    return path[Math.min(units.indexOf(unit) + 1, path.length - 1)];
  }
}

/** Asks the real door for the metric in every table and month from `from` on. */
async function gather(
  cache: MetricCache,
  metric: string,
  from: string,
  whereabouts: Whereabouts,
  limits: Limits,
  into: Map<string, KnownSum>,
): Promise<{ answers: number; months: Set<string> }> {
  let answers = 0;
  const months = new Set<string>();
  for (const by of tables) {
    for (const row of await asked(cache, metric, from, by)) {
      const month = String(row.month);
      const { members, perMonth } = whereabouts.behind(month, by, row);
      const known = limits(row, members, perMonth);
      if (known === null) continue;
      answers++;
      months.add(month);
      const key = members.join();
      const before = into.get(key);
      into.set(key, {
        members,
        low: Math.max(known.low, before?.low ?? -Infinity),
        high: Math.min(known.high, before?.high ?? Infinity),
      });
    }
  }
  return { answers, months };
}

async function asked(cache: MetricCache, metric: string, from: string, by: string[]): Promise<PlainRow[]> {
  try {
    const spec = { metrics: [metric], by: ["month", ...by], from, to: "2025-12" };
    const result = await answer(cache, spec, { reader: everybody, now });
    return resultRows(result.table, result.columns);
  } catch (error) {
    if (error instanceof RapportError && error.code === "not_released") return [];
    throw error;
  }
}

async function bookOf(cache: MetricCache): Promise<ReleaseBook> {
  return (await releasesOf(cache, loadCatalogue(), now)).book;
}

/** A published amount to within half of its step; a mean stands for that many people. */
const around =
  (metric: string, isMean: boolean): Limits =>
  (row, { length }) => {
    const [value, step] = [row[metric], row[`${metric}__step`]] as (number | null)[];
    if (value === null) return null;
    const times = isMean ? length : 1;
    const half = (step ?? 0) / 2 + 1e-6;
    return { low: (value - half) * times, high: (value + half) * times };
  };

/** Mean and sum of base pay, of those employed at a month's end. */
export async function publishedPay(
  cache: MetricCache,
  company: TimeCompany,
  from: string,
  metrics: readonly string[] = ["base_pay_mean", "base_payroll"],
): Promise<Published> {
  const whereabouts = new Whereabouts(company, await bookOf(cache), 1, (row) => row.headcount_end === 1);
  const sums = new Map<string, KnownSum>();
  const months = new Set<string>();
  let answers = 0;
  for (const metric of metrics) {
    const limits = around(metric, metric.endsWith("_mean"));
    const found = await gather(cache, metric, from, whereabouts, limits, sums);
    answers += found.answers;
    for (const month of found.months) months.add(month);
  }
  return { sums: [...sums.values()], answers, months };
}

/** Who had the fact in the twelve months up to each month: a count in multiples of k, or a word made of it. */
export async function publishedFact(
  cache: MetricCache,
  company: TimeCompany,
  from: string,
  k: number,
): Promise<Published> {
  const whereabouts = new Whereabouts(company, await bookOf(cache), 12, () => true);
  const sums = new Map<string, KnownSum>();
  const metric = "raise_share_12m";
  const limits: Limits = (row, { length }, perMonth) => {
    const half = (k - 1) / 2;
    const events = row[`${metric}__events`] as number | null;
    if (events !== null && row[metric] !== null)
      return { low: Math.max(0, events - half), high: events + k > length ? length : events + half };
    // the word says on which side of a quarter or three quarters the rounded count lies
    const multiples = Array.from({ length: Math.floor(length / k) + 1 }, (_, i) => i * k);
    const meets: Record<string, (share: number) => boolean> = {
      share_low: (share) => share < 0.25,
      share_middle: (share) => share >= 0.25 && share <= 0.75,
      share_high: (share) => share > 0.75,
    };
    const word = meets[String(row[`${metric}__refused`])];
    const counts = word ? multiples.filter((count) => word(count / Math.min(perMonth, length))) : [];
    if (counts.length === 0) return null;
    const most = counts.at(-1)!;
    return { low: Math.max(0, counts[0] - half), high: most + k > length ? length : most + half };
  };
  const { answers, months } = await gather(cache, metric, from, whereabouts, limits, sums);
  return { sums: [...sums.values()], answers, months };
}

const solverOf = (truth: readonly number[], most: number, { sums }: Published): IntervalSolver =>
  new IntervalSolver(
    truth,
    truth.map(() => ({ low: 0, high: most })),
    sums,
  );

/** How closely each target is known: the interval of a number that lies between 0 and `most` for everybody. */
export function intervals(
  truth: readonly number[],
  most: number,
  published: Published,
  targets: readonly number[],
): Interval[] {
  const solver = solverOf(truth, most, published);
  return targets.map((target) => solver.intervalOf(target));
}

/** Half-width of what is known of each target, as a share of the truth: exact up to `wide`, at most the true one from there on. */
export function halfWidths(
  truth: readonly number[],
  most: number,
  published: Published,
  targets: readonly number[],
  wide = 0.21,
): number[] {
  const solver = solverOf(truth, most, published);
  return targets.map((target) => {
    const { low, high } = solver.intervalOf(target, 2 * wide * truth[target]);
    return (high - low) / 2 / truth[target];
  });
}

/** Those of the targets of whom it is certain whether they have a fact or not. */
export function certain(
  truth: readonly number[],
  published: Published,
  targets: readonly number[],
): number[] {
  const solver = solverOf(truth, 1, published);
  return targets.filter((target) => {
    const { low, high } = solver.intervalOf(target, 0.01);
    return high - low < 0.01;
  });
}

/** Three times the median of what people earn in the year that scales are taken from: everybody may know it. */
export function capOf({ rows, months }: TimeCompany): number {
  const first = new Set(months.slice(0, 12));
  const pays = rows
    .filter((row) => first.has(String(row.month)))
    .map((row) => Number(row.base_pay))
    .sort((a, b) => a - b);
  const half = pays.length / 2;
  return 3 * ((pays[Math.ceil(half) - 1] + pays[Math.floor(half)]) / 2);
}

/** Numbers of fifteen people whose cells change and seven whose do not (the recipe asks for twelve and six), outliers apart. */
export function targetsOf({ people }: TimeCompany): { ordinary: number[]; outliers: number[] } {
  const pick = (wanted: (person: TimePerson) => boolean, count: number): number[] =>
    people.flatMap((person, i) => (wanted(person) ? [i] : [])).slice(0, count);
  return {
    ordinary: [
      ...pick((person) => !person.isOutlier && person.isChanger, 15),
      ...pick((person) => !person.isOutlier && !person.isChanger, 7),
    ],
    outliers: pick((person) => person.isOutlier, 3),
  };
}
