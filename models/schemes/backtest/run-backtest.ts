// Two schemes, periods and a reader → the back-test: both scored on the same months of the history, then set side by side.
import { cacheFacts, loadCatalogue } from "../../../engine/index.js";
import { metricError } from "../../../engine/metrics/metric-errors.js";
import { monthText, periodName } from "../../../engine/metrics/period.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import { lastWholeMonth } from "../../data-through.js";
import type { ModelContext } from "../../model-context.js";
import { schemeErrors } from "../scheme-errors.js";
import type { Scheme } from "../scheme-schema.js";
import { lastWholePeriod, monthsIn, periodFirst, periodOf } from "../scheme-periods.js";
import { scoreScheme } from "../score-scheme.js";
import type { PersonScore } from "../score-types.js";
import { backtest, type BacktestSide } from "./backtest.js";
import { backtestErrors as fail } from "./backtest-errors.js";
import {
  employeesOf,
  indicatorsOf,
  monthlyAmounts,
  protectedGroups,
  reportedIndicators,
  samplingOf,
} from "./backtest-inputs.js";
import type { Backtest } from "./backtest-types.js";
import type { Bonus } from "./compare-cost.js";
import { pinnedScheme } from "./pinned-scheme.js";

export interface BacktestQuestion {
  a: { scheme: Scheme; version?: string };
  b: { scheme: Scheme; version?: string };
  /** "2026-Q1" or "2026-03"; the last four whole quarters or six months of the history when left out. */
  periods?: readonly string[];
  seed?: number;
  /** What a pay rule makes of scores of these periods; asked after rights and periods were checked. */
  bonusFor?: (periods: readonly BacktestPeriod[]) => Promise<Bonus | undefined>;
}

export interface BacktestPeriod {
  /** First month, as in the scores. */
  period: string;
  from: string;
  to: string;
  months: number;
}

export const mostPeriods = 12;

/** Errors: backtest_…, scheme_version_unknown, those of scoreScheme. Whoever calls this leaves the journal line. */
export async function runBacktest(context: ModelContext, question: BacktestQuestion): Promise<Backtest> {
  const { workspace } = context;
  requireScores(context.reader);
  const { seed = 20_260_101 } = question;
  const [a, b] = [
    pinnedScheme(question.a.scheme, question.a.version),
    pinnedScheme(question.b.scheme, question.b.version),
  ];
  if (a.scheme.period !== b.scheme.period)
    throw fail.backtest_periods_differ({
      a: a.scheme.id,
      b: b.scheme.id,
      grainA: a.scheme.period,
      grainB: b.scheme.period,
    });
  const facts = await cacheFacts({ ...context.cache, workspace });
  if (!facts.history) throw metricError.history_empty();
  const whole = { from: facts.history.from, to: lastWholeMonth(workspace, context.cache, context.now) };
  const periods = periodsAsked(a.scheme, whole, question.periods);
  const sides = { a: await side(context, a, periods), b: await side(context, b, periods) };
  const bonus = await question.bonusFor?.(
    periods.map((text) => {
      const range = periodOf(a.scheme, text);
      const from = monthText(range.from);
      return { period: from, from, to: monthText(range.to), months: monthsIn(range) };
    }),
  );
  const catalogue = loadCatalogue(workspace.dir);
  const indicators = [
    ...new Map([...indicatorsOf(a.scheme), ...indicatorsOf(b.scheme)].map((one) => [one.id, one])).values(),
  ];
  const last = periodOf(a.scheme, periods.at(-1)!);
  const scores = [...sides.a.scores, ...sides.b.scores];
  return backtest({
    ...sides,
    k: workspace.config.k ?? 5,
    seed,
    ...(bonus && { bonus }),
    sampling: samplingOf(indicators, catalogue),
    periodMonths: a.scheme.period === "quarter" ? 3 : 1,
    amounts: await monthlyAmounts(
      context,
      indicators,
      catalogue,
      { from: monthText(whole.from), to: monthText(whole.to) },
      employeesOf(sides.a, sides.b),
    ),
    reports: await reportedIndicators(context, indicators, unique(scores)),
    protectedGroups: await protectedGroups(context, catalogue, monthText(last.to)),
  });
}

/** Errors: backtest_needs_person_rights. */
export function requireScores(reader: Reader): void {
  if (reader.rights !== "person" && reader.person === undefined)
    throw fail.backtest_needs_person_rights({ reader: reader.id });
}

/** A person's period once for all indicators: the score that has the part. */
const unique = (scores: readonly PersonScore[]): PersonScore[] => {
  const byPerson = new Map<string, PersonScore>();
  for (const score of scores) {
    const key = `${score.period} ${score.employee}`;
    const kept = byPerson.get(key);
    byPerson.set(key, kept ? { ...kept, parts: [...kept.parts, ...score.parts] } : score);
  }
  return [...byPerson.values()];
};

async function side(
  context: ModelContext,
  { scheme, version }: { scheme: Scheme; version: string | null },
  periods: readonly string[],
): Promise<BacktestSide> {
  const scores: PersonScore[] = [];
  for (const period of periods) scores.push(...(await scoreScheme(context, scheme, period)));
  if (scores.length === 0)
    throw schemeErrors.scheme_nobody({ scheme: scheme.id, period: periods.join(", ") });
  const latest = [...scheme.versions].sort((x, y) => (x.effective_from < y.effective_from ? 1 : -1))[0]!;
  return { scheme, version, bands: latest.bands, scores };
}

function periodsAsked(
  scheme: Scheme,
  history: { from: number; to: number },
  asked: readonly string[] | undefined,
): string[] {
  const usual = usualPeriods(scheme, history);
  const wanted = [...new Set(asked ?? usual)].sort();
  const isInside = wanted.every((text) => {
    const { from, to } = periodOf(scheme, text);
    return from >= history.from && to <= history.to;
  });
  if (wanted.length === 0 || wanted.length > mostPeriods || !isInside)
    throw fail.backtest_no_period({
      most: mostPeriods,
      count: wanted.length,
      from: monthText(history.from),
      to: monthText(history.to),
      example: usual.at(-1) ?? (scheme.period === "month" ? "2026-03" : "2026-Q1"),
    });
  return wanted;
}

/** The last whole periods of the history: four quarters, or six months. */
export function usualPeriods(
  scheme: Pick<Scheme, "id" | "period">,
  history: { from: number; to: number },
): string[] {
  const length = scheme.period === "month" ? 1 : 3;
  const last = periodOf(scheme, lastWholePeriod(scheme, history)).from;
  return Array.from({ length: scheme.period === "month" ? 6 : 4 }, (_, i) => last - i * length)
    .filter((first) => first >= history.from && periodFirst(scheme, first) === first)
    .map((first) => periodName(first, scheme.period, 1))
    .reverse();
}
