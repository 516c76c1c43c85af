// /api/schemes: scores of a period, the rows behind one person's, what is doubtful about a scheme as measured, and putting it in force.
// Texts, slips, saving and differences are the editor's (scheme-editor-routes.ts).
import { createRoute, z } from "@hono/zod-openapi";
import { readsEverybody } from "../../engine/metrics/reader.js";
import { monthNumber } from "../../engine/metrics/period.js";
import type { ModelContext } from "../../models/index.js";
import {
  adoptScheme,
  allWarnings,
  checkSchemeText,
  lastWholePeriod,
  noteSchemes,
  schemeNamed,
  schemeRowsOf,
  schemeStanding,
  schemeWarnings,
  scoreScheme,
  type PersonScore,
  type Scheme,
  type SchemeStanding,
  type SchemeWarning,
} from "../../models/schemes/index.js";
import { loadCatalogue } from "../../engine/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import type { WebContext, WebEnv } from "./web-context.js";

export interface SchemeScores {
  scheme: string;
  period: string;
  /** Of the text that was scored by. */
  hash: string;
  /** Null for examples that come with Rapport. */
  standing: SchemeStanding | null;
  scores: PersonScore[];
}

export interface SchemeState {
  standing: SchemeStanding | null;
  /** For readers of groups: only what the text itself says. */
  warnings: (SchemeWarning & { line: number })[];
}

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const employee = z.string().min(1).max(60);
const period = z.string().max(10).optional();
const params = z.object({ id });
const answered = (description: string) => ({
  200: { description, content: { "application/json": { schema: z.looseObject({}) } } },
  403: errorAnswer,
  404: errorAnswer,
  422: errorAnswer,
});

const scoreRoute = createRoute({
  method: "post",
  path: "/api/schemes/{id}/score",
  summary: "Scores of a period, of people whom the reader may read; the last whole period when none is named",
  request: {
    params,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({ period, employees: z.array(employee).min(1).max(20_000).optional() }),
        },
      },
    },
  },
  responses: answered("Scores"),
});
const rowsRoute = createRoute({
  method: "get",
  path: "/api/schemes/{id}/rows",
  summary: "The rows behind one person’s score: months, and imported rows with file and row",
  request: { params, query: z.object({ employee, indicator: z.string().max(40).optional(), period }) },
  responses: answered("Rows"),
});
const stateRoute = createRoute({
  method: "get",
  path: "/api/schemes/{id}/state",
  summary: "Since when a scheme is in force, and what is doubtful about it as written and as measured",
  request: { params },
  responses: answered("State"),
});
const adoptRoute = createRoute({
  method: "post",
  path: "/api/schemes/{id}/adopt",
  summary: "Puts the text on file in force: a journal line with its hash",
  request: { params },
  responses: answered("State"),
});

export function schemeRoutes(context: WebContext) {
  const { workspace } = context;
  const modelContext = async (reader: WebEnv["Variables"]["reader"]): Promise<ModelContext> => ({
    workspace,
    cache: await context.cache(),
    reader,
    now: context.now(),
  });
  const standingOf = (name: string): SchemeStanding | null => {
    const file = schemeNamed(workspace, name);
    return file.isOwn ? schemeStanding(workspace, file) : null;
  };

  return apiRouter()
    .openapi(scoreRoute, async (c) => {
      const { id: name } = c.req.valid("param");
      const { employees, period: asked } = c.req.valid("json");
      const model = await modelContext(c.get("reader"));
      noteSchemes(workspace, context.now());
      const { scheme, hash } = schemeNamed(workspace, name);
      const scored = periodOf(model, scheme, asked);
      const scores = await scoreScheme(model, scheme, scored, { employees });
      c.set("audited", { kind: "view", scheme: name, period: scored, content: hash, people: scores.length });
      const answer: SchemeScores = {
        scheme: name,
        period: scored,
        hash,
        standing: standingOf(name),
        scores,
      };
      return c.json({ ...answer }, 200);
    })
    .openapi(rowsRoute, async (c) => {
      const { employee: person, indicator, period: asked } = c.req.valid("query");
      const model = await modelContext(c.get("reader"));
      const { scheme, hash } = schemeNamed(workspace, c.req.valid("param").id);
      const scored = periodOf(model, scheme, asked);
      c.set("audited", { kind: "view", scheme: scheme.id, period: scored, content: hash, person });
      const found = await schemeRowsOf(model, scheme, scored, { employee: person, indicator });
      return c.json({ ...found }, 200);
    })
    .openapi(stateRoute, async (c) => {
      const { id: name } = c.req.valid("param");
      const reader = c.get("reader");
      const { scheme, file, text } = schemeNamed(workspace, name);
      const catalogue = loadCatalogue(workspace.dir);
      const found = readsEverybody(reader)
        ? await allWarnings(await modelContext(reader), scheme)
        : schemeWarnings(scheme, catalogue);
      const { lineOf } = checkSchemeText(text, { file, catalogue });
      const warnings = found.map((warning) => ({ ...warning, line: lineOf(warning.at) }));
      return c.json({ standing: standingOf(name), warnings } satisfies SchemeState, 200);
    })
    .openapi(adoptRoute, (c) => {
      const { id: name } = c.req.valid("param");
      const standing = adoptScheme(workspace, name, { reader: c.get("reader"), now: context.now() });
      return c.json({ standing } satisfies Pick<SchemeState, "standing">, 200);
    });
}

const periodOf = ({ cache }: ModelContext, scheme: Scheme, asked: string | undefined): string =>
  asked ??
  lastWholePeriod(scheme, { from: monthNumber(cache.history.from), to: monthNumber(cache.history.to) });
