// /api/models/attrition: the fitted model as groups may be shown it; POST fits anew in a process of its own.
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import {
  findModel,
  fittedInForce,
  isRefusal,
  modelErrors,
  type AttritionFitted,
  type StoredModel,
} from "../../models/index.js";
import { apiRouter } from "./api-router.js";
import { attritionView, canFit, type AttritionAnswer } from "./attrition-view.js";
import { errorAnswer } from "./error-response.js";
import { FitJob } from "./fit-job.js";
import { requestLocale } from "./request-locale.js";
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
  .openapi("Attrition");

const json = { "application/json": { schema: answerSchema } };
const read = createRoute({
  method: "get",
  path: "/api/models/attrition",
  summary: "Drivers of leaving at group level, the model's card, or why there is no model",
  responses: { 200: { description: "The model", content: json }, 422: errorAnswer },
});
const fit = createRoute({
  method: "post",
  path: "/api/models/attrition",
  summary: "Fit anew; ask again with GET until the state is no longer “fitting”",
  responses: { 202: { description: "Begun", content: json }, 422: errorAnswer },
});
const cancel = createRoute({
  method: "delete",
  path: "/api/models/attrition/fit",
  summary: "Stop the running fit; the model fitted before stays",
  responses: { 200: { description: "Stopped", content: json }, 422: errorAnswer },
});

export function attritionRoutes(context: WebContext) {
  const job = new FitJob();
  return apiRouter()
    .openapi(read, async (c) => c.json(await view(context, job, c), 200))
    .openapi(fit, async (c) => {
      mayFit(c);
      job.start({
        kind: "fit_attrition",
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

function mayFit(c: Context<WebEnv>): void {
  const reader = c.get("reader");
  if (!canFit(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
}

/** As the ledger lets it stand; one of an older version counts as not fitted. */
function currentModel(workspace: WebContext["workspace"]): StoredModel<AttritionFitted> | undefined {
  const stored = findModel<AttritionFitted>(workspace, "attrition");
  if (!stored || isRefusal(stored.fitted)) return stored;
  if (stored.fitted.version !== 2) return undefined;
  return { ...stored, fitted: fittedInForce(workspace) };
}

async function view(
  { workspace, cache }: WebContext,
  job: FitJob,
  c: Context<WebEnv>,
): Promise<AttritionAnswer> {
  const reader = c.get("reader");
  const stored = currentModel(workspace);
  const { state } = job;
  const shown = stored ? attritionView(stored, reader, workspace) : null;
  const refusal = isRefusal(shown) ? shown : null;
  return {
    state:
      state.is === "running"
        ? "fitting"
        : state.is === "failed"
          ? "failed"
          : !shown
            ? "none"
            : refusal
              ? "refused"
              : "fitted",
    isStale: stored !== undefined && stored.snapshot !== (await cache()).snapshot,
    fittedAt: stored?.fittedAt ?? null,
    startedAt: state.is === "running" ? state.startedAt : null,
    progress: state.is === "running" ? state.progress : null,
    canFit: canFit(reader),
    refusal,
    model: shown && !isRefusal(shown) ? shown : null,
    error: state.is === "failed" ? state.error.localise(requestLocale(c, workspace.config.locale)) : null,
  };
}
