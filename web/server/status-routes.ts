// GET /api/status: what the workspace holds, how fresh it is, what is unlocked and what each missing source would add.
import { createRoute, z } from "@hono/zod-openapi";
import { contracts } from "../../datasets/contracts/index.js";
import { status } from "../../engine/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { bilingualSchema } from "./schemas.js";
import type { WebContext } from "./web-context.js";

const columnSchema = z.object({ name: z.string(), label: bilingualSchema, required: z.boolean() });

const statusSchema = z
  .object({
    employees: z.number(),
    history: z.object({ from: z.string(), to: z.string() }).nullable(),
    sources: z.array(
      z.object({
        table: z.string(),
        title: bilingualSchema,
        rows: z.number(),
        rejected: z.number(),
        files: z.array(z.string()),
        from: z.string().nullable(),
        to: z.string().nullable(),
        lastImport: z.string(),
        freshnessDays: z.number(),
      }),
    ),
    unlocked: z.array(z.object({ table: z.string(), unlocks: bilingualSchema })),
    missing: z.array(
      z.object({
        table: z.string(),
        title: bilingualSchema,
        unlocks: bilingualSchema,
        required: z.boolean(),
        columns: z.array(columnSchema),
      }),
    ),
  })
  .openapi("Status");

const route = createRoute({
  method: "get",
  path: "/api/status",
  summary: "Sources, freshness, rejected rows, unlocked analyses",
  responses: {
    200: { description: "The workspace", content: { "application/json": { schema: statusSchema } } },
    422: errorAnswer,
  },
});

export const statusRoutes = ({ workspace, now }: WebContext) =>
  apiRouter().openapi(route, async (c) => {
    const found = await status(workspace, now());
    return c.json(
      { ...found, missing: found.missing.map((source) => ({ ...source, columns: columnsOf(source.table) })) },
      200,
    );
  });

const columnsOf = (table: string) =>
  (contracts.find((contract) => contract.table === table)?.columns ?? []).map(
    ({ name, label, required }) => ({
      name,
      label,
      required: required === true,
    }),
  );
