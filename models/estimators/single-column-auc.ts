// One column alone → how well it ranks the outcome (AUC, either direction): near 1 means that it gives the answer away.
import type { Column } from "./flat-table.js";
import { rankingScores } from "./classification-scores.js";

/** Numbers: best of value and missingness. Categories: share of events per level, cross-fitted over `folds`. */
export function singleColumnAuc(
  column: Column,
  y: ArrayLike<number>,
  folds: Uint8Array,
  count: number,
): number {
  const n = y.length;
  if (column.kind === "numeric") {
    let smallest = Infinity;
    for (const v of column.values) if (v < smallest) smallest = v;
    const score = column.values.map((v) => (Number.isNaN(v) ? smallest - 1 : v));
    const missing = column.values.map((v) => (Number.isNaN(v) ? 1 : 0));
    return Math.max(either(rankingScores(y, score).rocAuc), either(rankingScores(y, missing).rocAuc));
  }
  let events = 0;
  for (let i = 0; i < n; i++) events += y[i];
  const base = events / n;
  const score = new Float64Array(n);
  for (let fold = 0; fold < count; fold++) {
    const seen = new Float64Array(column.levels.length + 1);
    const hits = new Float64Array(column.levels.length + 1);
    for (let i = 0; i < n; i++) {
      if (folds[i] === fold) continue;
      seen[column.codes[i] + 1]++;
      hits[column.codes[i] + 1] += y[i];
    }
    for (let i = 0; i < n; i++)
      if (folds[i] === fold) score[i] = (hits[column.codes[i] + 1] + base) / (seen[column.codes[i] + 1] + 1);
  }
  return either(rankingScores(y, score).rocAuc);
}

const either = (auc: number): number => Math.max(auc, 1 - auc);
