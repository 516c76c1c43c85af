// Metric and employee → their monthly series, by the metric's own formula; only for readers with rights on that person.
import { personValues } from "../../engine/metrics/person-values.js";
import type { Filter } from "../../engine/metrics/metric-query.js";
import type { ModelContext } from "../model-context.js";
import type { MonthValue } from "./target-forecast.js";
import { targetErrors as fail } from "./target-errors.js";

/** Errors: target_person_not_readable, target_person_left, and the policy's own. `until`: last month, "YYYY-MM". */
export async function personSeries(
  { cache, workspace, reader }: ModelContext,
  question: { metric: string; employee: string; where?: Filter[]; until: string },
): Promise<MonthValue[]> {
  const { metric, employee, where, until } = question;
  const values = await personValues(
    { database: cache.database, snapshot: cache.snapshot, workspace },
    {
      metrics: [metric],
      employees: [employee],
      by: "month",
      from: cache.history.from.slice(0, 7),
      to: until,
      ...(where && where.length > 0 && { where }),
    },
    { reader },
  );
  if (values.length === 0) throw fail.target_person_not_readable({ reader: reader.id, employee });
  const last = values.at(-1)!.period.slice(0, 7);
  if (last < until) throw fail.target_person_left({ employee, last, until });
  return values.map(({ period, value }) => ({ month: period.slice(0, 7), value }));
}
