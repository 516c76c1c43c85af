// Question about a metric's future → forecast, outlook of the coming quarters, chance of an entered target; or a refusal.
import type { Filter } from "../../engine/metrics/metric-query.js";
import type { Unit } from "../../engine/metrics/unit.js";
import type { Warning } from "../../engine/result.js";
import { dataThrough } from "../data-through.js";
import type { ModelContext } from "../model-context.js";
import { saveModel, type StoredModel } from "../model-store.js";
import { isRefusal, type ModelCard, type Refusal } from "../model.js";
import { absentSource } from "./absent-source.js";
import { knownBy } from "./known-by.js";
import { monthSoFar } from "./month-so-far.js";
import { runningMonth } from "./running-month.js";
import { targets, type TargetFitted } from "./target-forecast.js";
import { comingQuarters, targetOutlook, type TargetOutlook } from "./target-outlook.js";
import { shiftText } from "./target-texts.js";
import { targetSeries } from "./target-series.js";

export interface TargetQuestion {
  /** Id of a metric that adds up over months. Default: revenue. */
  metric?: string;
  where?: Filter[];
  /** One person's series; the reader needs rights on that person. */
  employee?: string;
  /** Months ahead, 1–24. Default 12. */
  horizon?: number;
  /** Last month looked at, "YYYY-MM"; the whole history when left out. */
  until?: string;
  /** An entered target for the total of some months, e.g. a quarter. */
  target?: { from: string; to: string; value: number };
  seed?: number;
}

export interface TargetAnswer {
  metric: string;
  unit: Unit;
  fitted: TargetFitted;
  card: ModelCard;
  quarters: TargetOutlook[];
  /** The entered target's span. */
  outlook?: TargetOutlook;
  warnings: Warning[];
}

export async function forecastTarget(
  context: ModelContext,
  question: TargetQuestion = {},
): Promise<TargetAnswer | Refusal> {
  const series = await targetSeries(context, { ...question, metric: question.metric ?? "revenue" });
  const fitted = targets.fit(series.months, {
    name: series.metric.label,
    horizon: Math.min(24, Math.max(1, Math.round(question.horizon ?? 12))),
    now: context.now.toISOString(),
    snapshot: context.cache.snapshot,
    seed: question.seed ?? 1,
    timeZone: context.workspace.config.timeZone,
  });
  if (isRefusal(fitted)) return (await absentSource(context, series.metric)) ?? fitted;
  if (question.until === undefined) await addRunning(context, fitted, question);
  const { target } = question;
  const quarters = comingQuarters(fitted, context.workspace.config.fiscalYearStart);
  const filled = fitted.history.filter((h) => h.isFilled).length;
  return {
    metric: series.metric.id,
    unit: series.metric.unit,
    fitted,
    card: targets.card(fitted),
    quarters: quarters.map((quarter) => targetOutlook(fitted, quarter)),
    outlook: target && targetOutlook(fitted, { from: target.from, to: target.to, target: target.value }),
    warnings: [
      ...(filled > 0 ? [gapWarning(filled, series.withheld)] : []),
      ...(fitted.shifts ?? []).map((shift): Warning => ({ code: "level_shift", text: shiftText(shift) })),
    ],
  };
}

/** What the month that runs has brought, so that the chances of its quarter are those of the nowcast. */
async function addRunning(
  context: ModelContext,
  fitted: TargetFitted,
  { metric = "revenue", where = [], employee }: TargetQuestion,
): Promise<void> {
  const { workspace, cache, now } = context;
  const { day, isRunning } = knownBy(undefined, dataThrough(workspace, cache, now).through);
  const month = day.slice(0, 7);
  if (!isRunning || fitted.forecast[0]?.month !== month) return;
  const value = await monthSoFar(context, {
    metric,
    where,
    month,
    ...(employee !== undefined && { employee }),
  });
  if (value !== null) fitted.running = runningMonth(fitted, value, day, workspace.config.timeZone);
}

/** The company's revenue as the model kept in the workspace. */
export async function fitTargets(
  context: ModelContext,
  question: TargetQuestion = {},
): Promise<StoredModel<TargetFitted>> {
  const answer = await forecastTarget(context, question);
  const stored: StoredModel<TargetFitted> = {
    fitted: isRefusal(answer) ? answer : answer.fitted,
    card: isRefusal(answer) ? null : answer.card,
    snapshot: context.cache.snapshot,
    fittedAt: context.now.toISOString(),
  };
  saveModel(context.workspace, targets.id, stored, context.now);
  return stored;
}

const gapWarning = (filled: number, withheld: number): Warning => ({
  code: "months_filled",
  text: {
    en: `${filled} months without a value (${withheld} withheld for small groups) lie on the line between their neighbours.`,
    zh: `${filled} 个月没有数值（其中 ${withheld} 个月因人数过少而隐藏），按前后月份的连线补全。`,
  },
});
