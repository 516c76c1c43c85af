// The shape of benchmarks/*.yml: a figure from outside with its source, day, number of cases, and what exactly it measures.
import { z } from "zod";

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const columns = z.union([
  z
    .string()
    .min(1)
    .transform((one) => [one]),
  z.array(z.string().min(1)).min(1),
]);

/** A level ("18 % a year") compares with a level; "up 20 to 40 %" must say whether in points or relative to what was. */
export const measures = ["level", "change_points", "change_relative", "unknown"] as const;

export const benchmarkSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "lower-case letters, digits, hyphens"),
    label: bilingual,
    /** Metric of this workspace that it is meant to stand beside. */
    metric: z.string().min(1),
    value: z.number().optional(),
    range: z.strictObject({ from: z.number(), to: z.number() }).optional(),
    measures: z.enum(measures),
    /** What is divided by what, in the catalogue's own columns: `rapport metrics show` prints them. */
    definition: z.strictObject({
      numerator: columns,
      denominator: z.union([z.enum(["none", "months"]), columns]).default("none"),
      per: z.enum(["year", "month", "none"]),
      population: z.string().min(1),
    }),
    source: z.string().min(1),
    url: z.url().optional(),
    /** YAML reads a bare year as a number. */
    date: z
      .union([z.string(), z.number().int().transform(String)])
      .pipe(z.string().regex(/^\d{4}(-\d\d(-\d\d)?)?$/, "YYYY, YYYY-MM or YYYY-MM-DD")),
    n: z.strictObject({ count: z.number().int().positive(), of: z.enum(["organisations", "people"]) }),
  })
  .refine(({ value, range }) => (value === undefined) !== (range === undefined), {
    message: "either a value or a range",
    path: ["value"],
  });

export const benchmarksSchema = z.strictObject({ benchmarks: z.array(benchmarkSchema).min(1) });
export type Benchmark = z.infer<typeof benchmarkSchema>;
