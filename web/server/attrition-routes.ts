// /api/models/attrition: the fitted model as groups may be shown it; POST fits anew in a process of its own.
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
import { FitJob } from "./fit-job.js";
import { jobOf, modelAnswer, modelRoutes } from "./model-answer.js";
import type { WebContext, WebEnv } from "./web-context.js";

const routes = modelRoutes(
  "attrition",
  "Attrition",
  "Drivers of leaving at group level, the model's card, or why there is no model",
);

export function attritionRoutes(context: WebContext) {
  const job = new FitJob();
  const view = (c: Context<WebEnv>): Promise<AttritionAnswer> => {
    const reader = c.get("reader");
    const stored = currentModel(context.workspace);
    const shown = stored ? attritionView(stored, reader, context.workspace) : null;
    return modelAnswer(context, c, job, { stored, shown, canFit: canFit(reader) });
  };
  return apiRouter()
    .openapi(routes.read, async (c) => c.json({ ...(await view(c)) }, 200))
    .openapi(routes.fit, async (c) => {
      mayFit(c);
      job.start({ kind: "fit_attrition", ...jobOf(context, c) });
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
  if (!canFit(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
}

/** As the ledger lets it stand; one of an older version counts as not fitted. */
function currentModel(workspace: WebContext["workspace"]): StoredModel<AttritionFitted> | undefined {
  const stored = findModel<AttritionFitted>(workspace, "attrition");
  if (!stored || isRefusal(stored.fitted)) return stored;
  if (stored.fitted.version !== 2) return undefined;
  return { ...stored, fitted: fittedInForce(workspace) };
}
