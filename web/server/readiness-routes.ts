// GET /api/models: every model, how it stands, what it still needs, and the next thing to do.
import { createRoute, z } from "@hono/zod-openapi";
import { modelReadiness, type ModelReadiness } from "../../models/readiness/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { bilingualSchema } from "./schemas.js";
import type { WebContext } from "./web-context.js";

export interface ReadinessAnswer {
  models: ModelReadiness[];
}

const readinessSchema = z.looseObject({
  id: z.string(),
  title: bilingualSchema,
  state: z.enum(["none", "refused", "off", "fitted"]),
  fittedAt: z.string().nullable(),
  isStale: z.boolean(),
  needs: z.array(
    z.looseObject({
      unit: z.string(),
      label: bilingualSchema,
      least: z.number(),
      have: z.number().nullable(),
      more: z.number().nullable(),
    }),
  ),
  absent: z.array(z.looseObject({ table: z.string(), title: bilingualSchema, isRequired: z.boolean() })),
  next: z.looseObject({ code: z.string(), text: bilingualSchema, command: z.string().nullable() }),
});

const route = createRoute({
  method: "get",
  path: "/api/models",
  summary: "Every model: how it stands, what it still needs; readers of groups get thresholds without counts",
  responses: {
    200: {
      description: "The models",
      content: { "application/json": { schema: z.object({ models: z.array(readinessSchema) }) } },
    },
    422: errorAnswer,
  },
});

export const readinessRoutes = ({ workspace, cache }: WebContext) =>
  apiRouter().openapi(route, async (c) => {
    const models = await modelReadiness({ workspace, cache: await cache(), reader: c.get("reader") });
    return c.json({ models }, 200);
  });
