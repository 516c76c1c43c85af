// POST /api/models/targets: a metric and part of the company → history, forecast by quarter, chance of a target.
import { createRoute, z } from "@hono/zod-openapi";
import { filterSchema } from "../../engine/metrics/metric-query.js";
import type { Reader } from "../../engine/metrics/reader.js";
import {
  isRefusal,
  modelErrors,
  type Refusal,
  type TargetAnswer,
  type TargetQuestion,
} from "../../models/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { runModel } from "./run-model.js";
import { monthSchema } from "./schemas.js";
import { targetsView, type TargetsAnswer } from "./targets-view.js";
import type { WebContext } from "./web-context.js";

const questionSchema = z
  .strictObject({
    metric: z.string().max(64).default("revenue"),
    where: z.array(filterSchema).max(20).default([]),
    /** First month of the quarter; the first wholly to come when left out. */
    quarter: monthSchema.optional(),
    target: z.number().optional(),
  })
  .openapi("TargetQuestion");

const route = createRoute({
  method: "post",
  path: "/api/models/targets",
  summary: "Forecast a metric by quarter, with the chance of reaching a target",
  request: { body: { required: true, content: { "application/json": { schema: questionSchema } } } },
  responses: {
    200: {
      description: "The forecast, or why there is none",
      content: {
        "application/json": {
          schema: z.looseObject({ state: z.enum(["forecast", "refused"]) }).openapi("Targets"),
        },
      },
    },
    400: errorAnswer,
    422: errorAnswer,
  },
});

/** Forecasts kept: moving the slider or choosing another quarter asks for no new fit. */
const mostKept = 32;

export function targetRoutes({ workspace, cache, now }: WebContext) {
  const kept = new Map<string, Promise<TargetAnswer | Refusal>>();

  const forecast = async (
    question: TargetQuestion,
    reader: Reader,
    signal: AbortSignal,
  ): Promise<TargetAnswer | Refusal> => {
    const key = JSON.stringify([(await cache()).key, reader, question]);
    const known = kept.get(key);
    if (known) return known;
    const job = {
      kind: "forecast_target" as const,
      workspaceDir: workspace.dir,
      reader,
      now: now().toISOString(),
      question,
    };
    const running = runModel<TargetAnswer | Refusal>(job, signal);
    kept.set(key, running);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
    running.catch(() => kept.delete(key));
    return running;
  };

  return apiRouter().openapi(route, async (c) => {
    const { metric, where, quarter, target } = c.req.valid("json");
    const answer = await forecast({ metric, where }, c.get("reader"), c.req.raw.signal);
    if (isRefusal(answer)) return c.json({ state: "refused", refusal: answer } satisfies TargetsAnswer, 200);
    const view = targetsView(answer, { from: quarter, target });
    if (!view)
      throw modelErrors.period_invalid({
        from: quarter ?? "–",
        to: "–",
        horizon: answer.fitted.forecast.length,
      });
    return c.json({ state: "forecast", view } satisfies TargetsAnswer, 200);
  });
}
