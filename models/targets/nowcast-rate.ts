// Question about a rate in the running quarter → the rate so far, where it will end, and the chance of its target. No share of it is
// ever due: a rate does not accumulate.
import { answer, loadCatalogue } from "../../engine/index.js";
import type { Filter } from "../../engine/metrics/metric-query.js";
import type { ModelContext } from "../model-context.js";
import { dataThrough } from "../data-through.js";
import { monthNumber, monthText } from "../month.js";
import { knownBy } from "./known-by.js";
import { nowcastErrors as fail } from "./nowcast-errors.js";
import { rateNowcast, type Cases, type RateNowcast } from "./rate-nowcast.js";
import { isShareOfCases } from "./share-of-cases.js";
import { firstWorkingDays } from "./working-share.js";

export interface RateQuestion {
  metric: string;
  where?: Filter[];
  /** A share: 0.85 is 85 %. */
  target?: number;
  /** Last day counted, "YYYY-MM-DD"; the last one that the data know when left out. */
  day?: string;
}

export interface RateOutlook extends RateNowcast {
  metric: string;
  from: string;
  to: string;
  day: string;
  /** Cases so far in the quarter, and those expected until its end. */
  cases: number;
  toCome: number;
  /** Past quarters that say how much the rate varies. */
  quarters: number;
}

/** Past quarters looked at. */
const mostQuarters = 12;

/** Errors: rate_needs_cases for a metric that is no share of counted cases; rate_target_invalid; those of the question door. */
export async function nowcastRate(context: ModelContext, question: RateQuestion): Promise<RateOutlook> {
  const { cache, workspace, reader, now } = context;
  const { metric, where = [], target } = question;
  const definition = loadCatalogue(workspace.dir).metrics.get(metric);
  if (!definition || !isShareOfCases(definition)) {
    const known = [...loadCatalogue(workspace.dir).metrics.values()]
      .filter(isShareOfCases)
      .map(({ id }) => id);
    throw fail.rate_needs_cases({ metric, known });
  }
  if (target !== undefined && !(target > 0 && target <= 1)) throw fail.rate_target_invalid({ found: target });
  const { day, lastWhole, isRunning } = knownBy(question.day, dataThrough(workspace, cache, now).through);
  const { timeZone, fiscalYearStart = 1 } = workspace.config;
  const first = quarterOf(monthNumber(day), fiscalYearStart);
  const since = Math.max(monthNumber(cache.history.from), first - 3 * mostQuarters);
  const last = isRunning ? monthNumber(day) : lastWhole;
  const months = await casesByMonth();
  const quarterCases = (from: number): Cases => added([0, 1, 2].map((i) => months.get(from + i)));
  const past: Cases[] = [];
  for (let from = first - 3; from >= since; from -= 3) past.push(quarterCases(from));
  const running = quarterCases(first);
  const toCome = casesToCome(months, { first, last, day, timeZone });
  return {
    metric,
    from: monthText(first),
    to: monthText(first + 2),
    day,
    cases: running.denominator,
    toCome,
    quarters: past.filter(({ denominator }) => denominator > 0).length,
    ...rateNowcast(past, running, toCome, { seed: 1, ...(target !== undefined && { target }) }),
  };

  /** Month by month through the question door: rights and small groups apply. */
  async function casesByMonth(): Promise<Map<number, Cases>> {
    const { table } = await answer(
      { database: cache.database, snapshot: cache.snapshot, workspace },
      { metrics: [metric], by: ["month"], where, from: monthText(since), to: monthText(last) },
      { reader, now },
    );
    const [date, value, exposure] = ["month", metric, `${metric}__exposure`].map((name) =>
      table.getChild(name)!,
    );
    const found = new Map<number, Cases>();
    for (let i = 0; i < table.numRows; i++) {
      const [rate, denominator] = [value.get(i), exposure.get(i)].map(Number) as [number, number];
      if (value.get(i) === null || !Number.isFinite(rate) || !(denominator > 0)) continue;
      const month = new Date(Number(date.get(i))).toISOString().slice(0, 7);
      found.set(monthNumber(month), { numerator: Math.round(rate * denominator), denominator });
    }
    return found;
  }
}

/** First month of the quarter of a year that begins in `fiscalYearStart`. */
const quarterOf = (month: number, fiscalYearStart: number): number => {
  const offset = (fiscalYearStart - 1) % 3;
  return month - ((((month - offset) % 3) + 3) % 3);
};

const added = (parts: readonly (Cases | undefined)[]): Cases =>
  parts.reduce<Cases>(
    (sum, part) => ({
      numerator: sum.numerator + (part?.numerator ?? 0),
      denominator: sum.denominator + (part?.denominator ?? 0),
    }),
    { numerator: 0, denominator: 0 },
  );

/** As many per working day as in the twelve months before the quarter, or in all that are known. */
function casesToCome(
  months: ReadonlyMap<number, Cases>,
  { first, last, day, timeZone }: { first: number; last: number; day: string; timeZone: string },
): number {
  const before = [...months.keys()].filter((month) => month < first && month >= first - 12);
  const used = before.length > 0 ? before : [...months.keys()];
  const cases = used.reduce((sum, month) => sum + months.get(month)!.denominator, 0);
  const worked = used.reduce(
    (sum, month) => sum + firstWorkingDays(monthText(month), day, timeZone).worked,
    0,
  );
  if (worked === 0) return 0;
  const left = [0, 1, 2].reduce((sum, i) => {
    const days = firstWorkingDays(monthText(first + i), day, timeZone);
    return sum + (first + i > last ? days.all : days.all - days.worked);
  }, 0);
  return (cases / worked) * left;
}
