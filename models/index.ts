// The models by name, and the doors through which pages and commands use them.
import { attrition } from "./attrition.js";
import type { Bilingual } from "../engine/locale.js";

export { attrition } from "./attrition.js";
export { fitAttrition } from "./fit-attrition.js";
export { attritionGroupings, predictAttrition, riskHorizons } from "./predict-attrition.js";
export type { AttritionForecast, AttritionGrouping, GroupForecast } from "./predict-attrition.js";
export type { AttritionExplanation, AttritionFitted } from "./attrition-fitted.js";
export type { Driver } from "./attrition-drivers.js";
export type { ModelContext } from "./model-context.js";
export { findModel, loadModel } from "./model-store.js";
export type { StoredModel } from "./model-store.js";
export { isRefusal } from "./model.js";
export type { ModelCard, Refusal } from "./model.js";
export { modelErrors } from "./model-errors.js";

export const models: readonly { id: string; title: Bilingual }[] = [
  { id: attrition.id, title: attrition.title },
];
