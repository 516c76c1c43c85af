// Survival rows and covariates → log hazards, chosen by inner cross-validation among Cox's model, boosted curves, deep boosted
// trees (both on Cox's partial likelihood) and the mean of the two boosted ones. Concordance of any of them needs no baseline.
import { boostedScores } from "./boosted-model.js";
import { coxLoss } from "./cox-loss.js";
import { fitCox } from "./cox-regression.js";
import { encode, fitEncoder } from "./encode.js";
import type { FlatTable } from "./flat-table.js";
import { type BoostingSettings, fitBoosting } from "./gradient-boosting.js";
import type { SurvivalRows } from "./risk-sets.js";
import { multiply } from "./sparse-matrix.js";

export interface SurvivalTask {
  table: FlatTable;
  /** Times and events of all rows of the table. */
  survival: SurvivalRows;
  /** Rows to learn from. */
  rows: Int32Array;
  /** Inner fold of each of these rows, same order. */
  innerFold: ArrayLike<number>;
  innerFolds: number;
  seed: number;
  pause?: () => Promise<void>;
}

export interface SurvivalPredictor {
  id: string;
  /** Log hazards of any rows of the table, up to a constant. */
  scores(rows: Int32Array): Float64Array;
  /** Log hazard of each of the task's rows from the models that had not seen its inner fold. */
  outOfFold: Float64Array;
}

export interface SurvivalChoice extends SurvivalPredictor {
  /** Cox's model and the best of the boosted ones; absent without covariates. */
  cox?: SurvivalPredictor;
  boosted?: SurvivalPredictor;
  /** Held-out partial likelihood loss per event of every candidate; `naive` knows nothing. */
  losses: Record<string, number>;
}

/** Rows up to which the slow, careful settings are used. */
const smallTable = 5_000;

/**
 * Trees of three leaves on one column at a time, and deep trees of many small steps: measured on open data (deep trees gain
 * partly by recognising people seen before, so folds should keep those together). Above 5,000 rows as for yes/no outcomes.
 */
function settingsFor(rows: number): Record<"curves" | "deep", Partial<BoostingSettings>> {
  const isSmall = rows <= smallTable;
  return {
    curves: isSmall
      ? { leaves: 3, bins: 64 }
      : { leaves: 3, bins: 255, rounds: 600, patience: 40, learningRate: 0.06 },
    deep: {
      interactions: "all",
      penalty: 1,
      categoryPenalty: 0.5,
      categorySmoothing: 1,
      rowShare: 0.8,
      columnShare: 0.8,
      ...(isSmall
        ? { bins: 64, leaves: 100, leastLeaf: 2, learningRate: 0.01 }
        : { bins: 255, leaves: 31, leastLeaf: 20, learningRate: 0.05, patience: 40, categoryPenalty: 10 }),
    },
  };
}

export async function chooseSurvivalLearner(task: SurvivalTask): Promise<SurvivalChoice> {
  const { table, rows } = task;
  const naive: SurvivalPredictor = {
    id: "naive",
    outOfFold: new Float64Array(rows.length),
    scores: (wanted) => new Float64Array(wanted.length),
  };
  const losses: Record<string, number> = { naive: heldOutLoss(naive.outOfFold, task) };
  if (table.columns.length === 0) return { ...naive, losses };
  const cox = coxCandidate(task);
  await task.pause?.();
  const { curves, deep } = settingsFor(rows.length);
  const grown = [await boosting("curves", task, curves), await boosting("deep trees", task, deep)];
  const allBoosted = [...grown, meanOf(grown)];
  for (const { id, outOfFold } of [cox, ...allBoosted]) losses[id] = heldOutLoss(outOfFold, task);
  const best = (of: SurvivalPredictor[]): SurvivalPredictor =>
    of.reduce((chosen, next) => (losses[next.id] < losses[chosen.id] ? next : chosen));
  return { ...best([naive, cox, ...allBoosted]), cox, boosted: best(allBoosted), losses };
}

async function boosting(
  id: string,
  { table, survival, rows, innerFold, innerFolds, seed, pause }: SurvivalTask,
  settings: Partial<BoostingSettings>,
): Promise<SurvivalPredictor> {
  const fit = await fitBoosting(
    {
      table,
      rows,
      innerFold,
      innerFolds,
      lossOf: (some) => coxLoss(takeSurvival(survival, some)),
      seed,
      ...(pause && { pause }),
    },
    settings,
  );
  return { id, outOfFold: fit.outOfFold, scores: (wanted) => boostedScores(fit.model, table, wanted) };
}

/** Efron's ties; the missing get the median and an indicator, a level that training lacks has effect 0. */
function coxCandidate({ table, survival, rows, innerFold, innerFolds }: SurvivalTask): SurvivalPredictor {
  const fitOn = (some: Int32Array): ((wanted: Int32Array) => Float64Array) => {
    const encoder = fitEncoder(table, some, { splines: false });
    const sparse = encode(encoder, table, some);
    const columns = encoder.columns - 1;
    const design = new Float64Array(some.length * columns);
    for (let row = 0; row < some.length; row++)
      for (let k = sparse.start[row]; k < sparse.start[row + 1]; k++)
        if (sparse.index[k] > 0) design[row * columns + sparse.index[k] - 1] = sparse.value[k];
    const { coefficients } = fitCox(takeSurvival(survival, some), design, columns);
    const withIntercept = Float64Array.of(0, ...coefficients);
    return (wanted) => multiply(encode(encoder, table, wanted), withIntercept);
  };
  const outOfFold = new Float64Array(rows.length);
  for (let fold = 0; fold < innerFolds; fold++) {
    const held = Int32Array.from(rows.keys()).filter((i) => innerFold[i] === fold);
    const scores = fitOn(rows.filter((_, i) => innerFold[i] !== fold))(held.map((i) => rows[i]));
    held.forEach((position, i) => (outOfFold[position] = scores[i]));
  }
  return { id: "cox", outOfFold, scores: fitOn(rows) };
}

const average = (scores: readonly Float64Array[]): Float64Array =>
  scores[0].map((_, i) => scores.reduce((sum, of) => sum + of[i], 0) / scores.length);

const meanOf = (members: readonly SurvivalPredictor[]): SurvivalPredictor => ({
  id: members.map(({ id }) => id).join("+"),
  outOfFold: average(members.map(({ outOfFold }) => outOfFold)),
  scores: (wanted) => average(members.map((member) => member.scores(wanted))),
});

/** Partial likelihood within each held-out fold, per event. */
function heldOutLoss(scores: Float64Array, { survival, rows, innerFold, innerFolds }: SurvivalTask): number {
  let [sum, events] = [0, 0];
  for (let fold = 0; fold < innerFolds; fold++) {
    const held = Int32Array.from(rows.keys()).filter((i) => innerFold[i] === fold);
    const loss = coxLoss(
      takeSurvival(
        survival,
        held.map((i) => rows[i]),
      ),
    );
    if (loss.weight === 0) continue;
    sum +=
      loss.weight *
      loss.mean(held.length > 0 ? Float64Array.from(held, (i) => scores[i]) : new Float64Array(0));
    events += loss.weight;
  }
  return sum / Math.max(1, events);
}

export function takeSurvival(
  { start, stop, event, stratum }: SurvivalRows,
  rows: ArrayLike<number>,
): SurvivalRows {
  const take = (values: ArrayLike<number>): Float64Array => Float64Array.from(rows, (row) => values[row]);
  return {
    stop: take(stop),
    event: take(event),
    ...(start && { start: take(start) }),
    ...(stratum && { stratum: take(stratum) }),
  };
}
