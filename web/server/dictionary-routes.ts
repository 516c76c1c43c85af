// GET /api/dictionary: the data dictionary, generated from the contracts and the metrics that rest on them.
import { createRoute, z } from "@hono/zod-openapi";
import { loadCatalogue } from "../../engine/index.js";
import { dataDictionary } from "../../engine/ingest/data-dictionary.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { bilingualSchema } from "./schemas.js";
import type { WebContext } from "./web-context.js";

const edge = z.union([z.string(), z.number()]);
const columnSchema = z.object({
  name: z.string(),
  label: bilingualSchema,
  type: z.string(),
  unit: z.string().nullable(),
  required: z.boolean(),
  isKey: z.boolean(),
  protected: z.boolean(),
  references: z.string().nullable(),
  range: z.object({ from: edge, to: edge }).nullable(),
  levels: z.array(z.object({ level: z.string(), words: z.array(z.string()) })),
  headers: z.object({ en: z.array(z.string()), zh: z.array(z.string()) }),
});

const dictionarySchema = z
  .object({
    tables: z.array(
      z.object({
        table: z.string(),
        title: bilingualSchema,
        grain: bilingualSchema,
        required: z.boolean(),
        key: z.array(z.string()),
        replacedBy: z.array(z.string()),
        columns: z.array(columnSchema),
        checks: z.array(z.object({ name: z.string(), text: bilingualSchema })),
        unlocks: bilingualSchema,
        analyses: z.array(z.object({ id: z.string(), label: bilingualSchema, columns: z.array(z.string()) })),
      }),
    ),
  })
  .openapi("Dictionary");

const route = createRoute({
  method: "get",
  path: "/api/dictionary",
  summary: "Source tables, columns, keys, checks, headers and the analyses each unlocks",
  responses: {
    200: { description: "The dictionary", content: { "application/json": { schema: dictionarySchema } } },
    422: errorAnswer,
  },
});

export const dictionaryRoutes = ({ workspace }: WebContext) =>
  apiRouter().openapi(route, (c) =>
    c.json({ tables: dataDictionary(loadCatalogue(workspace.dir).metrics.values()) }, 200),
  );
