// Out-of-fold logits and outcomes → a rising line with one bend at the base rate, held towards “leave as it is”.
// Platt's line has one slope; sums of effects on the logit are often too bold on one side of the base rate and too timid on
// the other. Both slopes have a normal prior around 1 with standard deviation 1, so a few dozen events hardly move them.
import { logisticRegression, logit } from "./logistic-regression.js";
import { fromDense } from "./sparse-matrix.js";

export interface BentCalibration {
  /** Logit of the base rate, where the line bends. */
  at: number;
  /** Value there. */
  level: number;
  slopeBelow: number;
  slopeAbove: number;
}

/** Slopes stay above this: the order of people never changes. */
const leastSlope = 0.2;

/** Wants both outcomes. */
export function fitBentCalibration(logits: ArrayLike<number>, y: ArrayLike<number>): BentCalibration {
  let events = 0;
  for (let i = 0; i < y.length; i++) events += y[i];
  const at = logit(events / y.length);
  const design = fromDense(
    Array.from({ length: y.length }, (_, i) => [1, Math.min(logits[i] - at, 0), Math.max(logits[i] - at, 0)]),
  );
  // the logits themselves are the offset: what is learned is the difference from leaving them alone
  const { coefficients } = logisticRegression(design, y, {
    penalty: [0, 1, 1],
    offset: logits,
    covariance: false,
  });
  return {
    at,
    level: at + coefficients[0],
    slopeBelow: Math.max(leastSlope, 1 + coefficients[1]),
    slopeAbove: Math.max(leastSlope, 1 + coefficients[2]),
  };
}

export function bentLogit({ at, level, slopeBelow, slopeAbove }: BentCalibration, logitOf: number): number {
  const distance = logitOf - at;
  return level + (distance < 0 ? slopeBelow : slopeAbove) * distance;
}
