// A source that a rule names (a metric, an indicator of kpi_actual) → its amount per person over the whole period.
import { personValues } from "../../engine/metrics/person-values.js";
import type { ModelContext } from "../model-context.js";
import { payErrors } from "./pay-errors.js";
import type { PayPeriod } from "./pay-period.js";
import { hasRows, type KpiRow } from "./pay-rows.js";
import type { PaySource } from "./pay-rule-schema.js";

/** A source of a rule, person by person over the whole period. */
export async function valuesOf(
  context: ModelContext,
  source: Exclude<PaySource, "orders">,
  { from, to }: PayPeriod,
  employees: readonly string[],
  kpis: readonly KpiRow[],
): Promise<Map<string, number>> {
  if ("kpi" in source) return sumsOf(kpis, source.kpi, ({ value }) => value);
  const { cache, workspace, reader } = context;
  const last = cache.history.to.slice(0, 7);
  const question = { metrics: [source.metric], from, to: to < last ? to : last, employees };
  const values = await personValues({ ...cache, workspace }, question, { reader });
  return new Map(
    values.flatMap(({ employee, value }) => (value === null ? [] : [[employee, value] as const])),
  );
}

/** Months added up; one month without the number leaves the sum unknown. */
export function sumsOf(
  rows: readonly KpiRow[],
  kpi: string,
  of: (row: KpiRow) => number | null,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) {
    if (row.kpi !== kpi) continue;
    const value = of(row);
    sums.set(row.employee_id, (sums.get(row.employee_id) ?? 0) + (value ?? Number.NaN));
  }
  return new Map([...sums].filter(([, sum]) => !Number.isNaN(sum)));
}

/** Errors: pay_source_absent. */
export async function requireRows(
  context: ModelContext,
  id: string,
  relation: string,
  source: string,
): Promise<void> {
  if (!(await hasRows(context, relation))) throw payErrors.pay_source_absent({ id, source });
}
