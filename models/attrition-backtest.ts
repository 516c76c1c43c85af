// Person-months → how well the hazard foretold later months, beside the naive constant rate: rolling origins, blocks of 3 months.
import type { AttritionRow } from "./attrition-inputs.js";
import { fitHazards, hazardOf } from "./attrition-hazard.js";
import { rankingScores, rowLogLoss } from "./estimators/classification-scores.js";
import { logisticRegression, logit } from "./estimators/logistic-regression.js";
import { fromDense } from "./estimators/sparse-matrix.js";
import { monthNumber, monthText } from "./month.js";
import { timeSplits } from "./time-split.js";

export interface AttritionBlock {
  from: string;
  to: string;
  rows: number;
  observed: number;
  expected: number;
  expectedNaive: number;
}

export interface AttritionBacktest {
  blocks: AttritionBlock[];
  rows: number;
  events: number;
  /** Mean log loss per person-month. */
  logLoss: { model: number; naive: number };
  /** Area under the ROC curve within the tested months, with its standard error (Hanley & McNeil 1982). */
  rocAuc: number;
  rocAucError: number;
  calibration: { predicted: number; observed: number; slope: number };
  /** Variance of block totals over what chance alone gives, shrunk to 1; widens intervals of expected exits. */
  dispersion: number;
  beatsNaive: boolean;
}

export interface BacktestLimits {
  leastTrainingEvents: number;
  leastTestEvents: number;
  /** Of the persons that the rows are: shocks common to all stand out less in a sample. */
  share?: number;
}

/** Undefined when the history is too short to hold anything back. */
export function backtestAttrition(
  rows: readonly AttritionRow[],
  limits: BacktestLimits,
): AttritionBacktest | undefined {
  const outcome = rows.map((row) => monthNumber(row.month) + 1);
  let first = Infinity;
  let last = -Infinity;
  for (const m of outcome) {
    if (m < first) first = m;
    if (m > last) last = m;
  }
  const leastTraining = Math.min(12, Math.floor((last - first + 1) / 2));
  const tested: { y: number; model: number; naive: number }[] = [];
  const blocks: AttritionBlock[] = [];
  for (const { origin, until } of timeSplits(first, last, { block: 3, most: 10, leastTraining })) {
    const train = rows.filter((_, i) => outcome[i] < origin);
    const test = rows.filter((_, i) => outcome[i] >= origin && outcome[i] < until);
    const events = countEvents(train);
    if (events < limits.leastTrainingEvents || test.length === 0) continue;
    const predicted = hazardOf(fitHazards(train, events, false).predictive, test);
    const naive = events / train.length;
    test.forEach((row, i) => tested.push({ y: row.is_exit_next_month!, model: predicted[i], naive }));
    blocks.push({
      from: monthText(origin),
      to: monthText(until - 1),
      rows: test.length,
      observed: countEvents(test),
      expected: predicted.reduce((a, b) => a + b, 0),
      expectedNaive: naive * test.length,
    });
  }
  const events = tested.reduce((sum, t) => sum + t.y, 0);
  if (blocks.length < 2 || events < limits.leastTestEvents) return undefined;
  const mean = (score: (t: { y: number; model: number; naive: number }) => number) =>
    tested.reduce((sum, t) => sum + score(t), 0) / tested.length;
  const y = tested.map((t) => t.y);
  const { rocAuc } = rankingScores(
    y,
    tested.map((t) => t.model),
  );
  const rocAucError = aucError(rocAuc, events, tested.length - events);
  const logLoss = {
    model: mean((t) => rowLogLoss(t.y, t.model)),
    naive: mean((t) => rowLogLoss(t.y, t.naive)),
  };
  const slope = logisticRegression(fromDense(tested.map((t) => [1, logit(t.model)])), y, {
    covariance: false,
  }).coefficients[1];
  const chiSquare = blocks.reduce(
    (sum, b) => sum + (b.observed - b.expected) ** 2 / Math.max(b.expected, 0.5),
    0,
  );
  return {
    blocks,
    rows: tested.length,
    events,
    logLoss,
    rocAuc,
    rocAucError,
    calibration: { predicted: mean((t) => t.model), observed: events / tested.length, slope },
    dispersion: 1 + Math.max(0, (chiSquare + 4) / (blocks.length + 4) - 1) / (limits.share ?? 1),
    // Better in log loss, and a ranking that chance gives less than one time in ten.
    beatsNaive: logLoss.model < logLoss.naive && rocAuc - 1.28 * rocAucError > 0.5,
  };
}

export const countEvents = (rows: readonly AttritionRow[]): number =>
  rows.reduce((sum, row) => sum + (row.is_exit_next_month ?? 0), 0);

function aucError(auc: number, positives: number, negatives: number): number {
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc * auc) / (1 + auc);
  return Math.sqrt(
    (auc * (1 - auc) + (positives - 1) * (q1 - auc * auc) + (negatives - 1) * (q2 - auc * auc)) /
      (positives * negatives),
  );
}
