// Target forecast → what the targets page shows: quarters known and to come, and the chance of every target on a fine scale.
import type { Bilingual } from "../../engine/locale.js";
import type { Unit } from "../../engine/metrics/unit.js";
import type { Warning } from "../../engine/result.js";
import {
  targetOutlook,
  type ModelCard,
  type Refusal,
  type TargetAnswer,
  type TargetOutlook,
} from "../../models/index.js";

export interface TargetsView {
  metric: string;
  unit: Unit;
  /** Every month known. */
  history: { month: string; value: number; isFilled: boolean }[];
  /** Quarters that go on or begin after the last known month. */
  quarters: TargetOutlook[];
  /** The quarter whose target is set, and P(total ≥ target) from what is sure to what is hopeless. */
  quarter: TargetOutlook;
  chances: { target: number; probability: number }[];
  /** The entered target's own outlook. */
  entered: TargetOutlook | null;
  method: Bilingual;
  reason: Bilingual;
  /** Mean absolute error per month held back, of the forecast and of last year's months. */
  error: { forecast: number; lastYear: number; months: number } | null;
  card: ModelCard;
  warnings: Warning[];
}

export type TargetsAnswer = { state: "forecast"; view: TargetsView } | { state: "refused"; refusal: Refusal };

const steps = 80;

/** `from`: first month of the quarter asked for; else the first that is wholly to come. Null when there is none. */
export function targetsView(
  { metric, unit, fitted, card, quarters, warnings }: TargetAnswer,
  { from, target }: { from?: string; target?: number },
): TargetsView | null {
  const quarter =
    quarters.find((candidate) => candidate.from === from) ??
    quarters.find(({ monthsKnown }) => monthsKnown === 0) ??
    quarters[0];
  if (!quarter) return null;
  const span = { from: quarter.from, to: quarter.to };
  const width = quarter.high95 - quarter.low95 || Math.abs(quarter.mean) * 0.2 || 1;
  const low = Math.min(quarter.low95 - width * 0.25, quarter.lastYear ?? Infinity);
  const high = Math.max(quarter.high95 + width * 0.25, quarter.lastYear ?? -Infinity);
  const first = Math.max(quarter.known, low);
  const chances = Array.from({ length: steps + 1 }, (_, i) => {
    const value = first + ((high - first) * i) / steps;
    return { target: value, probability: targetOutlook(fitted, { ...span, target: value }).probability! };
  });
  const tested = card.backtest[0];
  return {
    metric,
    unit,
    history: fitted.history,
    quarters,
    quarter,
    chances,
    entered: target === undefined ? null : targetOutlook(fitted, { ...span, target }),
    method: fitted.methodName,
    reason: fitted.reason,
    error: tested
      ? {
          forecast: tested.model,
          lastYear: tested.baseline,
          months: fitted.backtest.reduce((sum, { months }) => sum + months.length, 0),
        }
      : null,
    card,
    warnings,
  };
}
