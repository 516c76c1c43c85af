// POST /api/explain: why a number changed. POST /api/survival: how long people stay. Both through the engine's one door.
import { createRoute, z } from "@hono/zod-openapi";
import { explainChange } from "../../engine/explain/explain.js";
import type { Receipt } from "../../engine/result.js";
import { survival } from "../../engine/survival/survival.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { requestLocale } from "./request-locale.js";
import { bilingualSchema } from "./schemas.js";
import type { WebContext } from "./web-context.js";

const group = z.union([z.string(), z.number(), z.null()]);
const where = z.array(z.looseObject({ field: z.string() })).optional();
const period = z.string().optional().openapi({ example: "2026-Q1" });

/** The form as documentation; what is wrong with a question is said by the engine. */
const explainQuestion = z
  .looseObject({
    metric: z.string().openapi({ example: "voluntary_turnover" }),
    where,
    from: period,
    to: period,
    against: z.unknown().optional().openapi({ example: "previous_year" }),
    by: z.string().optional().openapi({ example: "team" }),
  })
  .openapi("ExplainQuestion");

const side = z.object({ from: z.string(), to: z.string(), value: z.number() });
const explanation = z
  .looseObject({
    other: side,
    now: side,
    difference: z.number(),
    parts: z.array(
      z.looseObject({
        id: z.enum(["mix", "rate", "joiners", "leavers", "movers"]),
        label: bilingualSchema,
        meaning: bilingualSchema,
        value: z.number(),
        people: z.number(),
        groups: z.array(z.object({ group, value: z.number(), people: z.number() })),
      }),
    ),
    chance: z.enum(["beyond_chance", "could_be_chance", "too_few"]).nullable(),
  })
  .openapi("Explanation");

const explainRoute = createRoute({
  method: "post",
  path: "/api/explain",
  summary: "A change taken apart into mix, rate, joiners, leavers and movers, adding up exactly",
  request: { body: { required: true, content: { "application/json": { schema: explainQuestion } } } },
  responses: {
    200: { description: "The parts", content: { "application/json": { schema: explanation } } },
    400: errorAnswer,
    422: errorAnswer,
  },
});

const survivalQuestion = z
  .looseObject({
    where,
    from: period,
    to: period,
    by: z.string().optional().openapi({ example: "department" }),
  })
  .openapi("SurvivalQuestion");

const survivalAnswer = z
  .looseObject({
    from: z.string(),
    to: z.string(),
    kindsKnown: z.boolean(),
    curves: z.array(z.looseObject({ group, people: z.number() })).nullable(),
    lifeTable: z.array(z.looseObject({ until: z.number(), staying: z.number().nullable() })).nullable(),
  })
  .openapi("Survival");

const survivalRoute = createRoute({
  method: "post",
  path: "/api/survival",
  summary:
    "Kaplan–Meier with delayed entry and cumulative incidence by kind of exit; a life table for readers of groups",
  request: { body: { required: true, content: { "application/json": { schema: survivalQuestion } } } },
  responses: {
    200: { description: "Curves or life table", content: { "application/json": { schema: survivalAnswer } } },
    400: errorAnswer,
    422: errorAnswer,
  },
});

export function explainRoutes({ workspace, cache, now }: WebContext) {
  return apiRouter()
    .openapi(explainRoute, async (c) => {
      const options = {
        reader: c.get("reader"),
        now: now(),
        locale: requestLocale(c, workspace.config.locale),
      };
      const told = await explainChange({ ...(await cache()), workspace }, c.req.valid("json"), options);
      c.set("audited", { kind: "query", ...readOf(told), explain: c.req.valid("json") });
      return c.json(told as never, 200);
    })
    .openapi(survivalRoute, async (c) => {
      const options = { reader: c.get("reader"), now: now() };
      const told = await survival({ ...(await cache()), workspace }, c.req.valid("json"), options);
      c.set("audited", { kind: "query", ...readOf(told), survival: c.req.valid("json") });
      return c.json(told as never, 200);
    });
}

/** What the journal says of an answer. */
const readOf = ({ receipt: { id, seal, snapshot } }: { receipt: Receipt }) => ({
  receipt: id,
  seal,
  snapshot,
});
