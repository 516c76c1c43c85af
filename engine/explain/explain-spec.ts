// A question about a change as plain data: which number, from what to what, told apart by which dimension.
import { z } from "zod";
import { metricQuerySchema } from "../metrics/metric-query.js";

const { where, from, to, compare, asOf } = metricQuerySchema.shape;

export const explainSchema = z.strictObject({
  metric: z.string(),
  where,
  /** First and last month of the number; a quarter, a year and fiscal ones as in a metric question. */
  from,
  to,
  /** What it is compared with: the form of one entry of a metric question's `compare`. */
  against: compare.unwrap().unwrap().or(z.unknown()).optional(),
  /** Groups within which rates are compared and between which people move; `team` when left out. */
  by: z.string().optional(),
  asOf,
});
