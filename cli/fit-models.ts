// The models that `rapport fit` knows: how each is fitted and saved, and what the terminal prints of it. One entry a model.
import type { Bilingual, Locale } from "../engine/index.js";
import {
  fitAttrition,
  fitCompetency,
  fitTargets,
  fitTraits,
  type ModelContext,
  type StoredModel,
} from "../models/index.js";
import { competencyText } from "./competency-text.js";
import { attritionText, targetsText } from "./model-text.js";
import { traitsFittedText } from "./traits-text.js";

/** `print` is never given a refusal: its own text is printed as it is. */
export interface FitModel<Fitted> {
  id: string;
  run(context: ModelContext, onProgress: OnProgress): Promise<StoredModel<Fitted>>;
  print(fitted: Fitted, locale: Locale): string;
}

type OnProgress = (step: { title: Bilingual; done: number; of: number }) => void;

/** Hides each model's own type, which only its own `print` needs to know. */
const entry = <Fitted>(model: FitModel<Fitted>): FitModel<unknown> => ({
  ...model,
  print: (fitted, locale) => model.print(fitted as Fitted, locale),
});

export const fitModels: readonly FitModel<unknown>[] = [
  entry({
    id: "attrition",
    run: (context, onProgress) => fitAttrition(context, { onProgress }),
    print: attritionText,
  }),
  entry({
    id: "targets",
    run: (context) => fitTargets(context),
    print: (fitted, locale) => targetsText(fitted, [], locale),
  }),
  entry({ id: "competency", run: (context) => fitCompetency(context), print: competencyText }),
  entry({ id: "traits", run: (context) => fitTraits(context), print: traitsFittedText }),
];
