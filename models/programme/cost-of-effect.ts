// Declared costs and an effect with its interval → cost per unit of effect with its interval; none where the effect may be nothing.
// The interval is that of the effect turned over (Fieller's, with costs known): bounded only while the effect's leaves zero out.
import type { Bilingual, Locale } from "../../engine/locale.js";
import { formatNumber, grouped } from "../../engine/metrics/format-number.js";
import { differenceUnit, type Unit } from "../../engine/metrics/unit.js";
import type { OutcomeEvaluation } from "./outcome-evaluation.js";
import type { Programme } from "./programme-schema.js";

/** events: exits fewer or more after it; money: each unit of money; level: one unit of the group's mean, one point of a share. */
export type CostUnit = "events" | "money" | "level";

export interface CostOfEffect {
  costs: number;
  of: CostUnit;
  /** Effect over the months after, in that unit; its sign says in which direction. */
  effect: { value: number; low: number; high: number };
  /** Cost per unit; null where the effect's interval spans zero: from so much per unit to no bound at all. */
  perUnit: { value: number; low: number; high: number } | null;
  text: Bilingual;
}

/** Null where the plan declares no costs, or the effect has no interval. */
export function costOfEffect(
  { effect, treated, isExit, timeVarying }: OutcomeEvaluation,
  unit: Unit,
  { costs }: Pick<Programme, "costs">,
  currency: string | undefined,
): CostOfEffect | null {
  if (!costs || costs.length === 0 || !Number.isFinite(effect.low) || !Number.isFinite(effect.high))
    return null;
  const total = costs.reduce((sum, { amount }) => sum + amount, 0);
  const of: CostUnit = isExit ? "events" : unit === "money" ? "money" : "level";
  const isPoints = differenceUnit(unit) === "points";
  // the months after of those treated: what the effect per unit of exposure comes to in all
  const exposure = timeVarying ? timeVarying.exposure : (treated.after?.exposure ?? 0);
  const scale = of === "level" ? (isPoints ? 100 : 1) : exposure;
  if (!(scale > 0)) return null;
  const whole = { value: scale * effect.value, low: scale * effect.low, high: scale * effect.high };
  const isBounded = whole.low > 0 || whole.high < 0;
  const ends = [total / Math.abs(whole.low), total / Math.abs(whole.high)];
  const perUnit = isBounded
    ? { value: total / Math.abs(whole.value), low: Math.min(...ends), high: Math.max(...ends) }
    : null;
  const found = { costs: total, of, effect: whole, perUnit };
  return {
    ...found,
    text: { en: words(found, unit, currency, "en"), zh: words(found, unit, currency, "zh") },
  };
}

function words(
  { costs, of, effect, perUnit }: Omit<CostOfEffect, "text">,
  unit: Unit,
  currency: string | undefined,
  locale: Locale,
): string {
  const money = (value: number): string => formatNumber(value, "money", locale, { currency });
  const isMore = effect.value > 0;
  const kind = differenceUnit(unit);
  const one = formatNumber(kind === "points" ? 0.01 : 1, kind, locale, { currency });
  if (!perUnit)
    return locale === "zh"
      ? `成本 ${money(costs)}。效果的区间包含 0，因此不给出单位效果的成本：它可能毫无效果。`
      : `Costs ${money(costs)}. The effect’s interval spans zero, so no cost per unit of effect is given: it may have had none.`;
  const { value, low, high } = perUnit;
  if (of === "money") {
    const [back, least, most] = [1 / value, 1 / high, 1 / low].map((x) => grouped(x, 2));
    return locale === "zh"
      ? `成本 ${money(costs)}。每投入 1 元，${isMore ? "增加" : "减少"} ${back} 元（95% 区间 ${least}～${most}）。只计所列成本；收入不等于利润。`
      : `Costs ${money(costs)}. Each 1 spent came with ${back} ${isMore ? "more" : "less"} (95% interval ${least} to ${most}). Declared costs only; revenue is not profit.`;
  }
  const what =
    of === "events"
      ? locale === "zh"
        ? `每${isMore ? "增加" : "减少"} 1 人次`
        : `per exit ${isMore ? "more" : "fewer"}`
      : locale === "zh"
        ? `平均每${isMore ? "提高" : "降低"} ${one} `
        : `per ${one} ${isMore ? "up" : "down"} on average`;
  return locale === "zh"
    ? `成本 ${money(costs)}；${what}需 ${money(value)}（95% 区间 ${money(low)}～${money(high)}）。只计所列成本。`
    : `Costs ${money(costs)}: ${money(value)} ${what} (95% interval ${money(low)} to ${money(high)}). Declared costs only.`;
}
