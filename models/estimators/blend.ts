// Out-of-fold logits of several learners → the weighted mean of them: weights of least log loss (stacking, Wolpert 1992; Breiman
// 1996), none below 0, together 1, held towards equal ones. Equal weights are hard to beat on small tables and free weights on
// large ones; a normal prior gives way as rows grow. A mean of sums of effects is still an exact sum of effects.
import type { FittedLearner, LearningTask } from "./base-learner.js";
import { sigmoid } from "./logistic-regression.js";

/** Standard deviation of a weight of two around one half (measured on open data: .1 to .2 serve equally). */
const spread = 0.15;

/** `independent`: pieces of evidence that the rows are, fewer than rows where rows come in groups. */
export function blendWeights(
  logits: readonly Float64Array[],
  y: ArrayLike<number>,
  independent = y.length,
): Float64Array {
  const members = logits.length;
  const weights = new Float64Array(members).fill(1 / members);
  const blended = weighted(logits, weights);
  const scale = independent / y.length;
  // each pair in turn: what one gives the other takes, by one Newton step of the convex loss
  for (let sweep = 0, moved = 1; sweep < 50 && moved > 1e-4; sweep++) {
    moved = 0;
    for (let a = 0; a < members; a++)
      for (let b = a + 1; b < members; b++) {
        let slope = (weights[a] - weights[b]) / (2 * spread ** 2);
        let curvature = 1 / spread ** 2;
        for (let i = 0; i < y.length; i++) {
          const p = sigmoid(blended[i]);
          const difference = logits[a][i] - logits[b][i];
          slope += scale * (p - y[i]) * difference;
          curvature += scale * p * (1 - p) * difference * difference;
        }
        const step = Math.min(weights[b], Math.max(-weights[a], -slope / curvature));
        weights[a] += step;
        weights[b] -= step;
        for (let i = 0; i < y.length; i++) blended[i] += step * (logits[a][i] - logits[b][i]);
        moved = Math.max(moved, Math.abs(step));
      }
  }
  return weights;
}

export interface Blend extends FittedLearner {
  /** The same weights for members fitted anew. */
  with(members: readonly FittedLearner[]): FittedLearner;
}

/** The members' mean, weights from out-of-fold logits; `facts.weights` names them in the members' order. */
export function blendOf(members: readonly FittedLearner[], { rows, y, group }: LearningTask): Blend {
  const weights = blendWeights(
    members.map(({ outOfFold }) => outOfFold),
    rows.map((row) => y[row]),
    group ? new Set(rows.map((row) => group[row])).size : rows.length,
  );
  const blend = (these: readonly FittedLearner[]): FittedLearner => ({
    outOfFold: weighted(
      these.map(({ outOfFold }) => outOfFold),
      weights,
    ),
    logits: (wanted) =>
      weighted(
        these.map((member) => member.logits(wanted)),
        weights,
      ),
    facts: {
      ...(Object.assign({}, ...these.map(({ facts }) => facts)) as FittedLearner["facts"]),
      weights: [...weights].map((weight) => weight.toFixed(2)).join(" + "),
    },
  });
  return { ...blend(members), with: blend };
}

function weighted(logits: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(logits[0].length);
  logits.forEach((own, k) => {
    for (let i = 0; i < sum.length; i++) sum[i] += weights[k] * own[i];
  });
  return sum;
}
