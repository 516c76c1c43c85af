// A question as plain data: metrics by dimensions over months, filtered and compared.
import { z } from "zod";

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "YYYY-MM");
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One condition on a dimension. `in` takes a list, `between` a pair (inclusive). */
export const filterSchema = z.strictObject({
  field: z.string(),
  op: z.enum(["=", "!=", "in", "between", ">=", "<="]),
  value: z.union([scalar, z.array(scalar)]),
});

export const metricQuerySchema = z.strictObject({
  metrics: z.array(z.string()).min(1),
  by: z.array(z.string()).optional(),
  where: z.array(filterSchema).optional(),
  /** First and last month, inclusive; the whole history when left out. */
  from: month.optional(),
  to: month.optional(),
  compare: z
    .array(
      z.union([
        z.enum(["previous_period", "previous_year"]),
        z.strictObject({ cohort: z.array(filterSchema) }),
      ]),
    )
    .optional(),
  asOf: z.strictObject({ org: z.string().optional(), known: z.string().optional() }).optional(),
  order: z.array(z.string()).optional(),
  limit: z.number().int().positive().optional(),
});

export type Filter = z.infer<typeof filterSchema>;
export type MetricQuerySpec = z.infer<typeof metricQuerySchema>;

export const timeGrains = ["month", "quarter", "year"] as const;
export type TimeGrain = (typeof timeGrains)[number];
export const isTimeGrain = (name: string): name is TimeGrain =>
  (timeGrains as readonly string[]).includes(name);
