// Metric and quarter → the quarter's forecast from the company down to each person, adding up exactly on every level.
import { lastWholeMonth } from "../data-through.js";
import type { ModelContext } from "../model-context.js";
import { modelErrors } from "../model-errors.js";
import { monthNumber, monthText } from "../month.js";
import { forecastHierarchy, type HierarchyForecast, type ReconciliationWay } from "./hierarchy.js";
import { hierarchySeries } from "./hierarchy-series.js";
import { quarterMonth } from "./quarter-month.js";

export interface HierarchyQuestion {
  /** A metric that adds up over people and months. */
  metric: string;
  /** "2026-Q4" or its first month; the next whole quarter when left out. */
  quarter?: string;
  /** Chosen by the errors on past quarters when left out. */
  way?: ReconciliationWay;
}

export interface HierarchyAnswer extends HierarchyForecast {
  metric: string;
  /** First and last month of the quarter, "YYYY-MM". */
  from: string;
  to: string;
  /** Last month that was learned from. */
  until: string;
}

export interface HierarchyRun {
  onProgress?(done: number, all: number): void;
  /** Called between series: lets signals in, and throws to stop. */
  pause?(): Promise<void>;
}

const season = 12;
/** Inner nodes at most that get the whole combination: about a tenth of a second each, five times. */
const mostCombined = 150;
/** Months between the last one known and the quarter's first. */
const mostSkipped = 21;

/** Errors: fit_needs_person_rights, metric_unknown_for_target, target_quarter_invalid, period_invalid. */
export async function targetHierarchy(
  context: ModelContext,
  { metric, quarter, way }: HierarchyQuestion,
  run: HierarchyRun = {},
): Promise<HierarchyAnswer> {
  const until = lastWholeMonth(context.workspace, context.cache, context.now);
  const series = await hierarchySeries(context, { metric, until: monthText(until) });
  const from =
    quarter === undefined
      ? nextQuarter(until + 1, context.workspace.config.fiscalYearStart)
      : monthNumber(quarterMonth(quarter));
  const skip = from - until - 1;
  if (skip < 0 || skip > mostSkipped)
    throw modelErrors.period_invalid({ from: monthText(from), to: monthText(from + 2), horizon: 24 });
  const found = await forecastHierarchy(series.nodes, {
    skip,
    months: 3,
    season,
    seed: 1,
    mostCombined,
    ...(way && { way }),
    ...run,
  });
  return { metric, from: monthText(from), to: monthText(from + 2), until: series.to, ...found };
}

/** The first month of a quarter from `month` on: the calendar's, or a fiscal year's that begins in another month. */
const nextQuarter = (month: number, fiscalYearStart: number): number =>
  month + ((((fiscalYearStart - 1 - month) % 3) + 3) % 3);
