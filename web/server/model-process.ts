// Child of the server: jobs for models, one after another → results; long work never keeps the server from answering.
import { RapportError, openCache, openWorkspace } from "../../engine/index.js";
import { fitAttrition, forecastTarget } from "../../models/index.js";
import type { ModelJob, ModelReply } from "./model-job.js";

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
        await fitAttrition(context);
        return { done: null };
      case "forecast_target":
        return { done: await forecastTarget(context, job.question) };
    }
  } finally {
    cache.database.close();
  }
}
