// A report → the question that answers it. Layout, title and chart choice never change the question.
import { isTimeGrain, type MetricQuerySpec } from "../../engine/metrics/metric-query.js";
import { comparisonEntry } from "./comparison-entry.js";
import type { ReportSpec } from "./report-spec.js";

/** Dimensions that the report breaks down by, time first, then in reading order. */
export function groupedBy(report: ReportSpec): string[] {
  const all = [...new Set([...report.across, ...report.colour, ...report.panels])];
  return [...all.filter(isTimeGrain), ...all.filter((name) => !isTimeGrain(name))];
}

/** null while there is nothing to ask: no metric chosen yet. */
export function reportQuery(report: ReportSpec): MetricQuerySpec | null {
  if (report.metrics.length === 0) return null;
  const by = groupedBy(report);
  return {
    metrics: report.metrics,
    ...(by.length > 0 && { by }),
    ...(report.filters.length > 0 && { where: report.filters }),
    ...(report.from && { from: report.from }),
    ...(report.to && { to: report.to }),
    ...(report.compare.length > 0 && { compare: report.compare.map(comparisonEntry) }),
    ...(report.asOf && { asOf: report.asOf }),
  };
}
