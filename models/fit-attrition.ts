// Workspace → attrition model fitted on its person-months, saved with its card; or a saved refusal.
import { readsEverybody } from "../engine/metrics/reader.js";
import type { Bilingual } from "../engine/locale.js";
import { attrition, attritionData, fitData } from "./attrition.js";
import type { AttritionFitted, AttritionOptions } from "./attrition-fitted.js";
import { leastNeuralEvents, neuralCandidate } from "./attrition-neural.js";
import { leversOf } from "./attrition-levers.js";
import { attritionRowsOf, trainingRows } from "./attrition-rows.js";
import { sameAs } from "./attrition-twins.js";
import type { ModelContext } from "./model-context.js";
import { modelErrors } from "./model-errors.js";
import { saveModel, type StoredModel } from "./model-store.js";
import { isRefusal } from "./model.js";

export interface FitAttritionOptions {
  seed?: number;
  save?: boolean;
  mostPersonMonths?: number;
  refits?: number;
  signal?: AbortSignal;
  onProgress?: (step: { title: Bilingual; done: number; of: number }) => void;
}

export async function fitAttrition(
  context: ModelContext,
  options: FitAttritionOptions = {},
): Promise<StoredModel<AttritionFitted>> {
  const { cache, reader, workspace, now } = context;
  if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
  const fittedAt = now.toISOString();
  const { rows, sample } = await trainingRows(context, options.mostPersonMonths);
  const exits = await cache.database.row<{ all: number; unknownKind: number }>(
    `SELECT count(*) FILTER (is_voluntary_exit OR is_involuntary_exit OR is_other_exit)::INTEGER AS "all",
       count(*) FILTER (is_other_exit)::INTEGER AS "unknownKind" FROM employee_month`,
  );
  const settings: AttritionOptions = {
    sample,
    exits,
    now: fittedAt,
    snapshot: cache.snapshot,
    seed: options.seed ?? 1,
    refits: options.refits,
    onProgress: options.onProgress && stoppable(options.onProgress, options.signal),
  };
  const data = attritionData(rows, exits);
  const fitted = isRefusal(data)
    ? data
    : fitData(data, {
        ...settings,
        neural:
          data.events >= leastNeuralEvents && data.plans.length > 1
            ? await neuralCandidate(data.rows, data.plans, {
                seed: settings.seed,
                barred: data.leaks,
                same: sameAs(data.samePeople),
                signal: options.signal,
                onProgress: neuralSteps(settings.onProgress),
              })
            : undefined,
      });
  if (!isRefusal(fitted) && fitted.isOn) {
    const people = await attritionRowsOf(context, cache.history.to.slice(0, 7));
    if (people.length >= workspace.config.k) fitted.levers = leversOf(fitted, people);
  }
  const stored = {
    fitted,
    card: isRefusal(fitted) ? null : attrition.card(fitted),
    snapshot: cache.snapshot,
    fittedAt,
  };
  if (options.save ?? true) saveModel(workspace, attrition.id, stored, now);
  return stored;
}

type OnProgress = NonNullable<AttritionOptions["onProgress"]>;

/** Between two steps is where a fit can be stopped. */
const stoppable =
  (onProgress: OnProgress, signal?: AbortSignal): OnProgress =>
  (step) => {
    signal?.throwIfAborted();
    onProgress(step);
  };

function neuralSteps(onProgress: OnProgress | undefined): (done: number, of: number) => void {
  const title = { en: "Training the neural hazard", zh: "正在训练神经网络风险模型" };
  return (done, of) => onProgress?.({ title, done, of });
}
