// /api/models/traits: what top performers have that the others do not, as groups; POST fits anew in a process of its own.
import { readsEverybody } from "../../engine/metrics/reader.js";
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { findModel, isRefusal, modelErrors, type TraitsFitted } from "../../models/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { FitJob } from "./fit-job.js";
import { requestLocale } from "./request-locale.js";
import { traitsView, type TraitsAnswer } from "./traits-view.js";
import type { WebContext, WebEnv } from "./web-context.js";

const answerSchema = z
  .looseObject({
    state: z.enum(["none", "fitting", "failed", "refused", "fitted"]),
    isStale: z.boolean(),
    fittedAt: z.string().nullable(),
    startedAt: z.string().nullable(),
    canFit: z.boolean(),
    refusal: z.looseObject({}).nullable(),
    model: z.looseObject({}).nullable(),
    error: z.object({ code: z.string(), message: z.string(), hint: z.string() }).nullable(),
  })
  .openapi("Traits");

const json = { "application/json": { schema: answerSchema } };
const read = createRoute({
  method: "get",
  path: "/api/models/traits",
  summary:
    "Traits of top performers at group level, rules, hiring profile and fairness, or why there is no answer",
  responses: { 200: { description: "The traits", content: json }, 422: errorAnswer },
});
const fit = createRoute({
  method: "post",
  path: "/api/models/traits",
  summary: "Fit anew; ask again with GET until the state is no longer “fitting”",
  responses: { 202: { description: "Begun", content: json }, 422: errorAnswer },
});
const cancel = createRoute({
  method: "delete",
  path: "/api/models/traits/fit",
  summary: "Stop the running fit; the traits fitted before stay",
  responses: { 200: { description: "Stopped", content: json }, 422: errorAnswer },
});

export function traitsRoutes(context: WebContext) {
  const job = new FitJob();
  return apiRouter()
    .openapi(read, async (c) => c.json(await view(context, job, c), 200))
    .openapi(fit, async (c) => {
      mayFit(c);
      job.start({
        kind: "fit_traits",
        workspaceDir: context.workspace.dir,
        reader: c.get("reader"),
        now: context.now().toISOString(),
      });
      return c.json(await view(context, job, c), 202);
    })
    .openapi(cancel, async (c) => {
      mayFit(c);
      job.stop();
      return c.json(await view(context, job, c), 200);
    });
}

const canFit = (c: Context<WebEnv>): boolean => {
  const reader = c.get("reader");
  return readsEverybody(reader);
};

function mayFit(c: Context<WebEnv>): void {
  if (!canFit(c)) throw modelErrors.fit_needs_person_rights({ reader: c.get("reader").id });
}

async function view(
  { workspace, cache }: WebContext,
  job: FitJob,
  c: Context<WebEnv>,
): Promise<TraitsAnswer> {
  const stored = findModel<TraitsFitted>(workspace, "traits");
  const { state } = job;
  const shown = stored ? traitsView(stored, c.get("reader"), workspace) : null;
  const known = !shown ? "none" : isRefusal(shown) ? "refused" : "fitted";
  return {
    state: state.is === "running" ? "fitting" : state.is === "failed" ? "failed" : known,
    isStale: stored !== undefined && stored.snapshot !== (await cache()).snapshot,
    fittedAt: stored?.fittedAt ?? null,
    startedAt: state.is === "running" ? state.startedAt : null,
    canFit: canFit(c),
    refusal: isRefusal(shown) ? shown : null,
    model: shown && !isRefusal(shown) ? shown : null,
    error: state.is === "failed" ? state.error.localise(requestLocale(c, workspace.config.locale)) : null,
  };
}
