// POST /api/models/targets: a metric and part of the company, or one person → history, forecast by quarter, chance of a target.
// POST /api/targets/ground and /consequence: past attainment and capacity; cost, schemes and missing people at a target.
import { createRoute, z } from "@hono/zod-openapi";
import { readJournal } from "../../engine/index.js";
import {
  isRefusal,
  missingFor,
  modelErrors,
  schemeConsequences,
  type Missing,
  type SchemeConsequence,
  type TargetAnswer,
  type TargetOutlook,
} from "../../models/index.js";
import { apiRouter } from "./api-router.js";
import { monthSchema } from "./schemas.js";
import { TargetForecasts } from "./target-forecasts.js";
import { answered, jsonBody, subjectSchema } from "./target-schemas.js";
import type { TargetCost } from "./target-work.js";
import { targetsView, type TargetsAnswer } from "./targets-view.js";
import type { WebContext } from "./web-context.js";

const questionSchema = subjectSchema
  .extend({
    /** First month of the quarter; the first wholly to come when left out. */
    quarter: monthSchema.optional(),
    target: z.number().optional(),
  })
  .openapi("TargetQuestion");
const quarterSchema = subjectSchema.extend({ quarter: monthSchema }).openapi("TargetQuarter");
const enteredSchema = quarterSchema.extend({ target: z.number().positive() }).openapi("TargetEntered");

const route = createRoute({
  method: "post",
  path: "/api/models/targets",
  summary: "Forecast a metric by quarter, with the chance of reaching a target",
  request: jsonBody(questionSchema),
  responses: answered(
    "The forecast, or why there is none",
    z.looseObject({ state: z.enum(["forecast", "refused"]) }).openapi("Targets"),
  ),
});
const ground = createRoute({
  method: "post",
  path: "/api/targets/ground",
  summary: "Earlier targets of the same people, and what they can carry",
  request: jsonBody(quarterSchema),
  responses: answered("Past and capacity", z.looseObject({}).openapi("TargetGround")),
});
const consequence = createRoute({
  method: "post",
  path: "/api/targets/consequence",
  summary: "What a target costs, earns in KPI schemes, and lacks in people",
  request: jsonBody(enteredSchema),
  responses: answered("Cost, schemes, missing people", z.looseObject({}).openapi("TargetConsequence")),
});

export interface TargetConsequence {
  cost: TargetCost;
  schemes: SchemeConsequence[];
  missing: Missing | null;
}

export function targetRoutes(context: WebContext) {
  const forecasts = new TargetForecasts(context);
  const { workspace, cache, now } = context;
  const lines = (): number =>
    readJournal(workspace).lines.filter(({ kind }) => kind.startsWith("target_")).length;

  return apiRouter()
    .openapi(route, async (c) => {
      const { quarter, target, ...question } = c.req.valid("json");
      const answer = await forecasts.forecast(question, c.get("reader"), c.req.raw.signal);
      if (isRefusal(answer))
        return c.json({ state: "refused", refusal: answer } satisfies TargetsAnswer, 200);
      const view = targetsView(answer, { from: quarter, target });
      if (!view)
        throw modelErrors.period_invalid({
          from: quarter ?? "–",
          to: "–",
          horizon: answer.fitted.forecast.length,
        });
      return c.json({ state: "forecast", view } satisfies TargetsAnswer, 200);
    })
    .openapi(ground, async (c) => {
      const { quarter, ...subject } = c.req.valid("json");
      const reader = c.get("reader");
      const answer = await forecasts.forecast(subject, reader, c.req.raw.signal);
      if (isRefusal(answer)) return c.json({ refusal: answer }, 200);
      const { from, to } = quarterOf(answer, quarter);
      const found = await forecasts.ground(subject, { from, to }, lines(), reader, c.req.raw.signal);
      return c.json({ ...found }, 200);
    })
    .openapi(consequence, async (c) => {
      const { quarter, target, ...subject } = c.req.valid("json");
      const reader = c.get("reader");
      const { signal } = c.req.raw;
      const answer = await forecasts.forecast(subject, reader, signal);
      if (isRefusal(answer)) return c.json({ refusal: answer }, 200);
      const outlook = quarterOf(answer, quarter);
      const span = { from: outlook.from, to: outlook.to };
      const { capacity } = await forecasts.ground(subject, span, lines(), reader, signal);
      const found: TargetConsequence = {
        cost: await forecasts.work<TargetCost>(
          { is: "cost", subject, span, target, fitted: answer.fitted },
          reader,
          signal,
        ),
        schemes: schemeConsequences(
          { workspace, cache: await cache(), reader, now: now() },
          subject.metric,
          span,
          target,
          outlook,
        ),
        missing: isRefusal(capacity) ? null : missingFor(capacity, span, target),
      };
      return c.json({ ...found }, 200);
    });
}

/** Errors: period_invalid. */
function quarterOf({ quarters, fitted }: TargetAnswer, from: string): TargetOutlook {
  const quarter = quarters.find((one) => one.from === from);
  if (!quarter) throw modelErrors.period_invalid({ from, to: "–", horizon: fitted.forecast.length });
  return quarter;
}
