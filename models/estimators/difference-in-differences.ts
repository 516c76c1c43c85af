// A panel with effects of its own for every unit and every period → what a regressor adds, standard errors by cluster.
// Formula: y_it = α_i + γ_t + x_itᵀβ + ε_it. Units are taken out by weighted de-meaning (Frisch–Waugh–Lovell), periods stay in as
// dummies, so β and its covariance are those of the regression with all dummies. Numbers match statsmodels
// ols("y ~ x + C(unit) + C(time)").fit(cov_type="cluster"), also for panels with holes, and WLS with weights.
import { clusterCovariance, leastSquares } from "./least-squares.js";

export interface Panel {
  /** Numbered 0 … units − 1. */
  unit: Int32Array;
  time: Int32Array;
  /** Rows of one cluster may resemble each other; units lie within clusters or are them. */
  cluster: Int32Array;
  y: Float64Array;
  weight?: Float64Array;
}

export interface TwoWayFit {
  coefficients: Float64Array;
  /** Of the regressors, row-major. */
  covariance: Float64Array;
  /** NaN where aliased. */
  standardErrors: Float64Array;
  aliased: number[];
  rows: number;
  units: number;
  clusters: number;
  /** All that was estimated, unit and period effects included. */
  parameters: number;
  /** Clusters − 1: for Student's t. */
  freedom: number;
}

const count = (ids: Int32Array): number => ids.reduce((most, id) => Math.max(most, id), -1) + 1;

/** `regressors`: one array per column, in the rows' order. */
export function twoWayFixedEffects(panel: Panel, regressors: readonly Float64Array[]): TwoWayFit {
  const { unit, time, cluster, y, weight } = panel;
  const n = y.length;
  const units = count(unit);
  const times = count(time);
  const k = regressors.length;
  const dummies = Math.max(0, times - 1);
  const columns = dummies + k;
  const design = new Float64Array(n * columns);
  for (let row = 0; row < n; row++) {
    if (time[row]! > 0) design[row * columns + time[row]! - 1] = 1;
    for (let j = 0; j < k; j++) design[row * columns + dummies + j] = regressors[j]![row]!;
  }
  const centred = Float64Array.from(y);
  demean(design, columns, unit, units, weight);
  demean(centred, 1, unit, units, weight);
  const fit = leastSquares(design, columns, centred, weight);
  const parameters = units + fit.rank;
  const clusters = count(cluster);
  const all = clusterCovariance(fit, design, columns, cluster, clusters, parameters, weight);
  const isAliased = new Set(fit.aliased);
  const covariance = Float64Array.from({ length: k * k }, (_, at) => {
    const [i, j] = [Math.floor(at / k), at % k];
    return all[(dummies + i) * columns + dummies + j]!;
  });
  return {
    coefficients: fit.coefficients.slice(dummies),
    covariance,
    standardErrors: Float64Array.from({ length: k }, (_, j) =>
      isAliased.has(dummies + j) ? Number.NaN : Math.sqrt(Math.max(0, covariance[j * k + j]!)),
    ),
    aliased: fit.aliased.filter((j) => j >= dummies).map((j) => j - dummies),
    rows: n,
    units,
    clusters,
    parameters,
    freedom: clusters - 1,
  };
}

/** In place: each column less its mean within the unit. */
export function demean(
  values: Float64Array,
  columns: number,
  unit: Int32Array,
  units: number,
  weight?: Float64Array,
): void {
  const sums = new Float64Array(units * columns);
  const total = new Float64Array(units);
  for (let row = 0; row < unit.length; row++) {
    const w = weight?.[row] ?? 1;
    total[unit[row]!]! += w;
    for (let j = 0; j < columns; j++) sums[unit[row]! * columns + j]! += w * values[row * columns + j]!;
  }
  for (let row = 0; row < unit.length; row++)
    for (let j = 0; j < columns; j++)
      values[row * columns + j]! -= sums[unit[row]! * columns + j]! / total[unit[row]!]!;
}
