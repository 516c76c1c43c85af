// Positive series + known regressors (festival days, working days) → their effects on the logarithm, kept where they are clear.
// Ordinary least squares on logs differenced over the season and quasi-differenced by .6, which leaves errors near enough to
// independent for the t values to mean something. After Bell & Hillmer 1983 (trading days and moving holidays).
import { cholesky, choleskyInverse, choleskySolve } from "./linear-algebra.js";

export interface Regressor {
  id: string;
  /** Regressors of a group stand or fall together. */
  group: string;
  /** One value for every period known and to come. */
  values: Float64Array;
}

export interface KeptRegressor {
  id: string;
  group: string;
  /** Added to the logarithm per unit of the regressor. */
  coefficient: number;
  t: number;
}

const quasi = 0.6;
/** Below, the noise of the estimate costs more than the effect brings: several regressors ask for more periods than one. */
export const leastPeriods = { one: 36, several: 60 };
const leastT = 2.5;

/** Empty when the series is too short for all of them, not positive, or shows no effect. */
export function findRegressors(y: Float64Array, m: number, all: readonly Regressor[]): KeptRegressor[] {
  if (!y.every((v) => v > 0) || m < 2) return [];
  const groups = new Map<string, Regressor[]>();
  for (const one of all) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  const tried = [...groups.values()]
    .filter((own) => y.length >= (own.length > 1 ? leastPeriods.several : leastPeriods.one))
    .flat();
  const first = leastSquares(y, m, tried);
  const clear = new Set(first.filter(({ t }) => Math.abs(t) > leastT).map(({ group }) => group));
  const kept = tried.filter(({ group }) => clear.has(group));
  return kept.length === tried.length ? first : leastSquares(y, m, kept);
}

/** exp(Σ coefficient × (value − mean over the known periods)) for each period: what the kept regressors multiply. */
export function regressorEffect(
  all: readonly Regressor[],
  kept: readonly KeptRegressor[],
  known: number,
  length: number,
): Float64Array {
  const effect = new Float64Array(length);
  for (const { id, coefficient } of kept) {
    const { values } = all.find((one) => one.id === id)!;
    let mean = 0;
    for (let t = 0; t < known; t++) mean += values[t] / known;
    for (let t = 0; t < length; t++) effect[t] += coefficient * (values[t] - mean);
  }
  return effect.map(Math.exp);
}

function leastSquares(y: Float64Array, m: number, regressors: readonly Regressor[]): KeptRegressor[] {
  const size = regressors.length + 1;
  const rows = y.length - m - 1;
  if (regressors.length === 0 || rows < 2 * size + 4) return [];
  const filtered = (z: ArrayLike<number>) =>
    Float64Array.from({ length: rows }, (_, i) => {
      const t = i + m + 1;
      return z[t] - z[t - m] - quasi * (z[t - 1] - z[t - 1 - m]);
    });
  const columns = [new Float64Array(rows).fill(1), ...regressors.map(({ values }) => filtered(values))];
  const response = filtered(y.map(Math.log));
  const products = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let t = 0; t < rows; t++) right[i] += columns[i][t] * response[t];
    for (let j = 0; j < size; j++)
      for (let t = 0; t < rows; t++) products[i * size + j] += columns[i][t] * columns[j][t];
  }
  // A regressor that never moves between years (nothing to learn) would make the equations singular.
  for (let i = 1; i < size; i++) if (!(products[i * size + i] > 1e-9)) return [];
  const decomposed = cholesky(products, size);
  const by = choleskySolve(decomposed, right);
  const inverse = choleskyInverse(decomposed);
  let squares = 0;
  for (let t = 0; t < rows; t++) {
    let e = response[t];
    for (let i = 0; i < size; i++) e -= by[i] * columns[i][t];
    squares += e * e;
  }
  const variance = squares / (rows - size);
  return regressors.map(({ id, group }, k) => {
    const error = Math.sqrt(variance * inverse[(k + 1) * size + k + 1]);
    return { id, group, coefficient: by[k + 1], t: error > 0 ? by[k + 1] / error : 0 };
  });
}
