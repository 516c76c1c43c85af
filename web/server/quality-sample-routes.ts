// /api/quality/plan and /api/quality/samples…: how many records to check, the list, the result, and what it proves.
import { createRoute, z } from "@hono/zod-openapi";
import {
  defaultPlan,
  enterResult,
  qualityErrors,
  sampleAgain,
  sampleCsv,
  samplingPlan,
  tablesWithRows,
  takeSample,
} from "../../engine/quality/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { sampleSchema } from "./quality-routes.js";
import type { WebContext } from "./web-context.js";

const answers = { 400: errorAnswer, 403: errorAnswer, 404: errorAnswer, 409: errorAnswer, 422: errorAnswer };
const sampleAnswer = {
  200: { description: "The sample", content: { "application/json": { schema: sampleSchema } } },
  ...answers,
};
const idSchema = z.object({ id: z.string().max(128) });

const plan = createRoute({
  method: "get",
  path: "/api/quality/plan",
  summary: "Records that must be checked to prove an error rate",
  request: {
    query: z.object({
      limit: z.coerce.number().default(defaultPlan.limit),
      confidence: z.coerce.number().default(defaultPlan.confidence),
      accept: z.coerce.number().default(defaultPlan.accept),
      lot: z.coerce.number().optional(),
    }),
  },
  responses: {
    200: {
      description: "The plan",
      content: {
        "application/json": {
          schema: z.looseObject({ size: z.number(), risk: z.number() }).openapi("SamplingPlan"),
        },
      },
    },
    ...answers,
  },
});

const drawSchema = z
  .strictObject({
    table: z.string().max(64),
    quarter: z.string().max(16),
    by: z.enum(["none", "month", "department", "file"]).default("none"),
    limit: z.number().default(defaultPlan.limit),
    confidence: z.number().default(defaultPlan.confidence),
    accept: z.number().default(defaultPlan.accept),
    isFinite: z.boolean().default(false),
  })
  .openapi("SampleQuestion");

const draw = createRoute({
  method: "post",
  path: "/api/quality/samples",
  summary: "Draw a sample; the same quarter, table and data give the same list",
  request: { body: { required: true, content: { "application/json": { schema: drawSchema } } } },
  responses: sampleAnswer,
});

const list = createRoute({
  method: "get",
  path: "/api/quality/samples/{id}/list.csv",
  summary: "The records to check, in order",
  request: { params: idSchema },
  responses: {
    200: { description: "CSV", content: { "text/csv": { schema: z.string() } } },
    ...answers,
  },
});

const resultSchema = z
  .strictObject({
    /** Positions of the records found wrong; an empty list says that none was. */
    wrong: z.array(z.number().int()).max(100_000).optional(),
    checked: z.number().int().optional(),
    /** Refused: a percentage without a sample. */
    rate: z.union([z.string().max(32), z.number()]).optional(),
  })
  .openapi("SampleResult");

const enter = createRoute({
  method: "post",
  path: "/api/quality/samples/{id}/result",
  summary: "Enter which records were wrong; a bare percentage is refused",
  request: {
    params: idSchema,
    body: { required: true, content: { "application/json": { schema: resultSchema } } },
  },
  responses: sampleAnswer,
});

export function qualitySampleRoutes({ workspace, cache, now }: WebContext) {
  const context = async () => {
    const { database: db } = await cache();
    return { db, workspace, present: await tablesWithRows(db) };
  };
  return apiRouter()
    .openapi(plan, (c) => {
      const { lot, ...question } = c.req.valid("query");
      return c.json({ ...samplingPlan({ ...question, lot: lot ?? null }) }, 200);
    })
    .openapi(draw, async (c) => {
      const { sample } = await takeSample(await context(), c.req.valid("json"), c.get("reader"), now());
      return c.json({ ...sample }, 200);
    })
    .openapi(list, async (c) => {
      const { sample, records } = await sampleAgain(
        await context(),
        c.req.valid("param").id,
        c.get("reader"),
      );
      return c.text(sampleCsv(sample, records), 200, {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${sample.id}.csv"`,
      });
    })
    .openapi(enter, (c) => {
      const { wrong, checked, rate } = c.req.valid("json");
      const { id } = c.req.valid("param");
      if (rate !== undefined)
        throw qualityErrors.rate_without_sample({
          rate: String(rate),
          size: samplingPlan(defaultPlan).size,
          limit: defaultPlan.limit * 100,
          confidence: defaultPlan.confidence * 100,
        });
      if (!wrong) throw qualityErrors.sample_result_missing({ sample: id });
      return c.json({ ...enterResult(workspace, id, { wrong, checked }, c.get("reader"), now()) }, 200);
    });
}
