// GET /api/meta: what pages must know before they ask anything.
import { createRoute, z } from "@hono/zod-openapi";
import { units } from "../../engine/metrics/unit.js";
import { apiRouter } from "./api-router.js";
import { cacheIfAny } from "./live-cache.js";
import { errorAnswer } from "./error-response.js";
import { bilingualSchema, monthSchema } from "./schemas.js";
import type { WebContext } from "./web-context.js";
import { workspaceMeta } from "./workspace-meta.js";

const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  rights: z.enum(["person", "group"]),
  isScoped: z.boolean(),
});

const metaSchema = z
  .object({
    workspace: z.object({
      name: bilingualSchema,
      currency: z.string(),
      locale: z.enum(["en", "zh"]),
      k: z.number(),
      fiscalYearStart: z.number(),
    }),
    history: z.object({ from: monthSchema, to: monthSchema }).nullable(),
    metrics: z.array(
      z.object({
        id: z.string(),
        theme: z.string(),
        label: bilingualSchema,
        description: bilingualSchema,
        formula: bilingualSchema,
        unit: z.enum(units),
        glyph: z.string(),
        adds: z.boolean(),
        isFlow: z.boolean(),
        available: z.boolean(),
        missing: z.array(bilingualSchema),
        sources: z.array(z.string()),
      }),
    ),
    dimensions: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(["time", "group"]),
        label: bilingualSchema,
        glyph: z.string(),
        protected: z.boolean(),
        values: z.array(z.object({ value: z.string(), label: bilingualSchema })).optional(),
      }),
    ),
    programmes: z.array(
      z.object({ id: z.string(), title: bilingualSchema, changeFrom: monthSchema, changeTo: monthSchema }),
    ),
    events: z.array(
      z.object({ id: z.string(), date: z.string(), kind: z.string().nullable(), title: bilingualSchema }),
    ),
    users: z.array(userSchema),
    reader: userSchema,
    sources: z.array(
      z.object({
        table: z.string(),
        title: bilingualSchema,
        rows: z.number(),
        rejected: z.number(),
        files: z.array(z.string()),
        importedAt: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        derived: z.array(z.string()),
      }),
    ),
    snapshot: z.string(),
  })
  .openapi("Meta");

const route = createRoute({
  method: "get",
  path: "/api/meta",
  summary: "Catalogue, window, programmes, events, readers and sources of the workspace",
  responses: {
    200: { description: "The workspace", content: { "application/json": { schema: metaSchema } } },
    422: errorAnswer,
  },
});

export const metaRoutes = (context: WebContext) =>
  apiRouter().openapi(route, async (c) =>
    c.json(await workspaceMeta(context.workspace, await cacheIfAny(context.cache), c.get("reader")), 200),
  );
