// Training rows → the learner to use, by inner out-of-fold log loss: naive base rate, linear or spline logistic.
// A learner must beat the naive rate by more than one standard error of the row-wise differences, or it is switched off.
import type { BaseLearner, FittedLearner, LearningTask } from "./base-learner.js";
import { linearLearner, splineLearner } from "./logistic-learner.js";
import { logit, sigmoid, softplus } from "./logistic-regression.js";

export interface Choice {
  id: string;
  probabilities(rows: Int32Array): Float64Array;
  /** Inner out-of-fold log loss of every candidate. */
  losses: Record<string, number>;
  facts: Record<string, number | string>;
}

/** Below this number of events bending costs more than it gains (measured on open data). */
const eventsForSplines = 150;

export function chooseLearner(task: LearningTask, learners?: readonly BaseLearner[]): Choice {
  const { rows, y } = task;
  let events = 0;
  for (let i = 0; i < rows.length; i++) events += y[rows[i]];
  const base = logit((events + 0.5) / (rows.length + 1));
  const naiveLoss = lossesOf(new Float64Array(rows.length).fill(base), task);
  const losses: Record<string, number> = { naive: mean(naiveLoss) };
  const naive: Choice = {
    id: "naive",
    probabilities: (wanted) => new Float64Array(wanted.length).fill(sigmoid(base)),
    losses,
    facts: { events },
  };
  if (events < 2 || events > rows.length - 2 || task.table.columns.length === 0) return naive;
  const candidates =
    learners ?? (events >= eventsForSplines ? [linearLearner, splineLearner] : [linearLearner]);
  let best: { learner: BaseLearner; fitted: FittedLearner; loss: Float64Array } | undefined;
  for (const learner of candidates) {
    const fitted = learner.fit(task);
    const loss = lossesOf(fitted.outOfFold, task);
    losses[learner.id] = mean(loss);
    if (!best || mean(loss) < mean(best.loss)) best = { learner, fitted, loss };
  }
  const gain = best!.loss.map((l, i) => naiveLoss[i] - l);
  const average = mean(gain);
  let variance = 0;
  for (const g of gain) variance += (g - average) ** 2;
  const error = Math.sqrt(variance / Math.max(1, gain.length - 1) / gain.length);
  if (!(average > error)) return naive;
  const { fitted, learner } = best!;
  return {
    id: learner.id,
    probabilities: (wanted) => fitted.logits(wanted).map(sigmoid),
    losses,
    facts: { events, ...fitted.facts },
  };
}

const lossesOf = (logits: Float64Array, { y, rows }: LearningTask): Float64Array =>
  logits.map((l, i) => softplus(y[rows[i]] ? -l : l));

function mean(values: Float64Array): number {
  let sum = 0;
  for (const v of values) sum += v;
  return sum / values.length;
}
