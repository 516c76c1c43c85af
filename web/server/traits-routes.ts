// /api/models/traits: what top performers have that the others do not, as groups; POST fits anew in a process of its own.
import { readsEverybody } from "../../engine/metrics/reader.js";
import { findModel, type TraitsFitted } from "../../models/index.js";
import { modelAnswer, modelRouter } from "./model-answer.js";
import { traitsView } from "./traits-view.js";
import type { WebContext } from "./web-context.js";

export const traitsRoutes = (context: WebContext) =>
  modelRouter(context, {
    model: "traits",
    name: "Traits",
    summary:
      "Traits of top performers at group level, rules, hiring profile and fairness, or why there is no answer",
    mayFit: readsEverybody,
    answer(c, job) {
      const reader = c.get("reader");
      const stored = findModel<TraitsFitted>(context.workspace, "traits");
      const shown = stored ? traitsView(stored, reader, context.workspace) : null;
      return modelAnswer(context, c, job, { stored, shown, canFit: readsEverybody(reader) });
    },
  });
