// The models by name, and the doors through which pages and commands use them.
import { attrition } from "./attrition.js";
import { competency } from "./competency/competency.js";
import { targets } from "./targets/target-forecast.js";
import { traits } from "./traits/traits-model.js";
import type { Bilingual } from "../engine/locale.js";

export { attrition } from "./attrition.js";
export { candidateNames } from "./attrition-card.js";
export { isGlassBox } from "./attrition-champion.js";
export { fitTargets, forecastTarget } from "./targets/forecast-target.js";
export type { TargetAnswer, TargetQuestion } from "./targets/forecast-target.js";
export { targets } from "./targets/target-forecast.js";
export type { TargetFitted, TargetMonth } from "./targets/target-forecast.js";
export { comingQuarters, targetOutlook } from "./targets/target-outlook.js";
export type { TargetOutlook } from "./targets/target-outlook.js";
export { commitTarget } from "./targets/commit-target.js";
export type { TargetCommitment } from "./targets/commit-target.js";
export { scoreTargets } from "./targets/score-targets.js";
export { readableTargets } from "./targets/readable-targets.js";
export type { CommittedTarget } from "./targets/target-ledger.js";
export { targetRecord } from "./targets/target-record.js";
export type { TargetRecord } from "./targets/target-record.js";
export { asRefusal, capacity, missingFor } from "./targets/capacity.js";
export type { Capacity, Missing } from "./targets/capacity.js";
export { pastAttainment } from "./targets/past-attainment.js";
export type { PastAttainment } from "./targets/past-attainment.js";
export { bonusCost } from "./targets/bonus-cost.js";
export type { BonusCost } from "./targets/bonus-cost.js";
export { schemeConsequences } from "./targets/scheme-consequence.js";
export type { SchemeConsequence } from "./targets/scheme-consequence.js";
export { nowcastTarget } from "./targets/nowcast-target.js";
export type { NowcastTargetQuestion, TargetNowcast } from "./targets/nowcast-target.js";
export { standingTargets } from "./targets/standing-targets.js";
export type { StandingTarget, StandingTargets } from "./targets/standing-targets.js";
export { targetHierarchy } from "./targets/target-hierarchy.js";
export type { HierarchyAnswer } from "./targets/target-hierarchy.js";
export { targetSums } from "./targets/target-sums.js";
export type { TargetSum, TargetSums } from "./targets/target-sums.js";
export { fitAttrition } from "./fit-attrition.js";
export { attritionGroupings, monthAsOf, predictAttrition, riskHorizons } from "./predict-attrition.js";
export type { AttritionForecast, AttritionGrouping, GroupForecast } from "./predict-attrition.js";
export type { AttritionExplanation, AttritionFitted } from "./attrition-fitted.js";
export type { Driver } from "./attrition-drivers.js";
export type { ModelContext } from "./model-context.js";
export { issuePrediction } from "./ledger/issue-prediction.js";
export type { IssuedPrediction, IssuedUnit } from "./ledger/issue-prediction.js";
export { scoreboard } from "./ledger/scoreboard.js";
export type { Scoreboard, ScoreboardIssue } from "./ledger/scoreboard.js";
export { scorePredictions } from "./ledger/score-predictions.js";
export type { PredictionScore } from "./ledger/score-predictions.js";
export { fittedInForce, noteStanding, standingOf } from "./ledger/standing.js";
export { aboutMe, contest } from "./reveal/about-me.js";
export type { AboutMe } from "./reveal/about-me.js";
export { mostRevealDays, revealPurposes } from "./reveal/purposes.js";
export { decideReveal, listReveals, lookAtReveal, requestReveal } from "./reveal/reveal.js";
export type { RevealedPrediction, RevealRequest } from "./reveal/reveal.js";
export type { Contest, Reveal } from "./reveal/reveal-log.js";
export type { PersonPrediction } from "./reveal/person-prediction.js";
export { findModel, loadModel } from "./model-store.js";
export type { StoredModel } from "./model-store.js";
export { isRefusal } from "./model.js";
export type { ModelCard, Refusal } from "./model.js";
export { traits } from "./traits/traits-model.js";
export type { FoundTrait, TraitsFitted } from "./traits/traits-model.js";
export { fitTraits } from "./traits/fit-traits.js";
export { competency } from "./competency/competency.js";
export { competencyPeople, fitCompetency } from "./competency/fit-competency.js";
export type { CompetencyFitted } from "./competency/competency-fitted.js";
export { modelErrors } from "./model-errors.js";

export const models: readonly { id: string; title: Bilingual }[] = [
  { id: attrition.id, title: attrition.title },
  { id: targets.id, title: targets.title },
  { id: traits.id, title: traits.title },
  { id: competency.id, title: competency.title },
];
