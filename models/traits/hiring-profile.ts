// Traits known before the hire → a penalised profile (of the score where there is one, else logistic), judged on folds it had not seen: validity with interval, and the
// impact ratio that selecting by it would have had. Not for ranking applicants: for seeing whether such a profile holds at all.
import type { Limits } from "../../engine/metrics/interval.js";
import { crossValidatedAuc } from "../estimators/cross-validated-auc.js";
import type { FlatTable } from "../estimators/flat-table.js";
import { assignFolds } from "../estimators/folds.js";
import { linearLearner } from "../estimators/logistic-learner.js";
import { ridgeRegression } from "../estimators/ridge-regression.js";
import { normalQuantile } from "../estimators/normal-distribution.js";
import { aboveMedian, impactTable, type ImpactTable } from "./impact-ratio.js";
import type { TraitData } from "./trait-data.js";

export interface Validity extends Limits {
  value: number;
}

export interface HiringProfile {
  /** Names of the columns it uses. */
  columns: string[];
  /** Out of fold. 0.5 = no better than a draw. */
  auc: Validity;
  /** Correlation of the out-of-fold score with the performance score; null where only top or not is known. */
  correlation: Validity | null;
  /** The interval of the correlation lies above 0; without a score, that of the AUC above 0.5. */
  isValid: boolean;
  /** If as many people had been selected by it as are at the top. */
  impactOfSelection: ImpactTable[];
  /** Score above the median. */
  impactOfScore: ImpactTable[];
}

/** Undefined where no trait of before the hire varies. */
export function hiringProfile(
  data: TraitData,
  without: ReadonlySet<string> = new Set(),
): HiringProfile | undefined {
  const chosen = data.table.columns.filter(
    ({ name }, i) => data.profile[i] === "hiring" && !without.has(name),
  );
  if (chosen.length === 0) return undefined;
  const table: FlatTable = { rows: data.table.rows, columns: chosen };
  const scores = outOfFold(table, data);
  const r = data.score ? correlation(scores, data.score) : null;
  const { auc, low, high } = crossValidatedAuc(data.top, scores, data.fold, data.folds);
  let selectedCount = 0;
  for (const value of data.top) selectedCount += value;
  const selected = highest(scores, selectedCount);
  return {
    columns: chosen.map(({ name }) => name),
    auc: { value: auc, low, high },
    correlation: r,
    isValid: r ? r.low > 0 : low > 0.5,
    impactOfSelection: data.protectedColumns.map((attribute) => impactTable(selected, attribute)),
    impactOfScore: data.protectedColumns.map((attribute) => impactTable(aboveMedian(scores), attribute)),
  };
}

/** With fewer scores than this the profile is learnt from who is at the top alone. */
const leastScored = 20;

function outOfFold(table: FlatTable, { top, score, fold, folds, seed }: TraitData): Float64Array {
  const scores = new Float64Array(table.rows);
  const innerFolds = 5;
  for (let f = 0; f < folds; f++) {
    const others = [...fold.keys()].filter((row) => fold[row] !== f);
    const scored = others.filter((row) => score !== undefined && Number.isFinite(score[row]));
    const isScored = score !== undefined && scored.length >= leastScored;
    const rows = Int32Array.from(isScored ? scored : others);
    const test = Int32Array.from([...fold.keys()].filter((row) => fold[row] === f));
    const innerFold = assignFolds(
      Uint8Array.from(rows, (row) => top[row]),
      innerFolds,
      seed + f + 1,
    );
    const predicted = isScored
      ? ridgeRegression(table, score, rows, innerFold).predict(test)
      : linearLearner.fit({ table, y: top, rows, innerFold, innerFolds, seed: seed + f + 1 }).logits(test);
    test.forEach((row, i) => (scores[row] = predicted[i]));
  }
  return scores;
}

/** 1 for the `count` highest, the earlier row first where scores tie. */
function highest(scores: Float64Array, count: number): Uint8Array {
  const order = [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
  const selected = new Uint8Array(scores.length);
  for (const row of order.slice(0, count)) selected[row] = 1;
  return selected;
}

/** Pearson's r with Fisher's z interval, 95 %. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): Validity {
  const rows = [...Array(a.length).keys()].filter((i) => Number.isFinite(a[i]) && Number.isFinite(b[i]));
  const n = rows.length;
  const mean = (of: ArrayLike<number>) => rows.reduce((sum, i) => sum + of[i], 0) / n;
  const [ma, mb] = [mean(a), mean(b)];
  let [aa, bb, ab] = [0, 0, 0];
  for (const i of rows) {
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
    ab += (a[i] - ma) * (b[i] - mb);
  }
  const value = aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  const half = normalQuantile(0.975) / Math.sqrt(Math.max(1, n - 3));
  return { value, low: Math.tanh(Math.atanh(value) - half), high: Math.tanh(Math.atanh(value) + half) };
}
