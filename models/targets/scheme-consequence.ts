// Target + forecast + KPI schemes → which indicator's target it is, with which weight, and the points that the forecast would earn.
import type { Bilingual } from "../../engine/locale.js";
import type { ModelContext } from "../model-context.js";
import { schemesOf } from "../schemes/scheme-files.js";
import { scoreIndicator, type Span } from "../schemes/score-indicator.js";
import type { Indicator, Scheme } from "../schemes/scheme-schema.js";
import { daysOf } from "../pay/pay-period.js";
import type { TargetSpan } from "./target-ledger.js";
import type { TargetOutlook } from "./target-outlook.js";

export interface SchemeConsequence {
  scheme: string;
  name: Bilingual;
  version: string;
  /** False: an example that came with Rapport. */
  isOwn: boolean;
  indicator: string;
  indicatorName: Bilingual;
  weight: number;
  /** Score (0 to its cap) and points (weight × score ÷ 100) at the forecast's mean and the ends of its 80 % interval. */
  low: { score: number; points: number };
  expected: { score: number; points: number };
  high: { score: number; points: number };
  /** Target stated in the scheme's own file, when it is an amount; the one entered is used instead. */
  stated: number | null;
}

/** Indicators of schemes in force that are scored by this metric; the company's own schemes, or examples where it has none. */
export function schemeConsequences(
  { workspace }: ModelContext,
  metric: string,
  span: TargetSpan,
  target: number,
  outlook: Pick<TargetOutlook, "mean" | "low80" | "high80">,
): SchemeConsequence[] {
  const all = schemesOf(workspace).found.flatMap(({ scheme, isOwn }) =>
    indicatorsOf(scheme, metric, span.from).map((found) => ({ scheme, isOwn, ...found })),
  );
  const own = all.filter(({ isOwn }) => isOwn);
  return (own.length > 0 ? own : all).map(({ scheme, isOwn, version, indicator }) => {
    const at = (value: number): { score: number; points: number } => {
      const score = scoreAt(indicator, value, target, span);
      return { score, points: (indicator.weight * score) / 100 };
    };
    return {
      scheme: scheme.id,
      name: scheme.name,
      version,
      isOwn,
      indicator: indicator.id,
      indicatorName: indicator.name,
      weight: indicator.weight,
      low: at(outlook.low80),
      expected: at(outlook.mean),
      high: at(outlook.high80),
      stated: statedOf(indicator),
    };
  });
}

function indicatorsOf(
  { versions }: Scheme,
  metric: string,
  from: string,
): { version: string; indicator: Indicator }[] {
  const version = versions
    .filter(({ effective_from }) => effective_from <= from)
    .sort((a, b) => (a.effective_from < b.effective_from ? 1 : -1))[0];
  if (!version) return [];
  return version.indicators
    .filter(({ source, weight }) => "metric" in source && source.metric === metric && weight > 0)
    .map((indicator) => ({ version: version.version, indicator }));
}

/** By the scheme's own scoring, with the entered target in the place of the file's. */
function scoreAt(indicator: Indicator, value: number, target: number, span: TargetSpan): number {
  const set: Indicator = { ...indicator, target: { at_least: target, per: "period" } };
  const months: Span = {
    months: 3,
    days: daysOf(span),
    share: 1,
    employed: 1,
    accumulates: () => true,
    percent: () => 1,
  };
  const source = { value, numerator: value, denominator: null, recorded: target, reason: null };
  return scoreIndicator(set, () => source, months).score ?? 0;
}

function statedOf({ target }: Indicator): number | null {
  return target && "at_least" in target && typeof target.at_least === "number" ? target.at_least : null;
}
