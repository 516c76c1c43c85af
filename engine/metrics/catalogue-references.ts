// Definitions that name other metrics → the same with columns written out; unknown names, rates and circles are errors.
import type { RapportError } from "../errors.js";
import { catalogueError } from "./catalogue-errors.js";
import type { Formula, MetricDefinition, Term, WrittenMetric, WrittenTerm } from "./catalogue-schema.js";
import type { At, CatalogueSource } from "./catalogue-source.js";
import { nearest } from "./nearest.js";

/** A definition as it stands in a file. */
export interface Written {
  metric: WrittenMetric;
  source: CatalogueSource;
  at: At;
}

export interface Known {
  /** Definitions that are complete already. */
  complete: ReadonlyMap<string, MetricDefinition>;
  /** Those still to be resolved, by id. */
  written: ReadonlyMap<string, Written>;
}

/** Throws a RapportError that names the file and line. `path`: ids on the way here. */
export function resolved(one: Written, known: Known, path: readonly string[] = []): MetricDefinition {
  const { metric } = one;
  const needs = new Set(metric.needs);
  let observed = metric.observed_by;
  const term = (t: WrittenTerm, at: At): Term => {
    if (!("metric" in t)) return t;
    const target = targetOf(t.metric, one, [...at, "metric"], known, [...path, metric.id]);
    for (const need of target.needs) needs.add(need);
    observed ??= target.observed_by;
    return (target.formula as Extract<Formula, { kind: "sum" }>).of;
  };
  const { formula } = metric;
  const parts: Partial<Record<"of" | "numerator" | "denominator", Term>> = {};
  for (const key of ["of", "numerator", "denominator"] as const) {
    const part = (formula as Partial<Record<typeof key, WrittenTerm | string>>)[key];
    if (part !== undefined && typeof part !== "string") parts[key] = term(part, ["formula", key]);
  }
  return {
    ...metric,
    formula: { ...formula, ...parts } as Formula,
    needs: [...needs],
    ...(observed === undefined ? {} : { observed_by: observed }),
  };
}

function targetOf(
  id: string,
  from: Written,
  at: At,
  known: Known,
  path: readonly string[],
): MetricDefinition {
  const fail = (
    make: Parameters<CatalogueSource["error"]>[0],
    facts: Parameters<typeof make>[0],
  ): RapportError => from.source.error(make, [...from.at, ...at], { reference: id, ...facts });
  if (path.includes(id))
    throw fail(catalogueError.metric_reference_cycle, {
      path: [...path.slice(path.indexOf(id)), id].join(" → "),
    });
  const written = known.written.get(id);
  const target = written ? resolved(written, known, path) : known.complete.get(id);
  if (!target) {
    const candidates = nearest(id, [...known.complete.keys(), ...known.written.keys()]);
    throw fail(catalogueError.metric_reference_unknown, {
      candidates,
      count: candidates.length,
      all: "`rapport metrics` lists all metrics.",
      allZh: "全部指标见 rapport metrics。",
    });
  }
  const { kind } = target.formula;
  const own = from.metric.formula.kind;
  if (kind !== "sum" && !(kind === own && kind === "end_of_period"))
    throw fail(catalogueError.metric_reference_rate, { kind });
  if (target.relation !== from.metric.relation)
    throw fail(catalogueError.metric_reference_relation, {
      other: target.relation,
      relation: from.metric.relation,
    });
  return target;
}
