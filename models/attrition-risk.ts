// People at a month's end → chance that each leaves within h months, and the expected exits of groups with intervals.
// Monthly hazards compound: 1 − Π(1 − p). Tenure and calendar move on month by month; everything else stays as it is.
import type { AttritionRow } from "./attrition-row.js";
import { encodeRows } from "./attrition-design.js";
import type { AttritionFitted } from "./attrition-fitted.js";
import { glassSurvival, type GlassHazard } from "./attrition-glass.js";
import type { Hazard } from "./attrition-hazard.js";
import { neuralHazardOf } from "./attrition-neural.js";
import { countInterval, type Interval } from "./estimators/count-interval.js";
import { quadraticForm } from "./estimators/linear-algebra.js";
import { sigmoid } from "./estimators/logistic-regression.js";
import { multiply } from "./estimators/sparse-matrix.js";
import { monthNumber, monthText } from "./month.js";

export interface RiskHorizon {
  months: number;
  /** P(voluntary exit within that many months), per row. */
  risk: Float64Array;
  /** Variance of the sum over these rows that comes from what was learned, not from the draw. */
  variance(members: readonly number[]): number;
  /** Sum over these rows by each refit, or its gradient in the coefficients: what a change's variance is made of. */
  draws?(members: readonly number[]): number[];
  gradient?(members: readonly number[]): Float64Array;
}

/** Variance of the change of the sum over these rows when the rows are changed: the same refits, or coefficients, on both. */
export function changeVariance(
  fitted: AttritionFitted,
  now: RiskHorizon,
  after: RiskHorizon,
  members: readonly number[],
): number {
  if (now.draws && after.draws) {
    const before = now.draws(members);
    return spread(after.draws(members).map((sum, b) => sum - before[b]));
  }
  if (!now.gradient || !after.gradient) return 0;
  const before = now.gradient(members);
  const change = after.gradient(members).map((g, j) => g - before[j]);
  return quadraticForm(change, Float64Array.from(fitted.hazard.covariance), change);
}

/** By the model's champion. A model that is off has none: callers use the base rate. */
export function risksOf(
  fitted: AttritionFitted,
  rows: readonly AttritionRow[],
  horizons: readonly number[],
): RiskHorizon[] {
  if (fitted.champion === "glass_box" && fitted.glass) return glassRisks(fitted.glass, rows, horizons);
  const linear = logisticRisks(fitted.hazard, rows, horizons);
  if (fitted.champion !== "neural" || !fitted.neural) return linear;
  // A net has no covariance: the logistic hazard's, on the same people, stands in.
  const { neural } = fitted;
  const survival = new Float64Array(rows.length).fill(1);
  const out: RiskHorizon[] = [];
  for (let step = 0; step < Math.max(...horizons); step++) {
    const p = neuralHazardOf(
      neural,
      rows.map((row) => later(row, step)),
    );
    for (let i = 0; i < rows.length; i++) survival[i] *= 1 - p[i];
    const same = linear.find(({ months }) => months === step + 1);
    if (same) out.push({ ...same, risk: survival.map((s) => 1 - s) });
  }
  return out;
}

function logisticRisks(
  hazard: Hazard,
  rows: readonly AttritionRow[],
  horizons: readonly number[],
): RiskHorizon[] {
  const columns = hazard.coding.columns;
  const covariance = Float64Array.from(hazard.covariance);
  const survival = new Float64Array(rows.length).fill(1);
  const slope = rows.map(() => new Float64Array(columns)); // Σ p x
  const out: RiskHorizon[] = [];
  const longest = Math.max(...horizons);
  for (let step = 0; step < longest; step++) {
    const design = encodeRows(
      hazard.coding,
      rows.map((row) => later(row, step)),
    );
    const p = multiply(design, hazard.coefficients).map(sigmoid);
    for (let i = 0; i < rows.length; i++) {
      survival[i] *= 1 - p[i];
      for (let k = design.start[i]; k < design.start[i + 1]; k++)
        slope[i][design.index[k]] += p[i] * design.value[k];
    }
    if (!horizons.includes(step + 1)) continue;
    const gradients = slope.map((s, i) => s.map((v) => v * survival[i]));
    const gradientOf = (members: readonly number[]): Float64Array => {
      const gradient = new Float64Array(columns);
      for (const i of members) for (let j = 0; j < columns; j++) gradient[j] += gradients[i][j];
      return gradient;
    };
    out.push({
      months: step + 1,
      risk: survival.map((s) => 1 - s),
      gradient: gradientOf,
      variance(members) {
        const gradient = gradientOf(members);
        return covariance.length > 0 ? quadraticForm(gradient, covariance, gradient) : 0;
      },
    });
  }
  return out;
}

/** More rows than this: fewer refits, the same precision in what matters. */
const manyRows = 20_000;

function glassRisks(
  glass: GlassHazard,
  rows: readonly AttritionRow[],
  horizons: readonly number[],
): RiskHorizon[] {
  const refits = rows.length > manyRows ? glass.refits.slice(0, 12) : glass.refits;
  const risk = horizons.map(() => new Float64Array(rows.length));
  const drawn = horizons.map(() => refits.map(() => new Float32Array(rows.length)));
  glassSurvival(
    { inputs: glass.inputs, boxes: [glass.box, ...refits] },
    rows,
    Math.max(...horizons),
    later,
    (box, month, survival) => {
      const h = horizons.indexOf(month);
      if (h < 0) return;
      const to = box === 0 ? risk[h] : drawn[h][box - 1];
      for (let i = 0; i < rows.length; i++) to[i] = 1 - survival[i];
    },
  );
  return horizons.map((months, h) => ({
    months,
    risk: risk[h],
    draws: (members) => drawn[h].map((one) => sumOver(one, members)),
    variance: (members) => spread(drawn[h].map((one) => sumOver(one, members))),
  }));
}

const sumOver = (values: ArrayLike<number>, members: readonly number[]): number => {
  let sum = 0;
  for (const i of members) sum += values[i];
  return sum;
};

function spread(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1);
}

export function later(row: AttritionRow, months: number): AttritionRow {
  if (months === 0) return row;
  return {
    ...row,
    month: `${monthText(monthNumber(row.month) + months)}-01`,
    tenure_months: row.tenure_months + months,
  };
}

export interface ExpectedExits {
  months: number;
  expected: number;
  interval80: Interval;
  interval95: Interval;
}

/** Chance of the draw, uncertainty of what was learned, and shocks common to a block of months, all in the interval. */
export function expectedExits(
  horizon: RiskHorizon,
  members: readonly number[],
  dispersion: number,
): ExpectedExits {
  let mean = 0;
  let chance = 0;
  for (const i of members) {
    mean += horizon.risk[i];
    chance += horizon.risk[i] * (1 - horizon.risk[i]);
  }
  const variance = chance * dispersion + horizon.variance(members);
  return {
    months: horizon.months,
    expected: mean,
    interval80: countInterval(mean, variance, 0.8, members.length),
    interval95: countInterval(mean, variance, 0.95, members.length),
  };
}
