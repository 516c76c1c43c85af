// GET /api/targets/standing: every target in force with its chance now. POST /api/targets/hierarchy: a quarter's forecast down to people.
import { createRoute, z } from "@hono/zod-openapi";
import { readJournal } from "../../engine/index.js";
import { apiRouter } from "./api-router.js";
import { monthSchema } from "./schemas.js";
import { TargetForecasts } from "./target-forecasts.js";
import { answered, jsonBody } from "./target-schemas.js";
import type { WebContext } from "./web-context.js";

const standing = createRoute({
  method: "get",
  path: "/api/targets/standing",
  summary: "Every target in force whose quarter is not over, with its chance now, those most at risk first",
  responses: answered("Standing targets", z.looseObject({}).openapi("StandingTargets")),
});
const hierarchy = createRoute({
  method: "post",
  path: "/api/targets/hierarchy",
  summary: "A quarter's forecast for company, units and people that adds up exactly",
  request: jsonBody(
    z.strictObject({
      metric: z.string().max(64),
      /** First month; the next whole quarter when left out. */
      quarter: monthSchema.optional(),
    }),
  ),
  responses: answered("The tree of forecasts", z.looseObject({}).openapi("TargetHierarchy")),
});

export function targetStandingRoutes(context: WebContext) {
  const forecasts = new TargetForecasts(context);
  return apiRouter()
    .openapi(standing, async (c) => {
      await context.cache();
      const { lines } = readJournal(context.workspace);
      const committed = lines.filter(({ kind }) => kind.startsWith("target_")).length;
      const found = await forecasts.standing(committed, c.get("reader"), c.req.raw.signal);
      return c.json({ ...found }, 200);
    })
    .openapi(hierarchy, async (c) => {
      await context.cache();
      const found = await forecasts.hierarchy(c.req.valid("json"), c.get("reader"), c.req.raw.signal);
      return c.json({ ...found }, 200);
    });
}
