// Outcomes and predicted risks at a time → is what was said what came? In groups of rising risk, and in all: the mean of the
// predictions beside 1 − Kaplan–Meier with its log-log limits, so that people who went out of sight count as long as seen.
import { kaplanMeier, type RiskTime, survivalAt } from "../../engine/survival/kaplan-meier.js";
import type { SurvivalRows } from "./risk-sets.js";

export interface SurvivalCalibrationBin {
  rows: number;
  /** Mean predicted risk. */
  predicted: number;
  /** 1 − Kaplan–Meier at the time. */
  observed: number;
  /** 95 %; null where nobody or everybody has had the event. */
  low: number | null;
  high: number | null;
}

export interface SurvivalCalibration extends SurvivalCalibrationBin {
  /** Groups of equal size, lowest risk first; equal risks stay together. Empty where nobody is told from another. */
  bins: SurvivalCalibrationBin[];
}

/** At most five groups, each of at least this many rows. */
const leastRows = 20;
const mostBins = 5;

export function survivalCalibration(
  rows: SurvivalRows,
  risk: ArrayLike<number>,
  time: number,
  isGrouped = true,
): SurvivalCalibration {
  const everybody = binOf(
    rows,
    risk,
    time,
    Array.from({ length: risk.length }, (_, row) => row),
  );
  if (!isGrouped) return { ...everybody, bins: [] };
  const order = Array.from({ length: risk.length }, (_, row) => row).sort((a, b) => risk[a] - risk[b]);
  const size = order.length / Math.max(1, Math.min(mostBins, Math.floor(order.length / leastRows)));
  const groups: number[][] = [];
  for (const [i, row] of order.entries()) {
    const isNext = groups.length === 0 || i >= Math.round(groups.length * size);
    if (isNext && !(i > 0 && risk[order[i - 1]] === risk[row])) groups.push([]);
    groups.at(-1)!.push(row);
  }
  return { ...everybody, bins: groups.map((group) => binOf(rows, risk, time, group)) };
}

function binOf(
  rows: SurvivalRows,
  risk: ArrayLike<number>,
  time: number,
  group: readonly number[],
): SurvivalCalibrationBin {
  const step = survivalAt(kaplanMeier(riskTimes(rows, group)), time);
  return {
    rows: group.length,
    predicted: group.reduce((sum, row) => sum + risk[row], 0) / group.length,
    observed: step === null ? 0 : 1 - step.survival,
    low: limit(step?.high),
    high: limit(step?.low),
  };
}

/** A limit of the curve → a limit of the risk. */
const limit = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : 1 - value;

/** What happens at each time to these rows, earliest first: what Kaplan–Meier's curve is made of. */
export function riskTimes({ stop, event, start }: SurvivalRows, rows: Iterable<number>): RiskTime[] {
  const at = new Map<number, { entered: number; left: number; events: number }>();
  const of = (time: number) => {
    const found = at.get(time) ?? { entered: 0, left: 0, events: 0 };
    at.set(time, found);
    return found;
  };
  for (const row of rows) {
    of(start?.[row] ?? -Infinity).entered++;
    const end = of(stop[row]);
    end.left++;
    end.events += event[row];
  }
  return [...at.entries()]
    .sort(([a], [b]) => a - b)
    .map(([time, { entered, left, events }]) => ({ time, entered, left, events: [events] }));
}
