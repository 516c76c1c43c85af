// A question about staying as plain data: for whom, over which months, told apart by which dimension.
import { z } from "zod";
import { metricQuerySchema } from "../metrics/metric-query.js";

const { where, from, to, asOf } = metricQuerySchema.shape;

export const survivalSchema = z.strictObject({
  where,
  /** Months whose exits are counted; the whole history when left out. */
  from,
  to,
  /** One dimension: a curve for each of its values. People count where they were each month. */
  by: z.string().optional(),
  asOf,
});

/** Completed years with the company at which the curve is read. */
export const survivalMarks = [0.25, 0.5, 1, 2, 3, 5, 10, 15, 20] as const;

export const exitKinds = ["voluntary", "involuntary", "other"] as const;
export type ExitKind = (typeof exitKinds)[number];
