// A flat table with a yes/no target → out-of-fold probabilities of our automatic choice of model, scores, warnings.
import type { Warning } from "../engine/result.js";
import { chooseLearner } from "./estimators/choose-learner.js";
import { classificationScores, type ClassificationScores } from "./estimators/classification-scores.js";
import { assignFolds } from "./estimators/folds.js";
import type { FlatTable } from "./estimators/flat-table.js";
import { findTwins } from "./estimators/twin-rows.js";
import { leakWarnings, twinWarnings } from "./leak-warnings.js";

/** Test fold per row of one repeat; −1 = in neither training nor test. */
export type FoldAssignment = Int16Array;

export interface ClassificationTask {
  table: FlatTable;
  /** 0, 1, or 255 = unknown: predicted, but neither learned from nor scored. */
  y: Uint8Array;
  groups?: Int32Array;
  /** One per repeat; own repeated stratified folds when left out. */
  folds?: FoldAssignment[];
  repeats?: number;
  seed: number;
  progress?: (done: number, all: number) => void;
  /** Awaited between folds and now and then within them; throws to stop. */
  pause?: () => Promise<void>;
}

export interface OutOfFold {
  row: number;
  repeat: number;
  fold: number;
  probability: number;
}

export interface ClassificationReport {
  predictions: OutOfFold[];
  scores: ClassificationScores;
  pooled: ClassificationScores;
  foldScores: (ClassificationScores & { repeat: number; fold: number; model: string })[];
  models: Record<string, number>;
  choices: { repeat: number; fold: number; model: string; losses: Record<string, number> }[];
  warnings: Warning[];
}

/** Of many rows three parts choose a penalty as well as five. */
const innerFoldsFor = (rows: number): number => (rows > 10_000 ? 3 : 5);
/** Repeating the folds steadies the scores of small tables; large ones are steady. */
const repeatsFor = (rows: number): number => (rows <= 5_000 ? 5 : rows <= 10_000 ? 2 : 1);

export async function evaluateClassification(task: ClassificationTask): Promise<ClassificationReport> {
  const { table, y, seed } = task;
  const labelled = Uint8Array.from(y, (v) => (v === 1 ? 1 : 0));
  const twins = findTwins(table, labelled, seed);
  const warnings: Warning[] = [
    ...(task.groups ? [] : twinWarnings(twins, task.folds)),
    ...leakWarnings(table, labelled, seed),
  ];
  const groups = task.groups ?? (twins.alarm ? twins.group : undefined);
  const repeats = task.folds ?? ownFolds(labelled, task.repeats ?? repeatsFor(table.rows), seed, groups);
  const predictions: OutOfFold[] = [];
  const foldScores: ClassificationReport["foldScores"] = [];
  const choices: ClassificationReport["choices"] = [];
  const total = repeats.reduce((sum, folds) => sum + foldNumbers(folds).length, 0);
  let done = 0;
  for (const [r, folds] of repeats.entries()) {
    for (const fold of foldNumbers(folds)) {
      await task.pause?.();
      const train = rowsWhere(folds, (f, row) => f !== fold && f >= 0 && y[row] !== 255);
      const test = rowsWhere(folds, (f) => f === fold);
      const innerSeed = seed + 1000 * r + fold + 1;
      const innerFolds = innerFoldsFor(train.length);
      const choice = await chooseLearner({
        table,
        y: labelled,
        rows: train,
        innerFold: assignFolds(take(labelled, train), innerFolds, innerSeed, groups && take(groups, train)),
        innerFolds,
        group: groups,
        seed: innerSeed,
        pause: task.pause,
      });
      const probabilities = choice.probabilities(test);
      test.forEach((row, i) => predictions.push({ row, repeat: r + 1, fold, probability: probabilities[i] }));
      const scored = [...test.keys()].filter((i) => y[test[i]] !== 255);
      foldScores.push({
        repeat: r + 1,
        fold,
        model: choice.id,
        ...classificationScores(
          scored.map((i) => labelled[test[i]]),
          scored.map((i) => probabilities[i]),
        ),
      });
      choices.push({ repeat: r + 1, fold, model: choice.id, losses: choice.losses });
      task.progress?.(++done, total);
    }
  }
  const models: Record<string, number> = {};
  for (const { model } of choices) models[model] = (models[model] ?? 0) + 1;
  return {
    predictions: predictions.sort((a, b) => a.repeat - b.repeat || a.row - b.row),
    scores: averageScores(foldScores),
    pooled: averageScores(
      repeats.map((_, r) => {
        const rows = predictions.filter((p) => p.repeat === r + 1 && y[p.row] !== 255);
        return classificationScores(
          rows.map((p) => labelled[p.row]),
          rows.map((p) => p.probability),
        );
      }),
    ),
    foldScores,
    models,
    choices,
    warnings,
  };
}

function ownFolds(y: Uint8Array, repeats: number, seed: number, groups?: Int32Array): FoldAssignment[] {
  return Array.from({ length: repeats }, (_, r) =>
    Int16Array.from(assignFolds(y, 5, seed + 7919 * (r + 1), groups)),
  );
}

const foldNumbers = (folds: FoldAssignment): number[] =>
  [...new Set(folds)].filter((f) => f >= 0).sort((a, b) => a - b);

function rowsWhere(folds: FoldAssignment, keep: (fold: number, row: number) => boolean): Int32Array {
  const out: number[] = [];
  folds.forEach((fold, row) => {
    if (keep(fold, row)) out.push(row);
  });
  return Int32Array.from(out);
}

const take = <T extends Uint8Array | Int32Array>(values: T, rows: Int32Array): T =>
  (values instanceof Uint8Array
    ? Uint8Array.from(rows, (r) => values[r])
    : Int32Array.from(rows, (r) => values[r])) as T;

/** Mean over folds (or repeats); a fold with one class only has no areas and is left out of theirs. */
function averageScores(scores: readonly ClassificationScores[]): ClassificationScores {
  const mean = (pick: (s: ClassificationScores) => number) => {
    const values = scores.map(pick).filter((v) => !Number.isNaN(v));
    return values.reduce((a, b) => a + b, 0) / values.length;
  };
  return {
    rocAuc: mean((s) => s.rocAuc),
    prAuc: mean((s) => s.prAuc),
    brier: mean((s) => s.brier),
    logLoss: mean((s) => s.logLoss),
    ece: mean((s) => s.ece),
  };
}
