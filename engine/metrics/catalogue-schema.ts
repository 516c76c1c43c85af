// The shape of queries/metrics/*.yml and queries/dimensions.yml: definitions as structured parts, never as SQL text.
import { z } from "zod";
import { units } from "./unit.js";

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const identifier = z.string().regex(/^[a-z][a-z0-9_]*$/, "lower_snake_case");
const column = identifier;

/**
 * What is added up over the rows: one column or several, less others, optionally times a column (`review_score` ×
 * `review_count`); only over rows where `where` is true or above zero, and where `recorded` is known at all.
 */
export const sumTermSchema = z.strictObject({
  sum: z.union([column, z.array(column).min(1)]),
  minus: z.union([column, z.array(column).min(1)]).optional(),
  times: column.optional(),
  where: column.optional(),
  recorded: column.optional(),
});

/** Or the term of another metric of kind `sum`, by its id. */
export const termSchema = z.union([sumTermSchema, z.strictObject({ metric: identifier })]);

/** Terms written out, or still naming other metrics; one shape for both. */
const formulaOf = <T extends z.ZodType>(term: T) =>
  z.discriminatedUnion("kind", [
    /** Adds up over everything: hires. */
    z.strictObject({ kind: z.literal("sum"), of: term }),
    /** Adds up over people, not over time: the period's last month counts. */
    z.strictObject({ kind: z.literal("end_of_period"), of: term }),
    /** Sum ÷ calendar months of the period. */
    z.strictObject({ kind: z.literal("average_over_months"), of: term }),
    /**
     * Sum ÷ sum; `annualise` reads the denominator as person-months and divides it by 12; `at: end_of_period` takes the
     * period's last month only, for stocks.
     */
    z.strictObject({
      kind: z.literal("ratio"),
      numerator: term,
      denominator: term,
      annualise: z.boolean().optional(),
      at: z.enum(["period", "end_of_period"]).optional(),
    }),
    /**
     * Mean of `value` over the rows where it is known, each counting once or `weight` times; `at: end_of_period` takes
     * the period's last month only.
     */
    z.strictObject({
      kind: z.literal("mean"),
      value: column,
      weight: column.optional(),
      at: z.enum(["period", "end_of_period"]).optional(),
    }),
    /** Ratio over the twelve months that end with the period; denominator in person-months, read as person-years. */
    z.strictObject({ kind: z.literal("rolling_12m"), numerator: term, denominator: term }),
    /**
     * Of the distinct people with `denominator` above 0, the share with `numerator` above 0, each adding up their own
     * rows of the period, or of the twelve months that end with it.
     */
    z.strictObject({
      kind: z.literal("share_of_people"),
      numerator: term,
      denominator: term,
      over: z.enum(["period", "12_months"]).optional(),
    }),
    /**
     * Of the people with `of` above 0 twelve months before the period's end, in the group they were in then, the share
     * with `of` above 0 at its end, wherever they are now.
     */
    z.strictObject({ kind: z.literal("retained_12m"), of: column }),
    /**
     * Mean, over the people of the period's last month with `weight` above 0, of a product of their own sums over the
     * twelve months that end with it: S² × D. People about whom the twelve months say nothing do not count.
     */
    z.strictObject({
      kind: z.literal("mean_per_person_12m"),
      product: z
        .array(z.strictObject({ sum: column, power: z.number().int().min(1).max(3).optional() }))
        .min(1),
      weight: column,
    }),
  ]);

export const resolvedFormulaSchema = formulaOf(sumTermSchema);
export const formulaSchema = formulaOf(termSchema);

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
  /** Who and what is left out, and what a missing value means. */
  exclusions: bilingual.optional(),
  unit: z.enum(units),
  relation: z.enum(["employee_month", "hire_cohort"]),
  formula: formulaSchema,
  interval: z.enum(["none", "poisson", "wilson", "ratio_by_person", "mean_by_person"]).default("none"),
  disclosure: z.enum(["visible", "personal"]).default("personal"),
  /** True for what lasts (pay, ratings): a reader of groups sees it at half-year ends only. */
  standing: z.boolean().default(false),
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

export const dimensionSchema = z.strictObject({
  id: identifier,
  label: bilingual,
  description: bilingual.optional(),
  column,
  type: z.enum(["text", "number"]).default("text"),
  /** `protected` attributes are never offered to readers of groups. */
  disclosure: z.enum(["visible", "protected"]),
  /** Protected in law against discrimination: no model's input, and its groups are compared for fairness. Not a matter of disclosure. */
  characteristic: z.literal("protected").optional(),
  /** False for plain numbers such as months of tenure: they filter, they do not group. */
  groupable: z.boolean().default(true),
  /** `=` means the unit and everything below it. */
  hierarchical: z.boolean().default(false),
  /** Values in their order, with labels where the code is not a label. */
  values: z.array(z.strictObject({ value: z.string(), label: bilingual })).optional(),
});

export const dimensionFileSchema = z.strictObject({ dimensions: z.array(dimensionSchema).min(1) });

export type Term = z.infer<typeof sumTermSchema>;
export type WrittenTerm = z.infer<typeof termSchema>;
export type Formula = z.infer<typeof resolvedFormulaSchema>;
export type WrittenFormula = z.infer<typeof formulaSchema>;
/** As the file has it: terms may name other metrics. */
export type WrittenMetric = z.infer<typeof metricSchema>;
/** Terms written out. */
export type MetricDefinition = Omit<WrittenMetric, "formula"> & { formula: Formula };
export type DimensionDefinition = z.infer<typeof dimensionSchema>;
