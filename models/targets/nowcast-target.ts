// Question about the running quarter of a unit or a person → its nowcast, through the question door; without a target the one that
// stands in the ledger, if the reader may read it.
import type { Filter } from "../../engine/metrics/metric-query.js";
import type { Unit } from "../../engine/metrics/unit.js";
import type { ModelContext } from "../model-context.js";
import { isRefusal, type Refusal } from "../model.js";
import { absentSource } from "./absent-source.js";
import { dataThrough } from "../data-through.js";
import { monthNumber, monthText } from "../month.js";
import { knownBy } from "./known-by.js";
import { monthSoFar } from "./month-so-far.js";
import { nowcast, type Nowcast } from "./nowcast.js";
import { personSeries } from "./person-series.js";
import { standingTarget } from "./standing-target.js";
import { targets, type MonthValue } from "./target-forecast.js";
import { comingQuarters } from "./target-outlook.js";
import { targetSeries } from "./target-series.js";

export interface NowcastTargetQuestion {
  /** Default: revenue. */
  metric?: string;
  where?: Filter[];
  /** Employee number: the quarter of one person. */
  employee?: string;
  target?: number;
  /** Last day counted, "YYYY-MM-DD"; the last one that the data know when left out, or when it lies after that. */
  day?: string;
}

export interface TargetNowcast extends Nowcast {
  metric: string;
  unit: Unit;
  /** Line of the ledger that the target comes from; null for an entered one, or none. */
  line: number | null;
}

/** Errors: those of the question door, of personSeries and of nowcast. */
export async function nowcastTarget(
  context: ModelContext,
  question: NowcastTargetQuestion = {},
): Promise<TargetNowcast | Refusal> {
  const { metric = "revenue", where = [], employee } = question;
  const { cache, workspace, now } = context;
  const { timeZone, fiscalYearStart } = workspace.config;
  const { day, lastWhole, isRunning } = knownBy(question.day, dataThrough(workspace, cache, now).through);
  const series = await targetSeries(context, { metric, where, until: monthText(lastWhole) });
  const months: MonthValue[] =
    employee === undefined
      ? series.months.filter(({ month }) => monthNumber(month) <= lastWhole)
      : await personSeries(context, { metric, employee, where, until: monthText(lastWhole) });
  const fitted = targets.fit(months, {
    name: series.metric.label,
    horizon: 6,
    now: now.toISOString(),
    snapshot: cache.snapshot,
    seed: 1,
    timeZone,
  });
  if (isRefusal(fitted)) return (await absentSource(context, series.metric)) ?? fitted;
  const [span] = comingQuarters(fitted, fiscalYearStart);
  const standing =
    question.target === undefined
      ? await standingTarget(context, { metric, where, ...(employee !== undefined && { employee }) }, span)
      : undefined;
  const running = isRunning
    ? await monthSoFar(context, { metric, where, employee, month: day.slice(0, 7) })
    : null;
  const target = question.target ?? standing?.value;
  return {
    metric,
    unit: series.metric.unit,
    line: standing?.seq ?? null,
    ...nowcast(fitted, { ...span, day, running, timeZone, ...(target !== undefined && { target }) }),
  };
}
