// The shape of a competency framework in YAML: dimensions with items and synonyms, roles with the level that each requires.
import { z } from "zod";

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const identifier = z.string().regex(/^[a-z][a-z0-9_]*$/, "lower_snake_case");
const names = z.array(z.string().min(1)).default([]);

export const itemSchema = z.strictObject({ id: identifier, label: bilingual });

export const dimensionSchema = z.strictObject({
  id: identifier,
  label: bilingual,
  /** Other names of the same dimension in questionnaires; its labels and id need not be repeated. */
  synonyms: names,
  items: z.array(itemSchema).default([]),
  /** Names or numbers of the courses that teach it, as in the training records. */
  courses: names,
  /** How much it matters for the work, 1–5 (O*NET's importance). Only shown. */
  importance: z.number().min(1).max(5).optional(),
});

export const roleSchema = z.strictObject({
  id: identifier,
  label: bilingual,
  /** Whom it is about; all that are given must hold. Left out: everybody. */
  match: z
    .strictObject({
      job_family: z.array(z.string()).min(1).optional(),
      job: z.array(z.string()).min(1).optional(),
      level: z.strictObject({ from: z.number().optional(), to: z.number().optional() }).optional(),
    })
    .default({}),
  /** Dimension → level required, on the framework's scale. */
  required: z.record(z.string(), z.number()),
});

export const frameworkSchema = z.strictObject({
  id: identifier,
  label: bilingual,
  description: bilingual,
  scale: z.strictObject({ from: z.number(), to: z.number() }).default({ from: 0, to: 100 }),
  /** Where it was taken from, with its licence. */
  source: z.string().min(1).optional(),
  dimensions: z.array(dimensionSchema).min(1),
  roles: z.array(roleSchema).default([]),
});

export type Dimension = z.infer<typeof dimensionSchema>;
export type Role = z.infer<typeof roleSchema>;
export type Framework = z.infer<typeof frameworkSchema>;
