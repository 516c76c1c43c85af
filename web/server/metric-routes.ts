// POST /api/query: a question → its answer, through the one door. GET /api/dimensions/{id}: values to choose from.
import { createRoute, z } from "@hono/zod-openapi";
import { answer } from "../../engine/index.js";
import { receiptDocument } from "../../engine/receipt-document.js";
import { resultToIpc } from "../../engine/result-ipc.js";
import { resultRows } from "../../engine/result-rows.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { requestLocale } from "./request-locale.js";
import type { WebContext } from "./web-context.js";

const arrowType = "application/vnd.apache.arrow.stream";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const filter = z.object({
  field: z.string(),
  op: z.enum(["=", "!=", "in", "between", ">=", "<="]),
  value: z.union([scalar, z.array(scalar)]),
});

/**
 * The form as documentation; what is wrong with a question is said by the engine, which knows the catalogue and can
 * name what was meant.
 */
const querySchema = z
  .looseObject({
    metrics: z.array(z.string()).openapi({ example: ["voluntary_turnover"] }),
    by: z
      .array(z.string())
      .optional()
      .openapi({ example: ["quarter", "department"] }),
    where: z.array(filter).optional(),
    from: z.string().optional().openapi({ example: "2025-01" }),
    to: z.string().optional(),
    compare: z
      .array(
        z.union([
          z.string(),
          z.looseObject({
            name: z.string().optional(),
            cohort: z.array(filter).optional(),
            from: z.string().optional(),
            to: z.string().optional(),
          }),
        ]),
      )
      .optional()
      .openapi({ example: ["previous_year", "spring_festival", { from: "2024-01", to: "2024-06" }] }),
    asOf: z.object({ org: z.string().optional(), known: z.string().optional() }).optional(),
    order: z.array(z.string()).optional(),
    limit: z.number().optional(),
  })
  .openapi("MetricQuery");

const queryRoute = createRoute({
  method: "post",
  path: "/api/query",
  summary: "Answer a metric question",
  request: { body: { required: true, content: { "application/json": { schema: querySchema } } } },
  responses: {
    200: {
      description:
        "Arrow IPC stream; the schema's metadata key “rapport” holds columns, receipt, warnings, window and total as JSON. With Accept: application/json all of it as JSON.",
      content: {
        [arrowType]: { schema: z.string().openapi({ format: "binary" }) },
        "application/json": {
          schema: z.looseObject({ rows: z.array(z.looseObject({})), total: z.looseObject({}) }),
        },
      },
    },
    400: errorAnswer,
    422: errorAnswer,
  },
});

const valuesRoute = createRoute({
  method: "get",
  path: "/api/dimensions/{id}",
  summary: "Values of a dimension that occur, largest group first",
  request: { params: z.object({ id: z.string().max(64) }) },
  responses: {
    200: {
      description: "Values; `null` = not given",
      content: {
        "application/json": {
          schema: z.object({ values: z.array(z.union([z.string(), z.number(), z.null()])) }),
        },
      },
    },
    422: errorAnswer,
  },
});

export function metricRoutes({ workspace, cache, now, progress }: WebContext) {
  return apiRouter()
    .openapi(queryRoute, async (c) => {
      const work = async () =>
        answer({ ...(await cache()), workspace }, c.req.valid("json"), {
          reader: c.get("reader"),
          now: now(),
          locale: requestLocale(c, workspace.config.locale),
        });
      const result = await (progress ? progress.during(work) : work());
      const { id, spec, snapshot, seal } = result.receipt;
      c.set("audited", { kind: "query", receipt: id, seal, snapshot, spec });
      if (c.req.header("accept")?.includes("application/json")) return c.json(receiptDocument(result), 200);
      return c.body(new Uint8Array(resultToIpc(result, "stream")), 200, {
        "Content-Type": arrowType,
      }) as never;
    })
    .openapi(valuesRoute, async (c) => {
      const { id } = c.req.valid("param");
      const open = await cache();
      const result = await answer(
        { ...open, workspace },
        { metrics: ["headcount", "average_headcount"], by: [id] },
        { reader: c.get("reader"), now: now() },
      );
      const rows = resultRows(result.table, result.columns).sort(
        (a, b) => Number(b.average_headcount ?? -1) - Number(a.average_headcount ?? -1),
      );
      return c.json({ values: rows.map((row) => row[id] as string | number | null) }, 200);
    });
}
