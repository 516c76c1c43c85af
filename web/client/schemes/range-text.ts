// A range of scores or changes → its limits in words: "75–80", "under 60", "+5 and more".
import type { Range } from "../../../models/schemes/backtest/backtest-types.js";
import { session } from "../session.js";

/** `signed` for changes. */
export function rangeText({ from, to }: Pick<Range, "from" | "to">, signed = false): string {
  const zh = session.locale === "zh";
  const number = (value: number): string =>
    `${value < 0 ? "−" : signed && value > 0 ? "+" : ""}${Math.abs(value)}`;
  if (from === null && to === null) return zh ? "全部" : "all";
  if (from === null) return zh ? `低于 ${number(to!)}` : `under ${number(to!)}`;
  if (to === null) return zh ? `${number(from)} 及以上` : `${number(from)} and more`;
  return zh
    ? `${number(from)}～${number(to)}`
    : signed
      ? `${number(from)} to ${number(to)}`
      : `${number(from)}–${number(to)}`;
}
