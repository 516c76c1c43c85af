// Question + catalogue + history → typed tree; everything wrong with the question is said here, before data is read.
import { z } from "zod";
import type { Catalogue, CataloguedMetric } from "./catalogue.js";
import type { CacheFacts } from "./cache-facts.js";
import { compileFilter, unknownField } from "./filter.js";
import { measureOf } from "./measure-of.js";
import { metricError } from "./metric-errors.js";
import { isTimeGrain, metricQuerySchema, type Filter, type MetricQuerySpec } from "./metric-query.js";
import { nearest } from "./nearest.js";
import { monthText, periodNamed, periodsOf, type MonthRange } from "./period.js";
import { relationColumns } from "./relation-columns.js";
import type { MeasureNode, Predicate, QueryTree } from "./tree.js";

/** Unknown JSON → a question, or an error that names the place. */
export function parseQuery(spec: unknown): MetricQuerySpec {
  const parsed = metricQuerySchema.safeParse(spec, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue.path.map(String).join(".") || "the top";
  const found = issue.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    spec,
  );
  throw metricError.query_invalid({
    path,
    problem: issue.message,
    problemZh: inChinese(issue),
    found: (JSON.stringify(found) ?? "nothing").slice(0, 80),
  });
}

const chinese = z.locales.zhCN().localeError;

/** zod's own wording in Chinese; our own short notes (YYYY-MM) are the same in both languages. */
function inChinese(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_format") return issue.message;
  const text = chinese(issue as z.core.$ZodRawIssue);
  return typeof text === "string" ? text : (text?.message ?? issue.message);
}

export function compile(spec: MetricQuerySpec, catalogue: Catalogue, facts: CacheFacts): QueryTree {
  const measures = [...new Set(spec.metrics)].map((id) => measureOf(metricNamed(id, catalogue)));
  const by = [...new Set(spec.by ?? [])];
  const grains = by.filter(isTimeGrain);
  if (grains.length > 1) throw metricError.one_time_grain({ grains });
  const grain = grains[0] ?? null;
  const range = rangeOf(spec, facts);
  const dimensions = by.filter((id) => !isTimeGrain(id)).map((id) => dimensionNamed(id, catalogue));
  const filters = compileFilters(spec.where ?? [], "where", measures, catalogue);
  for (const { column, definition } of dimensions) checkAvailable(column, definition.id, measures);
  return {
    measures,
    dimensions,
    grain,
    fiscalYearStart: facts.fiscalYearStart,
    range,
    periods: periodsOf(range, grain, facts.fiscalYearStart),
    filters,
    scope: [],
    release: { kind: "exact" },
    grid: false,
  };
}

/** Conditions of the question or of a cohort, checked against every metric that they must narrow. */
export function compileFilters(
  filters: readonly Filter[],
  place: string,
  measures: readonly MeasureNode[],
  catalogue: Catalogue,
): Predicate[] {
  return filters.map((filter) => {
    const predicate = compileFilter(filter, catalogue, place);
    if ("column" in predicate) checkAvailable(predicate.column, filter.field, measures);
    return predicate;
  });
}

function checkAvailable(column: string, field: string, measures: readonly MeasureNode[]): void {
  const lacking = measures.find((m) => !(column in relationColumns[m.relation]));
  if (lacking) throw metricError.field_not_for_metric({ field, metric: lacking.metric.id });
}

function metricNamed(id: string, catalogue: Catalogue): CataloguedMetric {
  const metric = catalogue.metrics.get(id);
  if (metric) return metric;
  const broken =
    catalogue.problems.find((p) => p.metric === id) ?? catalogue.problems.find((p) => p.metric === null);
  if (broken) throw broken.error;
  const candidates = nearest(id, [...catalogue.metrics.keys()]);
  throw metricError.metric_unknown({ metric: id.slice(0, 80), candidates, count: candidates.length });
}

function dimensionNamed(id: string, catalogue: Catalogue): QueryTree["dimensions"][number] {
  const definition = catalogue.dimensions.get(id);
  if (!definition) throw unknownField(id, "by", catalogue);
  if (!definition.groupable) {
    const groupable = [...catalogue.dimensions.values()].filter((d) => d.groupable).map((d) => d.id);
    const candidates = nearest(id, groupable, 1);
    throw metricError.field_not_groupable({ field: id, candidates, count: candidates.length });
  }
  return { definition, column: definition.column };
}

/** Months asked for, cut to the history. */
function rangeOf(spec: MetricQuerySpec, facts: CacheFacts): MonthRange {
  if (!facts.history) throw metricError.history_empty();
  const { history } = facts;
  const named = (text: string): MonthRange => periodNamed(text, facts.fiscalYearStart);
  const from = spec.from === undefined ? history.from : named(spec.from).from;
  const to = spec.to === undefined ? history.to : named(spec.to).to;
  if (spec.from !== undefined && spec.to !== undefined && from > to)
    throw metricError.months_reversed({ from: spec.from, to: spec.to });
  if (from > history.to || to < history.from)
    throw metricError.months_outside_history({
      from: monthText(from),
      to: monthText(to),
      historyFrom: monthText(history.from),
      historyTo: monthText(history.to),
    });
  return { from: Math.max(from, history.from), to: Math.min(to, history.to) };
}
