// What requests about targets look like: whose target, and the pieces every such route is described with.
import { z } from "@hono/zod-openapi";
import { filterSchema } from "../../engine/metrics/metric-query.js";
import { errorAnswer } from "./error-response.js";

export const subjectSchema = z.strictObject({
  metric: z.string().max(64).default("revenue"),
  where: z.array(filterSchema).max(20).default([]),
  /** One person's target: the reader needs rights on them. */
  employee: z.string().min(1).max(64).optional(),
});

export const jsonBody = <T extends z.ZodType>(schema: T) =>
  ({ body: { required: true, content: { "application/json": { schema } } } }) as const;

export const answered = <T extends z.ZodType>(description: string, schema: T) =>
  ({
    200: { description, content: { "application/json": { schema } } },
    400: errorAnswer,
    422: errorAnswer,
  }) as const;
