// Scored targets → how often they were reached, how far off they were, and whether the chances said were the chances that came.
import { calibrationBins, type CalibrationBin } from "../estimators/calibration-curve.js";
import { judgedLines, type CommittedTarget } from "./target-ledger.js";

export interface TargetRecord {
  /** Targets by which the record is judged (judgedLines), and those committed when part of the result was known. */
  targets: number;
  late: number;
  scored: number;
  reached: number;
  /** Σ of the chances said: as many were expected to be reached. */
  expected: number;
  /** Mean (chance − outcome)²; null below `leastScored`. Saying 50 % each time has 0.25. */
  brier: number | null;
  /** The same of the share reached, said each time: what is gained by telling targets apart. */
  baseBrier: number | null;
  /** Null below `leastScored`. */
  bins: CalibrationBin[] | null;
  optimism: Optimism | null;
  leastScored: number;
}

/** Target ÷ result − 1: above 0, targets were set higher than what came. */
export interface Optimism {
  targets: number;
  median: number;
  /** Targets within 5 % of what came, above it, and below it. */
  near: number;
  above: number;
  below: number;
}

const leastScored = 5;
const near = 0.05;

export function targetRecord(all: readonly CommittedTarget[]): TargetRecord {
  const judged = judgedLines(all);
  const scored = judged.filter(({ score }) => score !== null && score.reached !== null);
  const p = scored.map(({ chance }) => chance);
  const y = scored.map(({ score }): number => (score!.reached ? 1 : 0));
  const reached = y.reduce((a, b) => a + b, 0);
  const enough = scored.length >= leastScored;
  const share = reached / scored.length;
  return {
    targets: judged.length,
    late: new Set(all.map(({ target }) => target)).size - judged.length,
    scored: scored.length,
    reached,
    expected: p.reduce((a, b) => a + b, 0),
    brier: enough ? mean(p.map((chance, i) => (chance - y[i]) ** 2)) : null,
    baseBrier: enough ? share * (1 - share) : null,
    bins: enough ? calibrationBins(y, p, { most: 5, leastExpected: 2 }) : null,
    optimism: optimismOf(scored.map(({ value, score }) => ({ target: value, actual: score!.actual! }))),
    leastScored,
  };
}

/** Results of 0 and below have no ratio: they are left out. */
export function optimismOf(pairs: readonly { target: number; actual: number }[]): Optimism | null {
  const ratios = pairs
    .filter(({ actual }) => actual > 0)
    .map(({ target, actual }) => target / actual - 1)
    .sort((a, b) => a - b);
  if (ratios.length === 0) return null;
  const middle = Math.floor(ratios.length / 2);
  return {
    targets: ratios.length,
    median: ratios.length % 2 === 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2,
    near: ratios.filter((ratio) => Math.abs(ratio) <= near).length,
    above: ratios.filter((ratio) => ratio > near).length,
    below: ratios.filter((ratio) => ratio < -near).length,
  };
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
