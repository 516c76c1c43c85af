// A question as plain data: metrics by dimensions over months, filtered and compared.
import { z } from "zod";

const periodForm = "YYYY-MM | YYYY | YYYY-Q1 | FY2025 | FY2025-Q1";
/** A month, a calendar quarter or year, or a fiscal one; as `from` its first month counts, as `to` its last. */
const period = z.string().regex(/^(\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?|FY\d{4}(-Q[1-4])?)$/, periodForm);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One condition on a dimension. `in` takes a list, `between` a pair (inclusive). */
export const filterSchema = z.strictObject({
  field: z.string(),
  op: z.enum(["=", "!=", "in", "between", ">=", "<="]),
  value: z.union([scalar, z.array(scalar)]),
});

/**
 * Comparisons that move with the period: the one before; the same months a year before; the same place relative to
 * Spring Festival a lunar year before (spring-festival.ts says which months move).
 */
export const movingComparisons = ["previous_period", "previous_year", "spring_festival"] as const;

/** Other people (`cohort` takes the place of `where`), another time (`from`, `to`), or both; `name` is for the reader. */
const otherSideSchema = z
  .strictObject({
    name: z.string().min(1).max(80).optional(),
    cohort: z.array(filterSchema).optional(),
    from: period.optional(),
    to: period.optional(),
  })
  .refine((side) => side.cohort !== undefined || side.from !== undefined, "cohort | from");

export const metricQuerySchema = z.strictObject({
  metrics: z.array(z.string()).min(1),
  by: z.array(z.string()).optional(),
  where: z.array(filterSchema).optional(),
  /** First and last month, inclusive; the whole history when left out. */
  from: period.optional(),
  to: period.optional(),
  /** Each entry is one comparison; all are answered beside each other. */
  compare: z
    .array(z.union([z.enum(movingComparisons), otherSideSchema]))
    .max(8)
    .optional(),
  asOf: z.strictObject({ org: z.string().optional(), known: z.string().optional() }).optional(),
  order: z.array(z.string()).optional(),
  limit: z.number().int().positive().optional(),
});

export type Filter = z.infer<typeof filterSchema>;
export type MetricQuerySpec = z.infer<typeof metricQuerySchema>;

/** Fiscal quarters and years follow the workspace's fiscal calendar, the others the calendar on the wall. */
export const timeGrains = ["month", "quarter", "year", "fiscal_quarter", "fiscal_year"] as const;
export type TimeGrain = (typeof timeGrains)[number];
export const isTimeGrain = (name: string): name is TimeGrain =>
  (timeGrains as readonly string[]).includes(name);
