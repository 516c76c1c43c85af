// What each model still needs: the door for pages and commands.
export { modelReadiness } from "./readiness.js";
export type { AbsentSource, ModelNeed, ModelReadiness, ModelState } from "./readiness.js";
export type { NextStep } from "./next-step.js";
