// The shape of programmes/<id>.yml: what changed, when, for whom, set against whom, judged by what.
import { z } from "zod";
import { filterSchema } from "../../engine/metrics/metric-query.js";

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "YYYY-MM");
const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "YYYY-MM-DD");
const span = z.strictObject({ from: month, to: month });
const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

/**
 * Who: by conditions on dimensions as they were in the last month before the change (for those hired later: in their first
 * month); by a course completed, from the month of completion on; or by a list of employees.
 */
const populationSchema = z.union([
  z.strictObject({ where: z.array(filterSchema).min(1) }),
  z.strictObject({ course: z.string().min(1), where: z.array(filterSchema).optional() }),
  z.strictObject({ employees: z.array(z.string().min(1)).min(1) }),
]);

/** How those who took part were chosen; it decides which doubts are raised. */
export const assignments = ["unit", "chance", "volunteers", "low_outcome", "unknown"] as const;

export const programmeSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "lower-case letters, digits, hyphens"),
  name: bilingual,
  phases: z.strictObject({ before: span, change: span, after: span }),
  treated: populationSchema,
  comparison: z.union([z.enum(["everyone_else", "none"]), populationSchema]).default("none"),
  assigned: z.enum(assignments).default("unknown"),
  outcomes: z.array(z.string()).min(1).max(8),
  /** Day on which the plan was written, as its author says; the journal's own day is shown beside it. */
  written_on: day.optional(),
  /** Smallest effect worth having, in the first outcome's unit (0.05 = 5 points); for the power statement. */
  worthwhile: z.number().positive().optional(),
  /** What else is known to change, and when; the calendar and other programmes are found by themselves. */
  also_changed: z
    .array(z.strictObject({ name: bilingual, month }))
    .max(20)
    .optional(),
  /** What it cost or will, in the workspace's currency; whatever is left out makes the programme look cheaper. */
  costs: z
    .array(z.strictObject({ name: bilingual, amount: z.number().positive() }))
    .max(20)
    .optional(),
});

export type Programme = z.infer<typeof programmeSchema>;
export type Population = z.infer<typeof populationSchema>;
export type Phases = Programme["phases"];
