// Metric, part of the company or person, and a month → what it has brought so far, through the question door.
import { answer } from "../../engine/index.js";
import type { Filter } from "../../engine/metrics/metric-query.js";
import { personValues } from "../../engine/metrics/person-values.js";
import type { ModelContext } from "../model-context.js";

/** Null where nothing is readable. */
export async function monthSoFar(
  { cache, workspace, reader, now }: ModelContext,
  question: { metric: string; where: Filter[]; employee?: string; month: string },
): Promise<number | null> {
  const { metric, where, employee, month } = question;
  const current = { database: cache.database, snapshot: cache.snapshot, workspace };
  if (employee !== undefined) {
    const values = await personValues(
      current,
      { metrics: [metric], employees: [employee], from: month, to: month, where },
      { reader },
    );
    return values[0]?.value ?? null;
  }
  const result = await answer(current, { metrics: [metric], where, from: month, to: month }, { reader, now });
  const value = result.table.getChild(metric)?.get(0) as number | null | undefined;
  return value === null || value === undefined || Number.isNaN(value) ? null : value;
}
