// What was known when: GET /api/history/imports, POST /api/changes, POST /api/verify; GET /api/progress while they work.
import { readsEverybody } from "../../engine/metrics/reader.js";
import { createRoute, z } from "@hono/zod-openapi";
import { receiptFileOf } from "../../engine/history/read-receipt.js";
import { verifyReceipt } from "../../engine/history/verify-receipt.js";
import { whyChanged } from "../../engine/history/why-changed.js";
import { sourceManifests } from "../../engine/index.js";
import { reasonText } from "../../engine/history/reason-text.js";
import { metricError } from "../../engine/metrics/metric-errors.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { bilingualSchema } from "./schemas.js";
import type { WebContext } from "./web-context.js";

const json = <T extends z.ZodType>(description: string, schema: T) => ({
  description,
  content: { "application/json": { schema } },
});

const importsRoute = createRoute({
  method: "get",
  path: "/api/history/imports",
  summary: "Imports, oldest first: the times at which what is known changed",
  responses: {
    200: json(
      "Imports",
      z.object({
        imports: z.array(
          z.object({ id: z.string(), importedAt: z.string(), tables: z.array(z.string()), rows: z.number() }),
        ),
      }),
    ),
  },
});

const progressRoute = createRoute({
  method: "get",
  path: "/api/progress",
  summary: "What a long request is doing now",
  responses: {
    200: json(
      "Null when nothing is being built",
      z.object({
        doing: z.object({ title: bilingualSchema, done: z.number(), of: z.number() }).nullable(),
      }),
    ),
  },
});

const changesRoute = createRoute({
  method: "post",
  path: "/api/changes",
  summary: "Why a number is not what it was: the rows that came since, with their effects",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({
            question: z.looseObject({ metrics: z.array(z.string()) }),
            since: z.string().openapi({ example: "2026-06-30" }),
            most: z.number().int().min(1).max(500).default(20),
          }),
        },
      },
    },
  },
  responses: {
    200: json(
      "The two numbers and the steps between them",
      z.looseObject({ steps: z.array(z.looseObject({})) }),
    ),
    422: errorAnswer,
  },
});

const verifyRoute = createRoute({
  method: "post",
  path: "/api/verify",
  summary: "Recompute an answer from its receipt",
  request: {
    body: { required: true, content: { "application/json": { schema: z.looseObject({}) } } },
  },
  responses: {
    200: json(
      "Verdict, reasons and the cells that differ",
      z.looseObject({
        verdict: z.enum(["equal", "changed", "tampered"]),
        reasons: z.array(z.looseObject({ text: bilingualSchema })),
      }),
    ),
    422: errorAnswer,
  },
});

export function historyRoutes({ workspace, cache, now, progress }: WebContext) {
  const during = <T>(work: () => Promise<T>): Promise<T> => (progress ? progress.during(work) : work());
  return apiRouter()
    .openapi(importsRoute, (c) =>
      c.json(
        {
          imports: sourceManifests(workspace).map(({ id, importedAt, tables }) => ({
            id,
            importedAt,
            tables: tables.map((t) => t.table),
            rows: tables.reduce((sum, t) => sum + t.rows, 0),
          })),
        },
        200,
      ),
    )
    .openapi(progressRoute, (c) => c.json({ doing: progress?.doing ?? null }, 200))
    .openapi(changesRoute, async (c) => {
      const { question, since, most } = c.req.valid("json");
      const reader = c.get("reader");
      const report = await during(async () =>
        whyChanged({ ...(await cache()), workspace }, question, {
          reader,
          now: now(),
          since,
          most,
          onProgress: progress?.say,
        }),
      );
      c.set("audited", { kind: "view", since, spec: report.spec });
      return c.json(report as unknown as Record<string, unknown> & { steps: [] }, 200);
    })
    .openapi(verifyRoute, async (c) => {
      const file = receiptFileOf(c.req.valid("json"));
      // A recomputation has the rights of the receipt, which may be more than those of who asks.
      const reader = c.get("reader");
      if (!readsEverybody(reader)) throw metricError.verify_needs_person_rights();
      const report = await during(async () =>
        verifyReceipt(workspace, file, { now: now(), onProgress: progress?.say }),
      );
      return c.json({ ...report, reasons: report.reasons.map((r) => ({ ...r, text: reasonText(r) })) }, 200);
    });
}
