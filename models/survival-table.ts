// Times, events and covariates of a flat table → the rows and the Cox model that an evaluation asks for.
import { fitCox } from "./estimators/cox-regression.js";
import type { SurvivalRows } from "./estimators/risk-sets.js";
import type { FoldAssignment } from "./evaluate-classification.js";
import { type Covariate, survivalDesign } from "./survival-design.js";

export interface SurvivalTable {
  time: Float64Array;
  event: Uint8Array;
  entry?: Float64Array;
  /** Each row's stratum, numbered in the order of `strata`. */
  stratum?: Int32Array;
  strata: string[];
  covariates: Covariate[];
  folds?: FoldAssignment[];
}

/** Cox’s model on complete rows, with R’s contrasts. */
export function coxOf(table: SurvivalTable, kept: readonly number[]) {
  const rows = rowsOf(table, kept);
  const design = survivalDesign(table.covariates, kept);
  return { rows, design, fit: fitCox(rows, design.matrix, design.names.length) };
}

export const rowsOf = (
  { time, event, entry, stratum }: SurvivalTable,
  kept: readonly number[],
): SurvivalRows => ({
  stop: Float64Array.from(kept, (row) => time[row]!),
  event: Uint8Array.from(kept, (row) => event[row]!),
  ...(entry && { start: Float64Array.from(kept, (row) => entry[row]!) }),
  ...(stratum && { stratum: Int32Array.from(kept, (row) => stratum[row]!) }),
});
