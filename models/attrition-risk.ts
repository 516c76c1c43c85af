// People at a month's end → chance that each leaves within h months, and the expected exits of groups with intervals.
// Monthly hazards compound: 1 − Π(1 − p). Tenure and calendar move on month by month; everything else stays as it is.
import type { AttritionRow } from "./attrition-inputs.js";
import { encodeRows } from "./attrition-design.js";
import type { Hazard } from "./attrition-hazard.js";
import { countInterval, type Interval } from "./estimators/count-interval.js";
import { quadraticForm } from "./estimators/linear-algebra.js";
import { sigmoid } from "./estimators/logistic-regression.js";
import { multiply } from "./estimators/sparse-matrix.js";
import { monthNumber, monthText } from "./month.js";

export interface RiskHorizon {
  months: number;
  /** P(voluntary exit within that many months), per row. */
  risk: Float64Array;
  /** Gradient of the sum over a group with respect to the coefficients is built from these: rows × columns. */
  gradient: Float64Array[];
}

export function risksOf(
  hazard: Hazard,
  rows: readonly AttritionRow[],
  horizons: readonly number[],
): RiskHorizon[] {
  const columns = hazard.coding.columns;
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
    if (horizons.includes(step + 1))
      out.push({
        months: step + 1,
        risk: survival.map((s) => 1 - s),
        gradient: slope.map((s, i) => s.map((v) => v * survival[i])),
      });
  }
  return out;
}

function later(row: AttritionRow, months: number): AttritionRow {
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

/** Chance of the draw, uncertainty of the coefficients, and shocks common to a block of months, all in the interval. */
export function expectedExits(
  hazard: Hazard,
  horizon: RiskHorizon,
  members: readonly number[],
  dispersion: number,
): ExpectedExits {
  const columns = hazard.coding.columns;
  const gradient = new Float64Array(columns);
  let mean = 0;
  let chance = 0;
  for (const i of members) {
    mean += horizon.risk[i];
    chance += horizon.risk[i] * (1 - horizon.risk[i]);
    for (let j = 0; j < columns; j++) gradient[j] += horizon.gradient[i][j];
  }
  const variance =
    chance * dispersion + quadraticForm(gradient, Float64Array.from(hazard.covariance), gradient);
  return {
    months: horizon.months,
    expected: mean,
    interval80: countInterval(mean, variance, 0.8, members.length),
    interval95: countInterval(mean, variance, 0.95, members.length),
  };
}
