// Child of the server: jobs for models, one after another → results; long work never keeps the server from answering.
import { RapportError, openCache, openWorkspace } from "../../engine/index.js";
import {
  aboutMe,
  contest,
  fitAttrition,
  fitCompetency,
  fitTraits,
  forecastTarget,
  issuePrediction,
  lookAtReveal,
  noteStanding,
  scorePredictions,
} from "../../models/index.js";
import { competencyPeopleView } from "./competency-people-view.js";
import { evaluateProgramme, followUp, plannedPower, programmeNamed } from "../../models/programme/index.js";
import type { ModelJob, ModelReply } from "./model-job.js";
import { payWork } from "./pay-work.js";
import { targetWork } from "./target-work.js";
import { schemeWork } from "./scheme-work.js";

process.on("message", (job: ModelJob) => {
  void work(job)
    .catch((error: unknown): ModelReply => {
      if (!(error instanceof RapportError)) {
        console.error(error);
        return { failed: null };
      }
      const { code, facts, text } = error;
      return { failed: { code, facts, text } };
    })
    .then((reply) => process.send?.(reply));
});
// A parent that is gone wants no answer.
process.once("disconnect", () => process.exit(0));

async function work(job: ModelJob): Promise<ModelReply> {
  const workspace = openWorkspace(job.workspaceDir);
  const cache = await openCache(workspace);
  const context = { workspace, cache, reader: job.reader, now: new Date(job.now) };
  try {
    switch (job.kind) {
      case "fit_attrition":
        await fitAttrition(context, {
          onProgress: (progress) => process.send?.({ progress } satisfies ModelReply),
        });
        return { done: null };
      case "fit_competency":
        await fitCompetency(context);
        return { done: null };
      case "competency_people":
        return { done: await competencyPeopleView(context) };
      case "fit_traits":
        await fitTraits(context);
        return { done: null };
      case "issue_prediction":
        return { done: await issuePrediction(context, job.options) };
      case "score_predictions": {
        const written = await scorePredictions(context);
        noteStanding(workspace, context.now);
        return { done: written.length };
      }
      case "look_at_reveal":
        return { done: await lookAtReveal(context, job.id) };
      case "about_me":
        return { done: await aboutMe(context) };
      case "contest":
        return { done: await contest(context, job.text) };
      case "forecast_target":
        return { done: await forecastTarget(context, job.question) };
      case "target_work":
        return { done: await targetWork(context, job.work) };
      case "pay_work":
        return { done: await payWork(context, job.work) };
      case "evaluate_programme":
        await evaluateProgramme(context, programmeNamed(workspace, job.programme));
        return { done: null };
      case "plan_power":
        return { done: await plannedPower(context, job.programme) };
      case "follow_up":
        return { done: await followUp(context, { days: job.days }) };
      case "scheme":
        return { done: await schemeWork(context, job.work) };
    }
  } finally {
    cache.database.close();
  }
}
