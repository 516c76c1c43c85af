// /api/programmes: plans on file, their evaluations (in a process of their own), power before the start, claims, follow-up of leads.
import { readsEverybody } from "../../engine/metrics/reader.js";
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { modelErrors } from "../../models/index.js";
import {
  powerPlan,
  programmeNamed,
  programmeSchema,
  registerProgramme,
  shareClaim,
  writeProgramme,
} from "../../models/programme/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { FitJob } from "./fit-job.js";
import { programmeViews, type ProgrammesAnswer } from "./programme-view.js";
import { requestLocale } from "./request-locale.js";
import { runModel } from "./run-model.js";
import type { WebContext, WebEnv } from "./web-context.js";

const answerSchema = z
  .looseObject({
    programmes: z.array(z.looseObject({})),
    problems: z.array(z.looseObject({ code: z.string() })),
    canEvaluate: z.boolean(),
    state: z.enum(["ready", "running", "failed"]),
  })
  .openapi("Programmes");
const json = <T extends z.ZodType>(schema: T) => ({ "application/json": { schema } });
const answered = <T extends z.ZodType>(schema: T) => ({
  200: { description: "Done", content: json(schema) },
  403: errorAnswer,
  422: errorAnswer,
});
const named = z.object({ id: z.string().max(60) });
const share = z.number().min(0).max(1);
const count = z.number().int().min(1).max(10_000_000);

const listRoute = createRoute({
  method: "get",
  path: "/api/programmes",
  summary: "Programmes on file with their evaluations; group readers get no small groups",
  responses: answered(answerSchema),
});
const createProgrammeRoute = createRoute({
  method: "post",
  path: "/api/programmes",
  summary: "Write a programme’s plan and put it on record",
  request: { body: { required: true, content: json(programmeSchema) } },
  responses: answered(answerSchema),
});
const registerRoute = createRoute({
  method: "post",
  path: "/api/programmes/{id}/register",
  summary: "Put the plan, as it stands, on record",
  request: { params: named },
  responses: answered(answerSchema),
});
const evaluateRoute = createRoute({
  method: "post",
  path: "/api/programmes/{id}/evaluate",
  summary: "Evaluate; ask again with GET until the state is no longer “running”",
  request: { params: named },
  responses: {
    202: { description: "Begun", content: json(answerSchema) },
    403: errorAnswer,
    422: errorAnswer,
  },
});
const cancelRoute = createRoute({
  method: "delete",
  path: "/api/programmes/evaluation",
  summary: "Stop the running evaluation",
  responses: answered(answerSchema),
});
const powerRoute = createRoute({
  method: "post",
  path: "/api/programmes/power",
  summary: "People needed to find a change of a share, or what people would find",
  request: {
    body: {
      required: true,
      content: json(
        z.strictObject({
          from: share,
          to: share.optional(),
          perGroup: count.optional(),
          power: z.number().min(0.5).max(0.999).optional(),
          clusterSize: count.optional(),
          icc: share.optional(),
        }),
      ),
    },
  },
  responses: answered(z.looseObject({ needed: z.number().nullable() })),
});
const claimRoute = createRoute({
  method: "post",
  path: "/api/programmes/claim",
  summary: "Check “from 35% to 25%”: points, relative change, interval, p",
  request: {
    body: {
      required: true,
      content: json(
        z.strictObject({
          before: share,
          after: share,
          nBefore: count,
          nAfter: count,
          stated: z.number().optional(),
        }),
      ),
    },
  },
  responses: answered(z.looseObject({ p: z.number() })),
});
const followUpRoute = createRoute({
  method: "get",
  path: "/api/programmes/follow-up",
  summary: "Leads followed up for more than so many days: naive and fair comparison",
  request: { query: z.object({ days: z.coerce.number().min(1).max(3650).default(30) }) },
  responses: answered(z.looseObject({ days: z.number() })),
});

export function programmeEvaluationRoutes(context: WebContext) {
  const { workspace, now } = context;
  const job = new FitJob();
  const view = async (c: Context<WebEnv>): Promise<ProgrammesAnswer> => {
    const locale = requestLocale(c, workspace.config.locale);
    const { state } = job;
    const reader = c.get("reader");
    return {
      ...programmeViews(workspace, (await context.cache()).snapshot, reader, locale),
      canEvaluate: mayEvaluate(c),
      state: state.is === "running" ? "running" : state.is === "failed" ? "failed" : "ready",
      error: state.is === "failed" ? state.error.localise(locale) : null,
    };
  };
  return apiRouter()
    .openapi(followUpRoute, async (c) => {
      requireRights(c);
      const { days } = c.req.valid("query");
      const found = await runModel<Record<string, unknown>>({
        kind: "follow_up",
        days,
        workspaceDir: workspace.dir,
        reader: c.get("reader"),
        now: now().toISOString(),
      });
      return c.json({ days, ...found }, 200);
    })
    .openapi(powerRoute, (c) => c.json({ ...powerPlan(c.req.valid("json")) }, 200))
    .openapi(claimRoute, (c) => {
      const { before, after, nBefore, nAfter, stated } = c.req.valid("json");
      return c.json({ ...shareClaim(before, after, nBefore, nAfter, stated) }, 200);
    })
    .openapi(listRoute, async (c) => c.json(await view(c), 200))
    .openapi(createProgrammeRoute, async (c) => {
      requireRights(c);
      writeProgramme(workspace, c.req.valid("json"), now());
      return c.json(await view(c), 200);
    })
    .openapi(registerRoute, async (c) => {
      requireRights(c);
      registerProgramme(workspace, c.req.valid("param").id, now());
      return c.json(await view(c), 200);
    })
    .openapi(evaluateRoute, async (c) => {
      requireRights(c);
      const { id } = c.req.valid("param");
      programmeNamed(workspace, id);
      job.start({
        kind: "evaluate_programme",
        programme: id,
        workspaceDir: workspace.dir,
        reader: c.get("reader"),
        now: now().toISOString(),
      });
      return c.json(await view(c), 202);
    })
    .openapi(cancelRoute, async (c) => {
      requireRights(c);
      job.stop();
      return c.json(await view(c), 200);
    });
}

function mayEvaluate(c: Context<WebEnv>): boolean {
  const reader = c.get("reader");
  return readsEverybody(reader);
}

/** What reads every person's months, or writes a plan. */
function requireRights(c: Context<WebEnv>): void {
  if (!mayEvaluate(c)) throw modelErrors.fit_needs_person_rights({ reader: c.get("reader").id });
}
