// Fields that the routes under /api/schemes share: a scheme's id, a text, a period, and the answers that each may give.
import { z } from "@hono/zod-openapi";
import { errorAnswer } from "./error-response.js";

export const schemeId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
/** Of a scheme's file. */
export const schemeText = z.string().max(100_000);
/** 2026-03 or 2026-Q1, as the scheme's own. */
export const schemePeriod = z.string().max(10).optional();
export const schemeVersion = z.string().max(20);
export const ofScheme = z.object({ id: schemeId });

export const json = <T extends z.ZodType>(schema: T) => ({ "application/json": { schema } });
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: json(schema) },
});
export const answered = (description: string) => ({
  200: { description, content: json(z.looseObject({})) },
  403: errorAnswer,
  404: errorAnswer,
  422: errorAnswer,
});
