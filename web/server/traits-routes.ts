// /api/models/traits: what top performers have that the others do not, as groups; POST fits anew in a process of its own.
import type { Context } from "hono";
import { readsEverybody } from "../../engine/metrics/reader.js";
import { findModel, modelErrors, type TraitsFitted } from "../../models/index.js";
import { apiRouter } from "./api-router.js";
import { FitJob } from "./fit-job.js";
import { jobOf, modelAnswer, modelRoutes } from "./model-answer.js";
import { traitsView, type TraitsAnswer } from "./traits-view.js";
import type { WebContext, WebEnv } from "./web-context.js";

const routes = modelRoutes(
  "traits",
  "Traits",
  "Traits of top performers at group level, rules, hiring profile and fairness, or why there is no answer",
);

export function traitsRoutes(context: WebContext) {
  const job = new FitJob();
  const view = (c: Context<WebEnv>): Promise<TraitsAnswer> => {
    const reader = c.get("reader");
    const stored = findModel<TraitsFitted>(context.workspace, "traits");
    const shown = stored ? traitsView(stored, reader, context.workspace) : null;
    return modelAnswer(context, c, job, { stored, shown, canFit: readsEverybody(reader) });
  };
  return apiRouter()
    .openapi(routes.read, async (c) => c.json({ ...(await view(c)) }, 200))
    .openapi(routes.fit, async (c) => {
      mayFit(c);
      job.start({ kind: "fit_traits", ...jobOf(context, c) });
      return c.json({ ...(await view(c)) }, 202);
    })
    .openapi(routes.cancel, async (c) => {
      mayFit(c);
      job.stop();
      return c.json({ ...(await view(c)) }, 200);
    });
}

function mayFit(c: Context<WebEnv>): void {
  const reader = c.get("reader");
  if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
}
