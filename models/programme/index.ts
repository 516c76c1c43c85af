// Programmes: plans, evaluations, power, claims and follow-up, as pages and commands use them.
export { demoProgrammes } from "./demo-programmes.js";
export { evaluateProgramme, findEvaluation, programmeModelId } from "./evaluate-programme.js";
export type { JudgedOutcome, ProgrammeEvaluation } from "./evaluate-programme.js";
export { followUp, followUpOf } from "./follow-up.js";
export type { FollowUp } from "./follow-up.js";
export { programmeError } from "./programme-errors.js";
export { exampleProgramme } from "./programme-example.js";
export {
  programmeNamed,
  programmesOf,
  programmeText,
  registerProgramme,
  registrationOf,
  writeProgramme,
} from "./programme-files.js";
export type { ProgrammeFile, Registration } from "./programme-files.js";
export { programmeSchema } from "./programme-schema.js";
export type { Programme } from "./programme-schema.js";
export { powerPlan } from "./power-plan.js";
export type { PowerPlan } from "./power-plan.js";
export { shareClaim } from "./share-claim.js";
export type { ShareClaim } from "./share-claim.js";
export { checkPlan } from "./plan-check.js";
export type { PlanProblem } from "./plan-check.js";
export { plannedPower } from "./planned-power.js";
export type { PlannedPower } from "./planned-power.js";
export { suitedMetrics } from "./programme-rows.js";
export type { CostOfEffect } from "./cost-of-effect.js";
export { exampleBenchmarks } from "./benchmark-register.js";
export { compareBenchmarks } from "./compare-benchmarks.js";
export type { ComparedBenchmark } from "./compare-benchmarks.js";
