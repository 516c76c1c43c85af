// Design, outcomes and a prior's penalties → the fit whose multiple of these penalties makes the outcomes most probable.
// Evidence by Laplace's approximation (MacKay 1992): log likelihood + log prior at the mode + ½ log |covariance|.
import { cholesky } from "./linear-algebra.js";
import { logisticRegression, type LogisticFit } from "./logistic-regression.js";
import type { SparseMatrix } from "./sparse-matrix.js";

/** Times the weak prior's penalty. */
const strengths = [1, 2, 4, 8, 16, 32, 64, 128];

export interface EvidenceFit {
  /** Under the penalties as given. */
  weak: LogisticFit;
  /** Under the most probable multiple of them. */
  best: LogisticFit;
  strength: number;
  /** Second derivatives near the best fit, to start further fits on like data from; undefined when none were kept. */
  information?: Float64Array;
}

export function logisticByEvidence(
  design: SparseMatrix,
  y: ArrayLike<number>,
  weakPenalty: ArrayLike<number>,
  intercept: number,
): EvidenceFit {
  let start = new Float64Array(design.columns);
  start[0] = intercept;
  const curvature: { information?: Float64Array } = {};
  let weak: LogisticFit | undefined;
  let best: { fit: LogisticFit; strength: number; evidence: number } | undefined;
  for (const strength of strengths) {
    const penalty = Array.from(weakPenalty, (lambda) => lambda * strength);
    const fit = logisticRegression(design, y, { penalty, start, tolerance: 1e-9, curvature });
    start = fit.coefficients as Float64Array<ArrayBuffer>;
    weak ??= fit;
    const evidence = logEvidence(fit, penalty);
    if (best && evidence < best.evidence) break;
    best = { fit, strength, evidence };
  }
  return { weak: weak!, best: best!.fit, strength: best!.strength, information: curvature.information };
}

/** log ∫ likelihood × prior, up to a constant: how probable the data are under that penalty. */
function logEvidence(fit: LogisticFit, penalty: readonly number[]): number {
  const p = penalty.length;
  let value = fit.logLikelihood;
  for (let j = 0; j < p; j++)
    if (penalty[j] > 0) value += 0.5 * Math.log(penalty[j]) - 0.5 * penalty[j] * fit.coefficients[j] ** 2;
  const { factor } = cholesky(fit.covariance, p);
  for (let j = 0; j < p; j++) value += Math.log(Math.max(factor[j * p + j], 1e-300));
  return value;
}
