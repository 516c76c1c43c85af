// Probabilities and outcomes → slope and intercept on the logit: P(y = 1) = 1 / (1 + e^−(a + b · logit p)).
// Platt 1999 without his smoothing of the targets; on the logit it is Cox's (1958) calibration line: slope 1 and intercept 0
// when calibrated, slope below 1 when probabilities are too extreme. Numbers match scikit-learn's
// LogisticRegression(penalty=None) and statsmodels' Logit on logit(p).
import { logisticRegression, logit, sigmoid } from "./logistic-regression.js";
import { sparseMatrix } from "./sparse-matrix.js";

export interface Platt {
  intercept: number;
  slope: number;
  interceptError: number;
  slopeError: number;
  /** False: the outcomes can be told apart without error, and the slope has no finite value. */
  isFinite: boolean;
}

/** Probabilities closer than this to 0 or 1 are held there: their logit would be without limit. */
const closest = 1e-12;
const logitOf = (p: number): number => logit(Math.min(1 - closest, Math.max(closest, p)));

/** Wants both outcomes and two different probabilities at least. */
export function fitPlatt(p: ArrayLike<number>, y: ArrayLike<number>): Platt {
  const design = sparseMatrix(p.length, 2, (row, add) => {
    add(0, 1);
    add(1, logitOf(p[row]));
  });
  const fit = logisticRegression(design, y);
  return {
    intercept: fit.coefficients[0],
    slope: fit.coefficients[1],
    interceptError: fit.standardErrors[0],
    slopeError: fit.standardErrors[1],
    isFinite: fit.converged && !fit.separated && fit.aliased.length === 0,
  };
}

export const plattAt = ({ intercept, slope }: Platt, p: number): number =>
  sigmoid(intercept + slope * logitOf(p));
