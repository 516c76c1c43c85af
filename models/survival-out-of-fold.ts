// A survival table with folds → concordance of the automatically chosen model on each fold, Cox’s beside it, and once more on
// those test rows that have no near-identical row in training: deep models gain by recognising people they have seen. Beside
// it how right the curves are, of all models on the same rows.
import { concordance } from "./estimators/concordance.js";
import { assignFolds } from "./estimators/folds.js";
import { chooseSurvivalLearner } from "./estimators/survival-learner.js";
import type { TwinRows } from "./estimators/twin-rows.js";
import type { FoldAssignment } from "./evaluate-classification.js";
import { AccuracyRecord, accuracyPlan, type SurvivalAccuracy } from "./survival-accuracy.js";
import { covariateTable, isCovariateMissing, survivalDesign } from "./survival-design.js";
import { foldCurves } from "./survival-fold-curves.js";
import { coxOf, rowsOf, type SurvivalTable } from "./survival-table.js";

export interface SurvivalFoldScore {
  repeat: number;
  fold: number;
  /** Of the chosen model; null where no two rows can be compared. */
  concordance: number | null;
  model: string;
  /** Of Cox’s model, on rows with every covariate. */
  cox: number | null;
  /** Held-out partial likelihood loss per event of every candidate, within the training rows. */
  losses: Record<string, number>;
}

export interface SurvivalOutOfFold {
  cv: SurvivalFoldScore[];
  cvWithoutTwins: { repeat: number; fold: number; rows: number; concordance: number | null }[];
  cvMean: { concordance: number | null; withoutTwins: number | null; cox: number | null };
  /** Null with entries, and where no time has enough rows beyond it. */
  accuracy: SurvivalAccuracy | null;
}

export interface SurvivalOutOfFoldOptions {
  seed: number;
  /** Times at which Brier score, AUC and calibration are asked for. */
  horizons?: readonly number[];
  progress: (done: number, all: number) => void;
  pause: () => Promise<void>;
}

export async function survivalOutOfFold(
  table: SurvivalTable,
  twins: TwinRows,
  { seed, horizons, progress, pause }: SurvivalOutOfFoldOptions,
): Promise<SurvivalOutOfFold> {
  const n = table.time.length;
  const columns = covariateTable(table.covariates, n);
  const all = Array.from({ length: n }, (_, row) => row);
  const survival = rowsOf(table, all);
  const tasks = (table.folds ?? []).flatMap((assignment, repeat) =>
    [...new Set(assignment)].sort((a, b) => a - b).map((fold) => ({ assignment, repeat, fold })),
  );
  const plan = table.entry ? null : accuracyPlan(survival, horizons);
  const record = plan && new AccuracyRecord(plan);
  const cv: SurvivalFoldScore[] = [];
  const cvWithoutTwins: SurvivalOutOfFold["cvWithoutTwins"] = [];
  for (const [done, { assignment, repeat, fold }] of tasks.entries()) {
    await pause();
    const rows = rowsWhere(assignment, (f) => f !== fold);
    const test = rowsWhere(assignment, (f) => f === fold);
    const innerFolds = rows.length > 10_000 ? 3 : 5;
    const innerSeed = seed + 1000 * repeat + fold + 1;
    // inner folds keep twins together: what only recognises people must not win by it
    const group = twins.alarm ? Int32Array.from(rows, (row) => twins.group[row]!) : undefined;
    const events = Uint8Array.from(rows, (row) => table.event[row]!);
    const innerFold = assignFolds(events, innerFolds, innerSeed, group);
    const choice = await chooseSurvivalLearner({
      table: columns,
      survival,
      rows,
      innerFold,
      innerFolds,
      seed: innerSeed,
      pause,
    });
    const known = new Set(Array.from(rows, (row) => twins.group[row]));
    const alone = test.filter((row) => !known.has(twins.group[row]));
    const of = { repeat: repeat + 1, fold };
    const concordanceOn = (some: Int32Array): number | null =>
      finite(concordance(rowsOf(table, [...some]), choice.scores(some)).concordance);
    cv.push({
      ...of,
      concordance: concordanceOn(test),
      model: choice.id,
      cox: coxOutOfFold(table, assignment, fold),
      losses: choice.losses,
    });
    cvWithoutTwins.push({ ...of, rows: alone.length, concordance: concordanceOn(alone) });
    if (record) {
      const both = { train: rowsOf(table, [...rows]), test: rowsOf(table, [...test]), testRows: test };
      const curves = foldCurves({ choice, trainRows: rows, innerFold, ...both });
      record.add({ ...both, repeat: repeat + 1, curves });
    }
    progress(done + 1, tasks.length);
  }
  return {
    cv,
    cvWithoutTwins,
    cvMean: {
      concordance: mean(cv.map((score) => score.concordance)),
      withoutTwins: mean(cvWithoutTwins.map((score) => score.concordance)),
      cox: mean(cv.map((score) => score.cox)),
    },
    accuracy: record && cv.length > 0 ? record.result(survival, "out_of_fold") : null,
  };
}

/** Cox's model on the other folds, its linear predictor on the fold. A level that training lacks has effect 0. */
function coxOutOfFold(table: SurvivalTable, assignment: FoldAssignment, fold: number): number | null {
  const complete = Array.from(table.time, (_, row) => row).filter(
    (row) => !table.covariates.some((c) => isCovariateMissing(c, row)),
  );
  const held = complete.filter((row) => assignment[row] === fold);
  const train = complete.filter((row) => assignment[row] !== fold);
  if (held.length === 0 || train.length === 0) return null;
  const { fit } = coxOf(table, train);
  const { matrix, names } = survivalDesign(table.covariates, held);
  const score = held.map((_, i) =>
    names.reduce((sum, _name, j) => sum + matrix[i * names.length + j]! * fit.coefficients[j]!, 0),
  );
  return finite(concordance(rowsOf(table, held), score).concordance);
}

function rowsWhere(assignment: FoldAssignment, isIn: (fold: number) => boolean): Int32Array {
  return Int32Array.from(assignment.keys()).filter((row) => isIn(assignment[row]!));
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function mean(values: readonly (number | null)[]): number | null {
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  return known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : null;
}
