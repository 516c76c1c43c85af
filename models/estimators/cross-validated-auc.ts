// Out-of-fold scores → mean AUC over the folds with an interval from influence curves (LeDell, Petersen & van der Laan 2015,
// Electron J Stat 9:1583; R: cvAUC::ci.cvAUC): scores of different folds are never compared with each other.
import { aucLimits, placementsOf } from "./rank-difference.js";
import type { Limits } from "../../engine/metrics/interval.js";

export interface CrossValidatedAuc extends Limits {
  auc: number;
  standardError: number;
  /** Folds that held both outcomes. */
  folds: number;
}

export function crossValidatedAuc(
  y: ArrayLike<number>,
  scores: ArrayLike<number>,
  fold: ArrayLike<number>,
  folds: number,
): CrossValidatedAuc {
  let sum = 0;
  let used = 0;
  let squares = 0;
  let rows = 0;
  let positives = 0;
  for (let f = 0; f < folds; f++) {
    const above: number[] = [];
    const below: number[] = [];
    for (let i = 0; i < y.length; i++) if (fold[i] === f) (y[i] > 0 ? above : below).push(scores[i]);
    if (above.length === 0 || below.length === 0) continue;
    const { placements } = placementsOf(above, below);
    let auc = 0;
    for (let i = 0; i < above.length; i++) auc += placements[i] / above.length;
    const n = above.length + below.length;
    for (let i = 0; i < n; i++) {
      const share = (i < above.length ? above.length : below.length) / n;
      squares += ((placements[i] - auc) / share) ** 2;
    }
    sum += auc;
    used++;
    rows += n;
    positives += above.length;
  }
  const auc = used > 0 ? sum / used : Number.NaN;
  const standardError = Math.sqrt(squares) / rows;
  return {
    auc,
    standardError,
    folds: used,
    ...aucLimits(auc, standardError, positives, rows - positives),
  };
}
