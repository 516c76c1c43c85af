// The models of one fold → survival curves of its test rows: Kaplan–Meier per stratum, Cox on Efron's baseline as in R, boosted
// models recalibrated on rows that they had not seen.
import { recalibratedHazard } from "./estimators/recalibrated-hazard.js";
import type { SurvivalRows } from "./estimators/risk-sets.js";
import {
  averageCurves,
  baselineHazard,
  proportionalCurves,
  type SurvivalCurves,
} from "./estimators/survival-curves.js";
import type { SurvivalChoice, SurvivalPredictor } from "./estimators/survival-learner.js";
import type { JudgedModel } from "./survival-accuracy.js";

export interface FoldModels {
  choice: SurvivalChoice;
  /** Row numbers and outcomes of those learnt from, and each one's inner fold. */
  trainRows: Int32Array;
  train: SurvivalRows;
  innerFold: ArrayLike<number>;
  testRows: Int32Array;
  test: SurvivalRows;
}

export function foldCurves({
  choice,
  trainRows,
  train,
  innerFold,
  testRows,
  test,
}: FoldModels): Record<JudgedModel, SurvivalCurves> {
  const average = averageCurves(train, testRows.length, test.stratum);
  const { cox, boosted } = choice;
  const coxCurves = cox ? coxOnBaseline(train, cox.scores(trainRows), cox.scores(testRows), test) : average;
  const recalibrated = (model: SurvivalPredictor): SurvivalCurves =>
    recalibratedHazard({
      rows: train,
      outOfFold: model.outOfFold,
      fold: innerFold,
      whole: model.scores(trainRows),
    }).curves(model.scores(testRows), test.stratum);
  const boostedCurves = boosted ? recalibrated(boosted) : average;
  return {
    "kaplan-meier": average,
    cox: coxCurves,
    boosted: boostedCurves,
    chosen: choice.id === "naive" ? average : choice.id === "cox" ? coxCurves : boostedCurves,
  };
}

/** As `survfit(coxph(…), newdata)` in R. */
export const coxOnBaseline = (
  train: SurvivalRows,
  learnt: ArrayLike<number>,
  scores: ArrayLike<number>,
  { stratum }: SurvivalRows,
): SurvivalCurves => proportionalCurves(baselineHazard(train, learnt, "efron"), scores, stratum);
