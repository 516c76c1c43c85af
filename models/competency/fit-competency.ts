// Workspace → the competency study on its ratings, saved with its card; and its people, for a reader who may see each of them.
import { readsEverybody } from "../../engine/metrics/reader.js";
import type { ModelContext } from "../model-context.js";
import { modelErrors } from "../model-errors.js";
import { saveModel, type StoredModel } from "../model-store.js";
import { isRefusal, type Refusal } from "../model.js";
import { competency } from "./competency.js";
import type { CompetencyFitted } from "./competency-fitted.js";
import { competencyRows } from "./competency-rows.js";
import { studyCompetency, type CompetencyStudy } from "./competency-study.js";
import { loadFrameworks } from "./framework-catalogue.js";
import { releaseStudy } from "./gap-release-file.js";

export async function fitCompetency(
  context: ModelContext,
  options: { seed?: number; save?: boolean } = {},
): Promise<StoredModel<CompetencyFitted>> {
  const { cache, workspace, now } = context;
  const study = await readStudy(context, options.seed ?? 1);
  const fitted = isRefusal(study) ? study : study.fitted;
  const stored = {
    fitted,
    card: isRefusal(fitted) ? null : competency.card(fitted),
    snapshot: cache.snapshot,
    fittedAt: now.toISOString(),
  };
  if (options.save ?? true) {
    saveModel(workspace, competency.id, stored, now);
    if (!isRefusal(study)) releaseStudy(workspace, study, now);
  }
  return stored;
}

/** Everything, people and raters too; only for a reader with person-level rights on the whole company. The door notes it. */
export const competencyPeople = (context: ModelContext, seed = 1): Promise<CompetencyStudy | Refusal> =>
  readStudy(context, seed);

async function readStudy(context: ModelContext, seed: number): Promise<CompetencyStudy | Refusal> {
  const { cache, reader, workspace, now } = context;
  if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
  const { frameworks, problems } = loadFrameworks(workspace.dir);
  // A broken framework of the company is an answer with other requirements than it meant: better none.
  if (problems.length > 0) throw problems[0];
  const { ratings, ...rest } = await competencyRows(context);
  return studyCompetency(ratings, {
    ...rest,
    frameworks,
    now: now.toISOString(),
    snapshot: cache.snapshot,
    seed,
  });
}
