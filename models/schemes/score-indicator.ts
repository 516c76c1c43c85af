// An indicator and what its sources say → attainment and score: targets alone or together, floors, caps, steps.
import type { Condition, Indicator, IndicatorSource } from "./scheme-schema.js";
import type { ConditionResult, PartReason } from "./score-types.js";

/** What a source says about one person in some months. */
export interface SourceValue {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  /** The target in kpi_actual, combined over the months like the value. */
  recorded: number | null;
  reason: PartReason | null;
}

/** Of the months scored: what turns the target of a period, month or week into theirs. */
export interface Span {
  months: number;
  days: number;
  /** Months scored ÷ months of the period: below 1 where a period is split. */
  share: number;
  /** Part of the months scored in which the person was employed, where the scheme reckons by it; 1 otherwise. */
  employed: number;
  /** Whether a source adds up over time, so that its target does. */
  accumulates: (source: IndicatorSource) => boolean;
  /** 100 for shares, read in per cent where the value is the score. */
  percent: (source: IndicatorSource) => number;
}

export interface IndicatorScore {
  value: SourceValue;
  conditions: ConditionResult[];
  attainment: number | null;
  score: number | null;
  reason: PartReason | null;
}

export const sourceName = (source: IndicatorSource): string =>
  "metric" in source ? source.metric : source.kpi;

export function scoreIndicator(
  indicator: Indicator,
  valueOf: (source: IndicatorSource) => SourceValue,
  span: Span,
): IndicatorScore {
  const value = valueOf(indicator.source);
  const conditions = conditionsOf(indicator).map((condition) => judged(condition, indicator, valueOf, span));
  const attainment = conditions.some((one) => one.attainment === null)
    ? null
    : conditions.length === 0
      ? null
      : Math.min(...conditions.map((one) => one.attainment!));
  const score = scoreOf(indicator, value.value, conditions, attainment, span);
  const unknown = conditions
    .map((_, i) => valueOf(conditionsOf(indicator)[i]!.source ?? indicator.source).reason)
    .find((reason) => reason !== null);
  return {
    value,
    conditions,
    attainment,
    score,
    reason: score === null ? (value.reason ?? unknown ?? "no_value") : null,
  };
}

export function conditionsOf({ target }: Indicator): Condition[] {
  if (target === undefined) return [];
  return "all" in target ? target.all : [target];
}

function judged(
  condition: Condition,
  indicator: Indicator,
  valueOf: (source: IndicatorSource) => SourceValue,
  span: Span,
): ConditionResult {
  const source = condition.source ?? indicator.source;
  const { value, recorded } = valueOf(source);
  const direction = "at_least" in condition ? "at_least" : "at_most";
  const level = "at_least" in condition ? condition.at_least : condition.at_most;
  const target = level === "recorded" ? recorded : level * times(condition.per, source, span);
  const known = value !== null && target !== null;
  return {
    source: sourceName(source),
    value,
    target,
    direction,
    attainment: known ? attained(value, target, direction) : null,
    isMet: known ? (direction === "at_least" ? value >= target : value <= target) : null,
  };
}

/** Rates do not add up: theirs is the same target in a week, a month and a quarter. */
function times(per: Condition["per"], source: IndicatorSource, span: Span): number {
  if (!span.accumulates(source)) return 1;
  const all = per === "month" ? span.months : per === "week" ? span.days / 7 : span.share;
  return all * span.employed;
}

/** Far above every cap: also where the target is 0, so that no per cent can be told. */
const most = 1000;

/** Per cent of the target, 0 … 1000. */
function attained(value: number, target: number, direction: "at_least" | "at_most"): number {
  const [have, need] = direction === "at_least" ? [value, target] : [target, value];
  if (need <= 0) return have >= need ? most : 0;
  return Math.min(most, Math.max(0, (100 * have) / need));
}

function scoreOf(
  { score: rule, source }: Indicator,
  value: number | null,
  conditions: readonly ConditionResult[],
  attainment: number | null,
  span: Span,
): number | null {
  switch (rule.kind) {
    case "attainment":
      if (attainment === null) return null;
      return attainment < rule.floor ? 0 : Math.min(rule.cap, attainment);
    case "met":
      // one condition missed decides, whatever is not known of the others
      if (conditions.some(({ isMet }) => isMet === false)) return 0;
      return conditions.every(({ isMet }) => isMet === true) ? 100 : null;
    case "bands":
      if (value === null) return null;
      return rule.bands
        .filter(({ at_least }) => value >= at_least)
        .reduce((best, band) => (band.at_least >= best.at_least ? band : best), {
          at_least: -Infinity,
          score: 0,
        }).score;
    case "value":
      return value === null ? null : Math.min(rule.cap, Math.max(0, value * span.percent(source)));
  }
}
