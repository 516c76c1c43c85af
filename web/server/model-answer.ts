// A model over HTTP: read it, fit it anew in a process of its own, stop that; and how it stands, the same for every model.
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Bilingual } from "../../engine/locale.js";
import type { Reader } from "../../engine/metrics/reader.js";
import { isRefusal, modelErrors, type Refusal } from "../../models/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { FitJob } from "./fit-job.js";
import { requestLocale } from "./request-locale.js";
import type { WebContext, WebEnv } from "./web-context.js";

export interface ModelAnswer<View> {
  state: "none" | "fitting" | "failed" | "refused" | "fitted";
  /** Fitted on other data than the workspace holds now. */
  isStale: boolean;
  fittedAt: string | null;
  startedAt: string | null;
  /** Of a running fit. */
  progress: { title: Bilingual; done: number; of: number } | null;
  canFit: boolean;
  refusal: Refusal | null;
  model: View | null;
  error: { code: string; message: string; hint: string } | null;
}

const answerSchema = z.looseObject({
  state: z.enum(["none", "fitting", "failed", "refused", "fitted"]),
  isStale: z.boolean(),
  fittedAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  canFit: z.boolean(),
  refusal: z.looseObject({}).nullable(),
  model: z.looseObject({}).nullable(),
  error: z.object({ code: z.string(), message: z.string(), hint: z.string() }).nullable(),
});

export interface ServedModel {
  /** As in the path and the model's job. */
  model: "attrition" | "traits" | "competency";
  /** Of the answer in the API's description. */
  name: string;
  summary: string;
  /** Who may fit it. */
  mayFit(reader: Reader): boolean;
  answer(c: Context<WebEnv>, job: FitJob): Promise<ModelAnswer<object>>;
}

/** GET and POST on /api/models/<model>, DELETE on …/fit. Errors: fit_needs_person_rights of the latter two. */
export function modelRouter(context: WebContext, { model, name, summary, mayFit, answer }: ServedModel) {
  const job = new FitJob();
  const routes = routesOf(model, name, summary);
  const guard = (c: Context<WebEnv>): void => {
    const reader = c.get("reader");
    if (!mayFit(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
  };
  return apiRouter()
    .openapi(routes.read, async (c) => c.json({ ...(await answer(c, job)) }, 200))
    .openapi(routes.fit, async (c) => {
      guard(c);
      job.start({ kind: `fit_${model}`, ...jobOf(context, c) });
      return c.json({ ...(await answer(c, job)) }, 202);
    })
    .openapi(routes.cancel, async (c) => {
      guard(c);
      job.stop();
      return c.json({ ...(await answer(c, job)) }, 200);
    });
}

function routesOf(model: string, name: string, summary: string) {
  const path = `/api/models/${model}`;
  const content = { "application/json": { schema: answerSchema.openapi(name) } };
  return {
    read: createRoute({
      method: "get",
      path,
      summary,
      responses: { 200: { description: "The model", content }, 422: errorAnswer },
    }),
    fit: createRoute({
      method: "post",
      path,
      summary: "Fit anew; ask again with GET until the state is no longer “fitting”",
      responses: { 202: { description: "Begun", content }, 422: errorAnswer },
    }),
    cancel: createRoute({
      method: "delete",
      path: `${path}/fit`,
      summary: "Stop the running fit; what was fitted before stays",
      responses: { 200: { description: "Stopped", content }, 422: errorAnswer },
    }),
  };
}

/** What every job of a model needs to know of the request. */
export const jobOf = (context: WebContext, c: Context<WebEnv>) => ({
  workspaceDir: context.workspace.dir,
  reader: c.get("reader"),
  now: context.now().toISOString(),
});

/** `shown`: what this reader may see of `stored`, or why there is no model. */
export async function modelAnswer<View extends object>(
  { workspace, cache }: WebContext,
  c: Context<WebEnv>,
  { state }: FitJob,
  {
    stored,
    shown,
    canFit,
  }: {
    stored: { snapshot: string; fittedAt: string } | undefined;
    shown: View | Refusal | null;
    canFit: boolean;
  },
): Promise<ModelAnswer<View>> {
  const refusal = isRefusal(shown) ? shown : null;
  const known = shown === null ? "none" : refusal ? "refused" : "fitted";
  return {
    state: state.is === "running" ? "fitting" : state.is === "failed" ? "failed" : known,
    isStale: stored !== undefined && stored.snapshot !== (await cache()).snapshot,
    fittedAt: stored?.fittedAt ?? null,
    startedAt: state.is === "running" ? state.startedAt : null,
    progress: state.is === "running" ? state.progress : null,
    canFit,
    refusal,
    model: refusal ? null : (shown as View | null),
    error: state.is === "failed" ? state.error.localise(requestLocale(c, workspace.config.locale)) : null,
  };
}
