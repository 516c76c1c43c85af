// Workspace → plain turnover by tenure band and department, to stand beside the model.
import { ask, type Answer } from "../api.js";
import type { Meta, MetaMetric } from "../meta.js";
import { factOf, type Fact } from "../overview/fact.js";
import { addMonths, type Span } from "../overview/phases.js";

export interface RateRow {
  name: string;
  fact: Fact;
}

export interface RateTables {
  metric: MetaMetric;
  span: Span;
  tenure: RateRow[];
  department: RateRow[];
}

/** The last 24 months, or all there is: enough exits to see, recent enough to matter. */
export async function rateTables(meta: Meta & { history: Span }, signal: AbortSignal): Promise<RateTables> {
  const earliest = addMonths(meta.history.to, -23);
  const span = { from: earliest > meta.history.from ? earliest : meta.history.from, to: meta.history.to };
  const kinds = await ask({ metrics: ["voluntary_exits"], ...span }, signal);
  const id = Number(kinds.total.voluntary_exits) > 0 ? "voluntary_turnover" : "total_turnover";
  const metric = meta.metrics.find((candidate) => candidate.id === id)!;
  const by = (dimension: string): Promise<Answer> => ask({ metrics: [id], by: [dimension], ...span }, signal);
  const [tenure, department] = await Promise.all([by("tenure_band"), by("department")]);
  return {
    metric,
    span,
    tenure: rateRows(tenure, "tenure_band", metric, meta),
    department: rateRows(department, "department", metric, meta).sort(
      (a, b) => (b.fact.exposure ?? -1) - (a.fact.exposure ?? -1),
    ),
  };
}

function rateRows(answer: Answer, dimension: string, metric: MetaMetric, meta: Meta): RateRow[] {
  const declared = meta.dimensions.find(({ id }) => id === dimension)?.values ?? [];
  const order = declared.map(({ value }) => value);
  return answer.rows
    .map((row) => {
      const name = String(row[dimension] ?? "");
      const where = [{ field: dimension, op: "=" as const, value: row[dimension] ?? null }];
      return { name, fact: factOf(answer, row, metric, { phase: dimension, where, unitName: name }) };
    })
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}
