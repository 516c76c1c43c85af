// /api/schemes/{id}/score and /rows: a period's scores of people whom the reader may read, and the rows behind one person's.
import { createRoute, z } from "@hono/zod-openapi";
import type { Cache } from "../../engine/index.js";
import { monthNumber } from "../../engine/metrics/period.js";
import type { Reader } from "../../engine/metrics/reader.js";
import type { ModelContext } from "../../models/index.js";
import {
  lastWholePeriod,
  noteSchemes,
  schemeNamed,
  schemeRowsOf,
  scoreScheme,
  type PersonScore,
  type Scheme,
  type SchemeStanding,
} from "../../models/schemes/index.js";
import { schemeErrors } from "../../models/schemes/scheme-errors.js";
import { apiRouter } from "./api-router.js";
import { answered, jsonBody, ofScheme, schemePeriod as period } from "./scheme-schemas.js";
import { standingOf } from "./scheme-routes.js";
import type { WebContext } from "./web-context.js";

export interface SchemeScores {
  scheme: string;
  period: string;
  /** Of the text that was scored by. */
  hash: string;
  /** Null for examples that come with Rapport. */
  standing: SchemeStanding | null;
  scores: PersonScore[];
}

const employee = z.string().min(1).max(60);

const scoreRoute = createRoute({
  method: "post",
  path: "/api/schemes/{id}/score",
  summary: "Scores of a period, of people whom the reader may read; the last whole period when none is named",
  request: {
    params: ofScheme,
    ...jsonBody(z.strictObject({ period, employees: z.array(employee).min(1).max(20_000).optional() })),
  },
  responses: answered("Scores"),
});
const rowsRoute = createRoute({
  method: "get",
  path: "/api/schemes/{id}/rows",
  summary: "The rows behind one person’s score: months, and imported rows with file and row",
  request: {
    params: ofScheme,
    query: z.object({ employee, indicator: z.string().max(40).optional(), period }),
  },
  responses: answered("Rows"),
});

export function schemeScoreRoutes(context: WebContext) {
  const { workspace } = context;
  const modelOf = (cache: Cache, reader: Reader): ModelContext => ({
    workspace,
    cache,
    reader,
    now: context.now(),
  });
  return apiRouter()
    .openapi(scoreRoute, async (c) => {
      const { id } = c.req.valid("param");
      const { employees, period: asked } = c.req.valid("json");
      noteSchemes(workspace, context.now());
      const cache = await context.cache();
      const { scheme, hash } = schemeNamed(workspace, id);
      const scored = periodOf(scheme, cache.history, asked);
      const person = employees?.length === 1 ? employees[0] : undefined;
      const line = { kind: "view", scheme: id, period: scored, content: hash, ...(person && { person }) };
      c.set("audited", line);
      const scores = await scoreScheme(modelOf(cache, c.get("reader")), scheme, scored, { employees });
      if (employees && scores.length === 0) throw schemeErrors.scheme_nobody({ scheme: id, period: scored });
      c.set("audited", { ...line, people: scores.length });
      const standing = standingOf(workspace, id);
      return c.json({ scheme: id, period: scored, hash, standing, scores } satisfies SchemeScores, 200);
    })
    .openapi(rowsRoute, async (c) => {
      const { employee: person, indicator, period: asked } = c.req.valid("query");
      const cache = await context.cache();
      const { scheme, hash } = schemeNamed(workspace, c.req.valid("param").id);
      const scored = periodOf(scheme, cache.history, asked);
      c.set("audited", { kind: "view", scheme: scheme.id, period: scored, content: hash, person });
      const found = await schemeRowsOf(modelOf(cache, c.get("reader")), scheme, scored, {
        employee: person,
        indicator,
      });
      return c.json({ ...found }, 200);
    });
}

const periodOf = (scheme: Scheme, { from, to }: Cache["history"], asked: string | undefined): string =>
  asked ?? lastWholePeriod(scheme, { from: monthNumber(from), to: monthNumber(to) });
