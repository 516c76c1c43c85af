// What candidates foretold for unseen months → how good the champion is beside the naive constant rate: log loss, ranking,
// calibration by bins and slope, net benefit, lift of the highest tenth; all out of time, persons counting as independent.
import { chooseChampion, type CandidateScore } from "./attrition-champion.js";
import type { CandidateId, Tested } from "./attrition-tested.js";
import { calibrationBins, calibrationLine, type CalibrationBin } from "./estimators/calibration-curve.js";
import { rankingScores, rowLogLoss } from "./estimators/classification-scores.js";
import { decileLift, type DecileLift } from "./estimators/decile-lift.js";
import { decisionCurve, thresholdsFor, type DecisionPoint } from "./estimators/decision-curve.js";

export interface AttritionBlock {
  from: string;
  to: string;
  rows: number;
  observed: number;
  expected: number;
  expectedNaive: number;
}

export interface AttritionBacktest {
  champion: Exclude<CandidateId, "naive">;
  /** Every candidate on the same rows, the naive rate among them. */
  candidates: CandidateScore[];
  blocks: AttritionBlock[];
  rows: number;
  events: number;
  /** Mean log loss per person-month. */
  logLoss: { model: number; naive: number };
  /** Area under the ROC curve within the tested months, with its standard error (Hanley & McNeil 1982). */
  rocAuc: number;
  rocAucError: number;
  /** Slope of outcomes on foretold logits (1 is right) with its 95 % interval. */
  calibration: { predicted: number; observed: number; slope: number; slopeLow: number; slopeHigh: number };
  calibrationBins: CalibrationBin[];
  decision: DecisionPoint[];
  lift: DecileLift;
  /** Variance of block totals over what chance alone gives, shrunk to 1; widens intervals of expected exits. */
  dispersion: number;
  beatsNaive: boolean;
}

export interface BacktestLimits {
  leastTestEvents: number;
  /** Events enough for the glass box's curves. */
  hasGlassEvents: boolean;
  /** Of the persons that the rows are: shocks common to all stand out less in a sample. */
  share?: number;
  seed: number;
}

/** Undefined when the history is too short to hold anything back. `person`: of each of the rows that were given to test. */
export function backtestOf(
  tested: Tested,
  person: ArrayLike<number>,
  { leastTestEvents, hasGlassEvents, share = 1, seed }: BacktestLimits,
): AttritionBacktest | undefined {
  const { y, row } = tested;
  const events = y.reduce((a, b) => a + b, 0);
  if (tested.blocks.length < 2 || events < leastTestEvents) return undefined;
  const { champion, scores } = chooseChampion(tested, person, hasGlassEvents);
  const p = tested.p[champion]!;
  const { naive } = tested.p;
  const own = Int32Array.from(row, (i) => person[i]);
  const blocks = tested.blocks.map(({ from, to, start, end }): AttritionBlock => ({
    from,
    to,
    rows: end - start,
    observed: sumOf(y, start, end),
    expected: sumOf(p, start, end),
    expectedNaive: sumOf(naive, start, end),
  }));
  const { rocAuc } = rankingScores(y, p);
  const rocAucError = aucError(rocAuc, events, y.length - events);
  const logLoss = { model: meanLoss(y, p), naive: meanLoss(y, naive) };
  const line = calibrationLine(y, p, own);
  const chiSquare = blocks.reduce(
    (sum, b) => sum + (b.observed - b.expected) ** 2 / Math.max(b.expected, 0.5),
    0,
  );
  return {
    champion,
    candidates: scores,
    blocks,
    rows: y.length,
    events,
    logLoss,
    rocAuc,
    rocAucError,
    calibration: {
      predicted: sumOf(p, 0, p.length) / p.length,
      observed: events / y.length,
      slope: line.slope,
      slopeLow: line.low,
      slopeHigh: line.high,
    },
    calibrationBins: calibrationBins(y, p),
    decision: decisionCurve(y, p, thresholdsFor(p)),
    lift: decileLift(y, p, tested.month, own, seed),
    dispersion: 1 + Math.max(0, (chiSquare + 4) / (blocks.length + 4) - 1) / share,
    // Better in log loss, and a ranking that chance gives less than one time in twenty.
    beatsNaive: logLoss.model < logLoss.naive && rocAuc - 1.645 * rocAucError > 0.5,
  };
}

function sumOf(values: ArrayLike<number>, start: number, end: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum += values[i];
  return sum;
}

function meanLoss(y: ArrayLike<number>, p: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += rowLogLoss(y[i], p[i]);
  return sum / y.length;
}

function aucError(auc: number, positives: number, negatives: number): number {
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc * auc) / (1 + auc);
  return Math.sqrt(
    (auc * (1 - auc) + (positives - 1) * (q1 - auc * auc) + (negatives - 1) * (q2 - auc * auc)) /
      (positives * negatives),
  );
}
