// Training rows → the learner to use, by inner out-of-fold log loss. Two learners that err in different ways stand by each
// other: the mean of their logits is used, unless one alone is clearly better. Both are sums of one curve per column, so their
// mean is one as well: a glass box. What does not clearly beat the naive base rate is switched off.
import { additiveLearner } from "./additive-learner.js";
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

/** Below this number of events bending a logistic curve costs more than it gains (measured on open data). */
const eventsForSplines = 150;

/** A gain counts when it is more than so many standard errors: noise then passes for an effect in few of a hundred tables. */
const clearly = 2;

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
  const members =
    learners ??
    (events >= eventsForSplines ? [splineLearner, additiveLearner] : [linearLearner, additiveLearner]);
  const candidates = members.map((learner) => candidate(learner.id, learner.fit(task), task));
  const together =
    candidates.length > 1
      ? candidate(members.map(({ id }) => id).join("+"), meanOf(candidates), task)
      : candidates[0];
  for (const { id, loss } of [...candidates, together]) losses[id] = mean(loss);
  let chosen = together;
  for (const alone of candidates) {
    const gain = together.loss.map((l, i) => l - alone.loss[i]);
    if (mean(gain) > clearly * errorOf(gain, task) && mean(alone.loss) < mean(chosen.loss)) chosen = alone;
  }
  const gain = chosen.loss.map((l, i) => naiveLoss[i] - l);
  if (!(mean(gain) > clearly * errorOf(gain, task))) return naive;
  const { id, fitted } = chosen;
  return {
    id,
    probabilities: (wanted) => fitted.logits(wanted).map(sigmoid),
    losses,
    facts: { events, ...fitted.facts },
  };
}

interface Candidate {
  id: string;
  fitted: FittedLearner;
  /** Log loss of each training row, out of fold. */
  loss: Float64Array;
}

const candidate = (id: string, fitted: FittedLearner, task: LearningTask): Candidate => ({
  id,
  fitted,
  loss: lossesOf(fitted.outOfFold, task),
});

const average = (logits: readonly Float64Array[]): Float64Array =>
  logits[0].map((_, i) => logits.reduce((sum, of) => sum + of[i], 0) / logits.length);

function meanOf(candidates: readonly Candidate[]): FittedLearner {
  return {
    outOfFold: average(candidates.map(({ fitted }) => fitted.outOfFold)),
    logits: (wanted) => average(candidates.map(({ fitted }) => fitted.logits(wanted))),
    facts: Object.assign({}, ...candidates.map(({ fitted }) => fitted.facts)) as FittedLearner["facts"],
  };
}

/** Standard error of a mean of row-wise differences; rows of one group count as one observation. */
function errorOf(differences: Float64Array, { rows, group }: LearningTask): number {
  const average = mean(differences);
  const clusters = new Map<number, number>();
  differences.forEach((difference, i) => {
    const key = group ? group[rows[i]] : i;
    clusters.set(key, (clusters.get(key) ?? 0) + difference - average);
  });
  const n = clusters.size;
  let squares = 0;
  for (const sum of clusters.values()) squares += sum * sum;
  return Math.sqrt((squares * n) / Math.max(1, n - 1)) / differences.length;
}

const lossesOf = (logits: Float64Array, { y, rows }: LearningTask): Float64Array =>
  logits.map((l, i) => softplus(y[rows[i]] ? -l : l));

function mean(values: Float64Array): number {
  let sum = 0;
  for (const v of values) sum += v;
  return sum / values.length;
}
