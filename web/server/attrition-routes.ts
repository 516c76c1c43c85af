// /api/models/attrition: the fitted model as groups may be shown it; POST fits anew in a process of its own.
import {
  findModel,
  fittedInForce,
  isRefusal,
  type AttritionFitted,
  type StoredModel,
} from "../../models/index.js";
import { attritionView, canFit } from "./attrition-view.js";
import { modelAnswer, modelRouter } from "./model-answer.js";
import type { WebContext } from "./web-context.js";

export const attritionRoutes = (context: WebContext) =>
  modelRouter(context, {
    model: "attrition",
    name: "Attrition",
    summary: "Drivers of leaving at group level, the model's card, or why there is no model",
    mayFit: canFit,
    answer(c, job) {
      const reader = c.get("reader");
      const stored = currentModel(context.workspace);
      const shown = stored ? attritionView(stored, reader, context.workspace) : null;
      return modelAnswer(context, c, job, { stored, shown, canFit: canFit(reader) });
    },
  });

/** As the ledger lets it stand; one of an older version counts as not fitted. */
function currentModel(workspace: WebContext["workspace"]): StoredModel<AttritionFitted> | undefined {
  const stored = findModel<AttritionFitted>(workspace, "attrition");
  if (!stored || isRefusal(stored.fitted)) return stored;
  if (stored.fitted.version !== 2) return undefined;
  return { ...stored, fitted: fittedInForce(workspace) };
}
