// Person-months with known outcomes → penalised logistic hazard with a covariance that allows for repeated persons.
import type { Bilingual } from "../engine/locale.js";
import { codeInputs, encodeRows, type AttritionCoding } from "./attrition-design.js";
import type { AttritionRow } from "./attrition-row.js";
import { personCodes } from "./attrition-table.js";
import { logisticByEvidence } from "./estimators/logistic-evidence.js";
import {
  clusterRobustCovariance,
  logit,
  sigmoid,
  type LogisticFit,
} from "./estimators/logistic-regression.js";
import { multiply } from "./estimators/sparse-matrix.js";

/** P(voluntary exit in the next month), plain JSON. */
export interface Hazard {
  coding: AttritionCoding;
  coefficients: number[];
  /** Row-major; per entry pair the wider of model-based and person-clustered standard errors. Empty when not asked for. */
  covariance: number[];
}

export const hasOutcome = (row: AttritionRow): boolean => row.is_exit_next_month !== null;

/**
 * `weak`: the prior as it stands, for drivers with honest intervals. `predictive`: the penalty times the strength that makes the
 * observed exits most probable (evidence by Laplace's approximation, MacKay 1992), so that forecasts are not too bold.
 */
export interface FittedHazards {
  weak: Hazard;
  predictive: Hazard;
  strength: number;
}

export interface HazardSetting {
  /** Inputs that know the future. */
  barred?: readonly { name: string; reason: Bilingual }[];
  /** Employee numbers that stand for one person. */
  same?: ReadonlyMap<string, string>;
}

export function fitHazards(
  rows: readonly AttritionRow[],
  events: number,
  withCovariance: boolean,
  { barred, same }: HazardSetting = {},
): FittedHazards {
  const coding = codeInputs(rows, events, barred);
  const design = encodeRows(coding, rows);
  const y = Float64Array.from(rows, (row) => row.is_exit_next_month ?? 0);
  const persons = withCovariance ? personCodes(rows, same) : undefined;
  const hazard = (fit: LogisticFit): Hazard => ({
    coding,
    coefficients: [...fit.coefficients],
    covariance: persons
      ? [...wider(fit.covariance, clusterRobustCovariance(design, y, fit, persons), coding.columns)]
      : [],
  });
  const { weak, best, strength } = logisticByEvidence(
    design,
    y,
    coding.penalty,
    logit((events + 0.5) / (rows.length + 1)),
  );
  return { weak: hazard(weak), predictive: hazard(best), strength };
}

export const hazardOf = (hazard: Hazard, rows: readonly AttritionRow[]): Float64Array =>
  multiply(encodeRows(hazard.coding, rows), hazard.coefficients).map(sigmoid);

/** Model covariance, stretched per column where the clustered standard error is the larger one. */
function wider(model: Float64Array, robust: Float64Array, n: number): Float64Array {
  const factor = Array.from({ length: n }, (_, j) =>
    Math.sqrt(Math.max(1, robust[j * n + j] / Math.max(model[j * n + j], 1e-300))),
  );
  return model.map((v, at) => v * factor[Math.floor(at / n)] * factor[at % n]);
}
