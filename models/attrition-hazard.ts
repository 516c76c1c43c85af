// Person-months with known outcomes → penalised logistic hazard with a covariance that allows for repeated persons.
import { codeInputs, encodeRows, type AttritionCoding } from "./attrition-design.js";
import type { AttritionRow } from "./attrition-inputs.js";
import { cholesky } from "./estimators/linear-algebra.js";
import {
  clusterRobustCovariance,
  logisticRegression,
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

/** Times the weak prior's penalty. */
const strengths = [1, 2, 4, 8, 16, 32, 64, 128];

/**
 * `weak`: the prior as it stands, for drivers with honest intervals. `predictive`: the penalty times the strength that makes the
 * observed exits most probable (evidence by Laplace's approximation, MacKay 1992), so that forecasts are not too bold.
 */
export interface FittedHazards {
  weak: Hazard;
  predictive: Hazard;
  strength: number;
}

export function fitHazards(
  rows: readonly AttritionRow[],
  events: number,
  withCovariance: boolean,
): FittedHazards {
  const coding = codeInputs(rows, events);
  const design = encodeRows(coding, rows);
  const y = Float64Array.from(rows, (row) => row.is_exit_next_month ?? 0);
  let start = new Float64Array(coding.columns);
  start[0] = logit((events + 0.5) / (rows.length + 1));
  const persons = withCovariance ? personCodes(rows) : undefined;
  const hazard = (fit: LogisticFit): Hazard => ({
    coding,
    coefficients: [...fit.coefficients],
    covariance: persons
      ? [...wider(fit.covariance, clusterRobustCovariance(design, y, fit, persons), coding.columns)]
      : [],
  });
  let weak: LogisticFit | undefined;
  let best: { fit: LogisticFit; strength: number; evidence: number } | undefined;
  for (const strength of strengths) {
    const penalty = coding.penalty.map((lambda) => lambda * strength);
    const fit = logisticRegression(design, y, { penalty, start, tolerance: 1e-9 });
    start = fit.coefficients as Float64Array<ArrayBuffer>;
    weak ??= fit;
    const evidence = logEvidence(fit, penalty);
    if (best && evidence < best.evidence) break;
    best = { fit, strength, evidence };
  }
  return { weak: hazard(weak!), predictive: hazard(best!.fit), strength: best!.strength };
}

/** log ∫ likelihood × prior, up to a constant: how probable the data are under that penalty. */
function logEvidence(fit: LogisticFit, penalty: readonly number[]): number {
  const p = penalty.length;
  let value = fit.logLikelihood;
  for (let j = 0; j < p; j++)
    if (penalty[j] > 0) value += 0.5 * Math.log(penalty[j]) - 0.5 * penalty[j] * fit.coefficients[j] ** 2;
  const { factor } = cholesky(fit.covariance, p);
  for (let j = 0; j < p; j++) value += Math.log(Math.max(factor[j * p + j], 1e-300));
  return value;
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

function personCodes(rows: readonly AttritionRow[]): Int32Array {
  const code = new Map<string, number>();
  return Int32Array.from(rows, (row) => {
    let c = code.get(row.employee_id);
    if (c === undefined) code.set(row.employee_id, (c = code.size));
    return c;
  });
}
