// Workspace → traits of its top performers, saved with their card; or a saved refusal.
import { readsEverybody } from "../../engine/metrics/reader.js";
import { querySql } from "../../queries/index.js";
import { modelErrors } from "../model-errors.js";
import { saveModel, type StoredModel } from "../model-store.js";
import { isRefusal } from "../model.js";
import type { ModelContext } from "../model-context.js";
import type { PerformanceRow } from "./performance-score.js";
import {
  traits,
  type BehaviourRow,
  type PersonRow,
  type TraitsFitted,
  type TraitsInput,
} from "./traits-model.js";

export async function fitTraits(
  context: ModelContext,
  options: { seed?: number; save?: boolean } = {},
): Promise<StoredModel<TraitsFitted>> {
  const { cache, reader, workspace, now } = context;
  if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
  const fittedAt = now.toISOString();
  const fitted = traits.fit(await traitsInput(context), {
    now: fittedAt,
    snapshot: cache.snapshot,
    seed: options.seed ?? 1,
  });
  const stored = {
    fitted,
    card: isRefusal(fitted) ? null : traits.card(fitted),
    snapshot: cache.snapshot,
    fittedAt,
  };
  if (options.save ?? true) saveModel(workspace, traits.id, stored, now);
  return stored;
}

export async function traitsInput({
  cache: { database },
}: Pick<ModelContext, "cache">): Promise<TraitsInput> {
  return {
    performance: await database.rows<PerformanceRow>(querySql("traits-performance")),
    behaviour: await database.rows<BehaviourRow>(querySql("traits-behaviour")),
    people: await database.rows<PersonRow>(querySql("traits-person")),
  };
}
