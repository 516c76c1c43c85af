// Workspace → attrition model fitted on its person-months, saved with its card; or a saved refusal.
import { attrition } from "./attrition.js";
import type { AttritionFitted } from "./attrition-fitted.js";
import { trainingRows } from "./attrition-rows.js";
import type { ModelContext } from "./model-context.js";
import { modelErrors } from "./model-errors.js";
import { saveModel, type StoredModel } from "./model-store.js";
import { isRefusal } from "./model.js";

export async function fitAttrition(
  context: ModelContext,
  options: { seed?: number; save?: boolean; mostPersonMonths?: number } = {},
): Promise<StoredModel<AttritionFitted>> {
  const { cache, reader, workspace, now } = context;
  if (reader.rights !== "person" || reader.scope !== undefined)
    throw modelErrors.fit_needs_person_rights({ reader: reader.id });
  const fittedAt = now.toISOString();
  const { rows, sample } = await trainingRows(context, options.mostPersonMonths);
  const exits = await cache.database.row<{ all: number; unknownKind: number }>(
    `SELECT count(*) FILTER (is_voluntary_exit OR is_involuntary_exit OR is_other_exit)::INTEGER AS "all",
       count(*) FILTER (is_other_exit)::INTEGER AS "unknownKind" FROM employee_month`,
  );
  const fitted = attrition.fit(rows, {
    sample,
    exits,
    now: fittedAt,
    snapshot: cache.snapshot,
    seed: options.seed ?? 1,
  });
  const stored = {
    fitted,
    card: isRefusal(fitted) ? null : attrition.card(fitted),
    snapshot: cache.snapshot,
    fittedAt,
  };
  if (options.save ?? true) saveModel(workspace, attrition.id, stored, now);
  return stored;
}
