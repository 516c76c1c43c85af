// Outcomes → what boosting needs of a loss: where to start, its slope and curvature at each row, its mean.
// A discrete-time hazard is the log loss on person-periods; Cox's partial likelihood stands in cox-loss.ts.
import { logit, softplus } from "./logistic-regression.js";

export interface BoostingLoss {
  rows: number;
  /** Score of every row before the first round. */
  start: number;
  /** Writes slope and curvature of row i to [2i] and [2i + 1]. */
  derivatives(scores: Float64Array, into: Float32Array): void;
  /** Mean loss per row (for Cox: per event). */
  mean(scores: Float64Array): number;
  /** What a mean over several parts weighs this one by. */
  weight: number;
}

/** Log loss of 0/1 outcomes; scores are logits. Weights multiply rows. */
export function logisticLoss(y: ArrayLike<number>, weights?: ArrayLike<number>): BoostingLoss {
  let [weight, positives] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const w = weights ? weights[i] : 1;
    weight += w;
    positives += w * y[i];
  }
  return {
    rows: y.length,
    weight,
    start: logit((positives + 0.5) / (weight + 1)),
    derivatives(scores, into) {
      for (let i = 0; i < scores.length; i++) {
        const p = 1 / (1 + Math.exp(-scores[i]));
        const w = weights ? weights[i] : 1;
        into[2 * i] = w * (p - y[i]);
        into[2 * i + 1] = w * p * (1 - p);
      }
    },
    mean(scores) {
      let sum = 0;
      for (let i = 0; i < scores.length; i++)
        sum += (weights ? weights[i] : 1) * softplus(y[i] ? -scores[i] : scores[i]);
      return sum / weight;
    },
  };
}

/** Half the squared error; scores are means. Weights multiply rows. */
export function squaredLoss(y: ArrayLike<number>, weights?: ArrayLike<number>): BoostingLoss {
  let [weight, total] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const w = weights ? weights[i] : 1;
    weight += w;
    total += w * y[i];
  }
  return {
    rows: y.length,
    weight,
    start: total / weight,
    derivatives(scores, into) {
      for (let i = 0; i < scores.length; i++) {
        const w = weights ? weights[i] : 1;
        into[2 * i] = w * (scores[i] - y[i]);
        into[2 * i + 1] = w;
      }
    },
    mean(scores) {
      let sum = 0;
      for (let i = 0; i < scores.length; i++) sum += (weights ? weights[i] : 1) * (scores[i] - y[i]) ** 2;
      return sum / 2 / weight;
    },
  };
}
