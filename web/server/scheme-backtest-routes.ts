// /api/schemes/backtest: two schemes replayed on past periods, in a process of its own; readers of groups see what was saved, in groups.
import { createRoute, z } from "@hono/zod-openapi";
import { savedBacktest, type StoredBacktest } from "../../models/schemes/backtest/backtest-store.js";
import type { Backtest } from "../../models/schemes/backtest/backtest-types.js";
import { requireScores } from "../../models/schemes/backtest/run-backtest.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { jobOf } from "./model-answer.js";
import { runModel } from "./run-model.js";
import { json, jsonBody, schemeId as id, schemeText, schemeVersion } from "./scheme-schemas.js";
import type { WebContext } from "./web-context.js";

/** What the page shows: the back-test, and whether the data have changed since it was saved. */
export interface BacktestAnswer {
  backtest: Backtest;
  /** Null: just run. */
  savedAt: string | null;
  isStale: boolean;
}

const version = schemeVersion.optional();
const choice = z.union([z.strictObject({ id, version }), z.strictObject({ text: schemeText, version })]);
const answer = z.looseObject({ backtest: z.looseObject({}), isStale: z.boolean() }).openapi("SchemeBacktest");
const answered = {
  200: { description: "Back-test", content: json(answer) },
  403: errorAnswer,
  404: errorAnswer,
  422: errorAnswer,
};

const runRoute = createRoute({
  method: "post",
  path: "/api/schemes/backtest",
  summary: "Score past periods under two KPI schemes; a draft’s text may stand for one",
  request: jsonBody(
    z.strictObject({ a: choice, b: choice, periods: z.array(z.string().max(10)).max(12).optional() }),
  ),
  responses: answered,
});
const savedRoute = createRoute({
  method: "get",
  path: "/api/schemes/backtest",
  summary: "The last back-test of two KPI schemes; readers of groups get groups of k people or more",
  request: { query: z.object({ a: id, b: id }) },
  responses: answered,
});

export function schemeBacktestRoutes(context: WebContext) {
  return apiRouter()
    .openapi(runRoute, async (c) => {
      requireScores(c.get("reader"));
      const found = await runModel<Backtest>(
        { kind: "scheme", work: { do: "backtest", ...c.req.valid("json") }, ...jobOf(context, c) },
        c.req.raw.signal,
      );
      const shown: BacktestAnswer = { backtest: found, savedAt: null, isStale: false };
      return c.json({ ...shown, backtest: { ...shown.backtest } }, 200);
    })
    .openapi(savedRoute, async (c) => {
      const { a, b } = c.req.valid("query");
      const { snapshot } = await context.cache();
      const stored: StoredBacktest = savedBacktest(context.workspace, a, b, c.get("reader"));
      const shown: BacktestAnswer = {
        backtest: stored.backtest,
        savedAt: stored.at,
        isStale: stored.snapshot !== snapshot,
      };
      return c.json({ ...shown, backtest: { ...shown.backtest } }, 200);
    });
}
