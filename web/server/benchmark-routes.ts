// GET /api/benchmarks: figures from outside, each beside ours where it measures the same; ours through the reader's policy.
import { createRoute, z } from "@hono/zod-openapi";
import type { LocalisedError } from "../../engine/errors.js";
import { compareBenchmarks, type ComparedBenchmark } from "../../models/programme/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { requestLocale } from "./request-locale.js";
import type { WebContext } from "./web-context.js";

export interface BenchmarksAnswer {
  compared: ComparedBenchmark[];
  problems: LocalisedError[];
}

const route = createRoute({
  method: "get",
  path: "/api/benchmarks",
  summary: "External benchmarks with source, date and n, beside our value where the definitions are equal",
  responses: {
    200: {
      description: "Benchmarks",
      content: {
        "application/json": {
          schema: z.looseObject({
            compared: z.array(z.looseObject({})),
            problems: z.array(z.looseObject({})),
          }),
        },
      },
    },
    422: errorAnswer,
  },
});

export const benchmarkRoutes = ({ workspace, cache, now }: WebContext) =>
  apiRouter().openapi(route, async (c) => {
    const context = { workspace, cache: await cache(), reader: c.get("reader"), now: now() };
    const { compared, problems } = await compareBenchmarks(context);
    const locale = requestLocale(c, workspace.config.locale);
    const answer: BenchmarksAnswer = {
      compared,
      problems: problems.map((problem) => problem.localise(locale)),
    };
    return c.json({ ...answer }, 200);
  });
