// The shape of queries/metrics/*.yml and queries/dimensions.yml: definitions as structured parts, never as SQL text.
import { z } from "zod";
import { units } from "./unit.js";

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const identifier = z.string().regex(/^[a-z][a-z0-9_]*$/, "lower_snake_case");
const column = identifier;

/**
 * What is added up over the rows: one column or several, optionally times another column (`review_score` ×
 * `review_count`), optionally only over rows where a further column is true or above zero.
 */
export const termSchema = z.strictObject({
  sum: z.union([column, z.array(column).min(1)]),
  times: column.optional(),
  where: column.optional(),
});

export const formulaSchema = z.discriminatedUnion("kind", [
  /** Adds up over everything: hires. */
  z.strictObject({ kind: z.literal("sum"), of: termSchema }),
  /** Adds up over people, not over time: the period's last month counts. */
  z.strictObject({ kind: z.literal("end_of_period"), of: termSchema }),
  /** Sum ÷ calendar months of the period. */
  z.strictObject({ kind: z.literal("average_over_months"), of: termSchema }),
  /** Sum ÷ sum; `annualise` reads the denominator as person-months and divides it by 12. */
  z.strictObject({
    kind: z.literal("ratio"),
    numerator: termSchema,
    denominator: termSchema,
    annualise: z.boolean().optional(),
  }),
  /** Mean of `value` over rows weighted by `weight`; `at: end_of_period` takes the period's last month only. */
  z.strictObject({
    kind: z.literal("mean"),
    value: column,
    weight: column,
    at: z.enum(["period", "end_of_period"]).optional(),
  }),
  /** Ratio over the twelve months that end with the period; denominator in person-months, read as person-years. */
  z.strictObject({ kind: z.literal("rolling_12m"), numerator: termSchema, denominator: termSchema }),
]);

/** Rows given → the number that must come out; run by the tests for every metric of the catalogue. */
export const exampleSchema = z.strictObject({
  text: bilingual,
  from: z.string(),
  to: z.string(),
  /** Rows of the relation; columns left out are null (numbers) or false (flags). */
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))).min(1),
  expected: z.number(),
});

export const metricSchema = z.strictObject({
  id: identifier,
  label: bilingual,
  description: bilingual,
  unit: z.enum(units),
  relation: z.enum(["employee_month", "hire_cohort"]),
  formula: formulaSchema,
  interval: z.enum(["none", "poisson", "wilson", "ratio_by_person", "mean_by_person"]).default("none"),
  disclosure: z.enum(["visible", "personal"]).default("personal"),
  /** Sources that must have rows; `[employee]` alone means always. */
  needs: z.array(z.string().regex(/^[a-z_]+(\.[a-z_]+)?$/, "table or table.column")).default([]),
  /** A number that only these people make up (sellers in a department): counted for the smallest group too. */
  contributors: column.optional(),
  /** Exits cannot be seen before the first month with exposure in this column: then refused, never 0. */
  observed_by: column.optional(),
  /** The reason given when the denominator is 0; `not_followed_yet` for cohorts that are too young. */
  when_empty: z.enum(["no_exposure", "not_followed_yet"]).default("no_exposure"),
  example: exampleSchema.optional(),
});

export const metricFileSchema = z.strictObject({ metrics: z.array(metricSchema).min(1) });

export const dimensionSchema = z.strictObject({
  id: identifier,
  label: bilingual,
  description: bilingual.optional(),
  column,
  type: z.enum(["text", "number"]).default("text"),
  /** `protected` attributes are never offered to readers of groups. */
  disclosure: z.enum(["visible", "protected"]),
  /** False for plain numbers such as months of tenure: they filter, they do not group. */
  groupable: z.boolean().default(true),
  /** `=` means the unit and everything below it. */
  hierarchical: z.boolean().default(false),
  /** Values in their order, with labels where the code is not a label. */
  values: z.array(z.strictObject({ value: z.string(), label: bilingual })).optional(),
});

export const dimensionFileSchema = z.strictObject({ dimensions: z.array(dimensionSchema).min(1) });

export type Term = z.infer<typeof termSchema>;
export type Formula = z.infer<typeof formulaSchema>;
export type MetricDefinition = z.infer<typeof metricSchema>;
export type DimensionDefinition = z.infer<typeof dimensionSchema>;
