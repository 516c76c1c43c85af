// Month, quarter, year → the months at the same place relative to Spring Festival (春节) a lunar year before.
import lunar from "lunar-javascript";
import type { MonthNumber, MonthRange } from "./period.js";

const festivals = new Map<number, { month: MonthNumber; day: number }>();

/** 正月初一 of the solar year: its month, and its day of the month. 2025 → 29 January. Source: lunar-javascript. */
export function springFestival(year: number): { month: MonthNumber; day: number } {
  let found = festivals.get(year);
  if (!found) {
    const date = lunar.Lunar.fromYmd(year, 1, 1).getSolar().toYmd();
    found = { month: year * 12 + Number(date.slice(5, 7)) - 1, day: Number(date.slice(8)) };
    festivals.set(year, found);
  }
  return found;
}

/**
 * Months around the festival that move with it: recruiting and trade slow down in the month before, bonuses and
 * resignations come in the two after. Every other month keeps its calendar month, because quarter ends and budgets do.
 */
export const festivalSeason = { before: 1, after: 2 };

/**
 * A month of the season → the month as far from the festival one lunar year before (11, 12 or 13 months earlier); any
 * other month → 12 months earlier. A longer period moves only where the festival would otherwise lie in one of the two
 * and not in the other: calendar quarters and years always hold theirs, a quarter that starts in February does not.
 */
export function alignedToFestival({ from, to }: MonthRange): MonthRange {
  const anchor = nearestFestival(from, to);
  const before = springFestival(Math.floor(anchor / 12) - 1).month;
  const distance = anchor - before;
  const moves =
    from === to
      ? from - anchor >= -festivalSeason.before && from - anchor <= festivalSeason.after
      : holds({ from, to }, anchor) !== holds({ from: from - 12, to: to - 12 }, before);
  const shift = moves ? distance : 12;
  return { from: from - shift, to: to - shift };
}

const holds = ({ from, to }: MonthRange, month: MonthNumber): boolean => from <= month && month <= to;

/** The festival inside the period, else the one closest to either end. */
function nearestFestival(from: MonthNumber, to: MonthNumber): MonthNumber {
  const [first, last] = [Math.floor(from / 12) - 1, Math.floor(to / 12) + 1];
  let nearest = springFestival(first).month;
  const distance = (month: MonthNumber): number => Math.max(from - month, month - to, 0);
  for (let year = first + 1; year <= last; year++) {
    const { month } = springFestival(year);
    if (distance(month) < distance(nearest)) nearest = month;
  }
  return nearest;
}
