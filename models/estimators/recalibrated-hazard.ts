// Log hazards of a boosted model → survival curves that are right in size: a boosted score is surer of the rows it learnt from
// than of others, so slope and baseline come from the scores that each row got from models that had not seen it.
// Slope: Cox's model of the outcome on that score, folds as strata (van Houwelingen 2000); baseline: Breslow's.
import { fitCox } from "./cox-regression.js";
import type { SurvivalRows } from "./risk-sets.js";
import { baselineHazard, proportionalCurves, type SurvivalCurves } from "./survival-curves.js";

export interface LearntScores {
  /** The rows learnt from. */
  rows: SurvivalRows;
  /** Each row's score from a model that had not seen it, and the fold that model left out. */
  outOfFold: ArrayLike<number>;
  fold: ArrayLike<number>;
  /** Each row's score from the whole model: tells its level, which partial likelihood leaves open. */
  whole: ArrayLike<number>;
}

export interface RecalibratedHazard {
  /** By which scores are multiplied; 1 where they were as sure as they should be. */
  slope: number;
  curves(scores: ArrayLike<number>, stratum?: ArrayLike<number>): SurvivalCurves;
}

export function recalibratedHazard({ rows, outOfFold, fold, whole }: LearntScores): RecalibratedHazard {
  const levels = new Map<number, { sum: number; count: number }>();
  for (let i = 0; i < outOfFold.length; i++) {
    const level = levels.get(fold[i]) ?? { sum: 0, count: 0 };
    levels.set(fold[i], level);
    level.sum += outOfFold[i];
    level.count++;
  }
  const centred = Float64Array.from(outOfFold, (score, i) => {
    const { sum, count } = levels.get(fold[i])!;
    return score - sum / count;
  });
  const strata = new Map<string, number>();
  const stratum = Int32Array.from(fold, (own, i) => {
    const key = `${own} ${rows.stratum?.[i] ?? 0}`;
    if (!strata.has(key)) strata.set(key, strata.size);
    return strata.get(key)!;
  });
  const { coefficients, isConverged } = fitCox({ ...rows, stratum }, centred, 1, { ties: "breslow" });
  const slope = isConverged ? Math.max(0, coefficients[0]) : 1;
  const baseline = baselineHazard(
    rows,
    centred.map((score) => slope * score),
  );
  let middle = 0;
  for (let i = 0; i < whole.length; i++) middle += whole[i] / whole.length;
  return {
    slope,
    curves: (scores, of) =>
      proportionalCurves(
        baseline,
        Float64Array.from(scores, (score) => slope * (score - middle)),
        of,
      ),
  };
}
