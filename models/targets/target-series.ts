// Metric, part of the organisation and reader → its monthly series, through the question door: rights and small groups apply.
import { answer, loadCatalogue, type CataloguedMetric } from "../../engine/index.js";
import type { Filter } from "../../engine/metrics/metric-query.js";
import type { ModelContext } from "../model-context.js";
import { modelErrors } from "../model-errors.js";
import { lastWholeMonth } from "../data-through.js";
import { monthNumber, monthText } from "../month.js";
import { personSeries } from "./person-series.js";
import type { MonthValue } from "./target-forecast.js";

export interface TargetSeries {
  metric: CataloguedMetric;
  months: MonthValue[];
  /** Months withheld from this reader. */
  withheld: number;
}

/** Only metrics that add up over months can have a target. `until`: last month looked at, "YYYY-MM"; `employee`: one person's. */
export async function targetSeries(
  context: ModelContext,
  question: { metric: string; where?: Filter[]; until?: string; employee?: string },
): Promise<TargetSeries> {
  const { cache, workspace, reader, now } = context;
  const catalogue = loadCatalogue(workspace.dir);
  const metric = catalogue.metrics.get(question.metric);
  if (metric?.formula.kind !== "sum") {
    const known = [...catalogue.metrics.values()].filter((m) => m.formula.kind === "sum").map((m) => m.id);
    throw modelErrors.metric_unknown_for_target({ metric: question.metric, known });
  }
  const whole = lastWholeMonth(workspace, cache, now);
  const last = monthText(question.until === undefined ? whole : Math.min(whole, monthNumber(question.until)));
  const { employee, where } = question;
  if (employee !== undefined) {
    const own = await personSeries(context, { metric: metric.id, employee, where, until: last });
    return { metric, months: own, withheld: 0 };
  }
  const result = await answer(
    { database: cache.database, snapshot: cache.snapshot, workspace },
    { metrics: [metric.id], by: ["month"], where: question.where, to: last },
    { reader, now },
  );
  const months = result.table.getChild("month")!;
  const values = result.table.getChild(metric.id)!;
  const refused = result.table.getChild(`${metric.id}__refused`);
  let withheld = 0;
  const points: MonthValue[] = [];
  for (let i = 0; i < result.table.numRows; i++) {
    const value = values.get(i) as number | null;
    if (refused?.get(i) === "small_group") withheld++;
    points.push({
      month: monthOf(months.get(i)),
      value: value === null || Number.isNaN(value) ? null : value,
    });
  }
  return { metric, months: points, withheld };
}

/** Arrow dates come as milliseconds or Date. */
const monthOf = (date: unknown): string =>
  (date instanceof Date ? date : new Date(Number(date))).toISOString().slice(0, 7);
