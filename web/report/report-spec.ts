// A report as plain data: what is measured, how it is laid out, for whom, and how it is drawn. Saved, shared, undone.
import { z } from "zod";
import { filterSchema, metricQuerySchema } from "../../engine/metrics/metric-query.js";
import { comparisonText, isComparison } from "./comparison-entry.js";

const id = z.string().regex(/^[a-z][a-z0-9_]*$/, "lower_snake_case");
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "YYYY-MM");

export const chartKinds = [
  "number",
  "line",
  "panels",
  "column",
  "bar",
  "dot",
  "stacked_bar",
  "heat_table",
  "scatter",
  "pie",
] as const;
export type ChartKind = (typeof chartKinds)[number];

/** Shelves that hold dimensions. `across` runs along the chart, `colour` tells series apart, `panels` repeats the chart. */
export const groupShelves = ["across", "colour", "panels"] as const;
export type GroupShelf = (typeof groupShelves)[number];
/** Every shelf; `up` holds metrics, `only` holds filters. */
export const shelves = ["across", "up", "colour", "panels", "only"] as const;
export type Shelf = (typeof shelves)[number];

export const reportSpecSchema = z.strictObject({
  version: z.literal(1),
  /** As a person wrote it; empty = the generated sentence stands there. */
  title: z.string().max(200),
  metrics: z.array(id).max(6),
  across: z.array(id).max(2),
  colour: z.array(id).max(1),
  panels: z.array(id).max(1),
  filters: z.array(filterSchema.extend({ field: id })).max(60),
  from: month.optional(),
  to: month.optional(),
  /** What it is compared with, all beside each other: comparison-entry.ts. */
  compare: z.array(z.string().max(300).refine(isComparison, "comparison")).max(8),
  /** Organisation put in the place of each month's own, and the day up to which imports count; left out = as it is now. */
  asOf: z
    .strictObject({ org: z.string().max(60).optional(), known: z.string().max(60).optional() })
    .optional(),
  /** null = the first suggestion. */
  chart: z.enum(chartKinds).nullable(),
  asTable: z.boolean(),
  sort: z.strictObject({ by: id, down: z.boolean() }).nullable(),
});
export type ReportSpec = z.infer<typeof reportSpecSchema>;

export const emptyReport: ReportSpec = {
  version: 1,
  title: "",
  metrics: [],
  across: [],
  colour: [],
  panels: [],
  filters: [],
  compare: [],
  chart: null,
  asTable: false,
  sort: null,
};

/**
 * Anything that was once saved or shared → today's report. Version 0 is a bare question (`MetricQuerySpec`), as
 * links from a number's evidence carry it. Throws a ZodError on what was never a report.
 */
export function upgradeReport(value: unknown): ReportSpec {
  const version = (value as { version?: unknown } | null)?.version;
  if (version !== undefined) return reportSpecSchema.parse(value);
  const question = metricQuerySchema.parse(value);
  const [first, second, third, fourth] = question.by ?? [];
  return reportSpecSchema.parse({
    ...emptyReport,
    metrics: question.metrics,
    across: [first, fourth].filter((name) => name !== undefined),
    colour: second ? [second] : [],
    panels: third ? [third] : [],
    filters: question.where ?? [],
    ...(question.from && { from: question.from }),
    ...(question.to && { to: question.to }),
    compare: (question.compare ?? []).map(comparisonText).filter((one) => one !== null),
    ...(question.asOf && { asOf: question.asOf }),
  });
}
