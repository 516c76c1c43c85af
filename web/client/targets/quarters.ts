// Months and forecasts → quarters in a row, as the target page draws them.
import type { TargetOutlook } from "../../../models/targets/target-outlook.js";
import { addMonths, monthsBetween } from "../overview/phases.js";
import { session } from "../session.js";
import { spanText } from "../words.js";

export interface KnownQuarter {
  from: string;
  to: string;
  total: number;
}

/** "2027-01".."2027-03" → "Q1 2027" / "2027年第一季度"; quarters off the calendar's own by their months. */
export function quarterText(from: string, locale = session.locale): string {
  const [year, month] = from.split("-").map(Number);
  if (month % 3 !== 1) return spanText(from, addMonths(from, 2), locale);
  const quarter = (month - 1) / 3;
  return locale === "zh" ? `${year}年第${"一二三四"[quarter]}季度` : `Q${quarter + 1} ${year}`;
}

/** "Q1 2027" / "2027Q1": for axes. */
export function quarterShort(from: string, locale = session.locale): string {
  const [year, month] = from.split("-").map(Number);
  if (month % 3 !== 1) return quarterText(from, locale);
  return locale === "zh" ? `${year}Q${(month - 1) / 3 + 1}` : `Q${(month - 1) / 3 + 1} ${year}`;
}

/** Whole quarters of the history, in step with those to come. */
export function knownQuarters(
  history: { month: string; value: number }[],
  coming: TargetOutlook[],
): KnownQuarter[] {
  const first = history[0]?.month;
  const next = coming[0]?.from;
  if (!first || !next) return [];
  const values = new Map(history.map(({ month, value }) => [month, value]));
  const quarters: KnownQuarter[] = [];
  let from = addMonths(next, -3);
  while (monthsBetween({ from: first, to: from }) >= 1) {
    const months = [from, addMonths(from, 1), addMonths(from, 2)].map((month) => values.get(month));
    if (months.every((value) => value !== undefined))
      quarters.unshift({
        from,
        to: addMonths(from, 2),
        total: months.reduce((sum, value) => sum! + value!, 0)!,
      });
    from = addMonths(from, -3);
  }
  return quarters;
}

/** Chance of a target between the points of the fine scale: linear, as the scale has 80 steps. */
export function chanceOf(target: number, chances: { target: number; probability: number }[]): number {
  const after = chances.findIndex((point) => point.target >= target);
  if (after === 0) return chances[0].probability;
  if (after < 0) return chances.at(-1)?.probability ?? 0;
  const [a, b] = [chances[after - 1], chances[after]];
  const share = (target - a.target) / (b.target - a.target || 1);
  return a.probability + (b.probability - a.probability) * share;
}
