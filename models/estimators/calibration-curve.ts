// Predicted chances and outcomes → is what was said what came? Bins of equal size with Wilson's interval (1927), the intercept
// and slope of outcomes on logits (Cox 1958; 1 and 0 are right) with standard errors that count clusters as independent.
import { clusterRobustCovariance, logisticRegression, logit } from "./logistic-regression.js";
import { normalQuantile } from "./normal-distribution.js";
import { fromDense } from "./sparse-matrix.js";

export interface CalibrationBin {
  rows: number;
  predicted: number;
  events: number;
  observed: number;
  /** 95 %. */
  low: number;
  high: number;
}

/** Bins of equal expected events, at most `most`, at least `leastExpected` expected events each. Equal predictions stay together. */
export function calibrationBins(
  y: ArrayLike<number>,
  p: ArrayLike<number>,
  { most = 10, leastExpected = 5 }: { most?: number; leastExpected?: number } = {},
): CalibrationBin[] {
  const order = Array.from({ length: y.length }, (_, i) => i).sort((a, b) => p[a] - p[b]);
  let all = 0;
  for (let i = 0; i < p.length; i++) all += p[i];
  const bins = Math.max(1, Math.min(most, Math.floor(all / leastExpected)));
  const out: CalibrationBin[] = [];
  let rows = 0;
  let expected = 0;
  let events = 0;
  let passed = 0;
  order.forEach((i, k) => {
    rows++;
    expected += p[i];
    events += y[i] > 0 ? 1 : 0;
    const isLast = k === order.length - 1;
    const next = isLast ? undefined : p[order[k + 1]];
    if (!isLast && (passed + expected < (all * (out.length + 1)) / bins - 1e-9 || next === p[i])) return;
    passed += expected;
    out.push({ rows, predicted: expected / rows, events, observed: events / rows, ...wilson(events, rows) });
    [rows, expected, events] = [0, 0, 0];
  });
  return out;
}

/** Wilson's score interval of a share, 95 %. */
export function wilson(events: number, rows: number): { low: number; high: number } {
  const z2 = normalQuantile(0.975) ** 2;
  const share = events / rows;
  const middle = (share + z2 / (2 * rows)) / (1 + z2 / rows);
  const half = Math.sqrt((z2 * (share * (1 - share) + z2 / (4 * rows))) / rows) / (1 + z2 / rows);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

export interface CalibrationLine {
  slope: number;
  /** 95 %, clusters as independent. */
  low: number;
  high: number;
  intercept: number;
}

export function calibrationLine(
  y: ArrayLike<number>,
  p: ArrayLike<number>,
  clusters: ArrayLike<number>,
): CalibrationLine {
  const design = fromDense(Array.from({ length: y.length }, (_, i) => [1, logit(clip(p[i]))]));
  const fit = logisticRegression(design, y, { start: [0, 1] });
  const variance = clusterRobustCovariance(design, y, fit, clusters)[3];
  const half = normalQuantile(0.975) * Math.sqrt(Math.max(0, variance));
  const [intercept, slope] = fit.coefficients;
  return { slope, low: slope - half, high: slope + half, intercept };
}

const clip = (p: number): number => Math.min(1 - 1e-9, Math.max(1e-9, p));
