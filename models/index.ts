// The models by name, and the doors through which pages and commands use them.
import { attrition } from "./attrition.js";
import { targets } from "./target-forecast.js";
import { traits } from "./traits/traits-model.js";
import type { Bilingual } from "../engine/locale.js";

export { attrition } from "./attrition.js";
export { fitTargets, forecastTarget } from "./forecast-target.js";
export type { TargetAnswer, TargetQuestion } from "./forecast-target.js";
export { targets } from "./target-forecast.js";
export type { TargetFitted, TargetMonth } from "./target-forecast.js";
export { comingQuarters, targetOutlook } from "./target-outlook.js";
export type { TargetOutlook } from "./target-outlook.js";
export { fitAttrition } from "./fit-attrition.js";
export { attritionGroupings, monthAsOf, predictAttrition, riskHorizons } from "./predict-attrition.js";
export type { AttritionForecast, AttritionGrouping, GroupForecast } from "./predict-attrition.js";
export type { AttritionExplanation, AttritionFitted } from "./attrition-fitted.js";
export type { Driver } from "./attrition-drivers.js";
export type { ModelContext } from "./model-context.js";
export { findModel, loadModel } from "./model-store.js";
export type { StoredModel } from "./model-store.js";
export { isRefusal } from "./model.js";
export type { ModelCard, Refusal } from "./model.js";
export { traits } from "./traits/traits-model.js";
export type { FoundTrait, TraitsFitted } from "./traits/traits-model.js";
export { fitTraits } from "./traits/fit-traits.js";
export { modelErrors } from "./model-errors.js";

export const models: readonly { id: string; title: Bilingual }[] = [
  { id: attrition.id, title: attrition.title },
  { id: targets.id, title: targets.title },
  { id: traits.id, title: traits.title },
];
