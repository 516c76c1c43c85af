// Exits and hires of teams → months until a place is filled again (Kaplan & Meier 1958: places still empty count as long as they were).
import { kaplanMeier, survivalQuantile, type SurvivalStep } from "../../engine/survival/kaplan-meier.js";
import type { Refusal } from "../model.js";
import { monthNumber } from "../month.js";

export interface Vacancy {
  team: string | null;
  /** "YYYY-MM". */
  month: string;
  isHire: boolean;
}

export interface LeadTime {
  exits: number;
  filled: number;
  /** Months by which half, and three quarters, of the places are filled; null = not within the data. */
  median: number | null;
  upper: number | null;
}

const leastFilled = 5;

/** Each hire fills the place that is empty longest in its team; hires without an empty place are growth. `until`: last month. */
export function hiringLeadTime(events: readonly Vacancy[], until: string): LeadTime | Refusal {
  const waits: { months: number; isFilled: boolean }[] = [];
  for (const team of new Set(events.map((event) => event.team))) {
    const own = events
      .filter((event) => event.team === team)
      .sort((a, b) =>
        a.month === b.month ? Number(a.isHire) - Number(b.isHire) : a.month < b.month ? -1 : 1,
      );
    const empty: number[] = [];
    for (const { month, isHire } of own) {
      if (!isHire) empty.push(monthNumber(month));
      else if (empty.length > 0) waits.push({ months: monthNumber(month) - empty.shift()!, isFilled: true });
    }
    for (const since of empty) waits.push({ months: monthNumber(until) - since, isFilled: false });
  }
  const filled = waits.filter(({ isFilled }) => isFilled).length;
  if (filled < leastFilled) return tooFew(filled);
  const curve = emptyCurve(waits);
  return {
    exits: waits.length,
    filled,
    median: survivalQuantile(curve, 0.5),
    upper: survivalQuantile(curve, 0.25),
  };
}

/** Product-limit curve of places still empty; a place filled in the month of the exit was empty for less than one. */
function emptyCurve(waits: readonly { months: number; isFilled: boolean }[]): SurvivalStep[] {
  const times = [...new Set(waits.map(({ months }) => months))].sort((a, b) => a - b);
  return kaplanMeier([
    { time: -1, entered: waits.length, left: 0, events: [] },
    ...times.map((time) => {
      const own = waits.filter(({ months }) => months === time);
      return {
        time,
        entered: 0,
        left: own.length,
        events: [own.filter(({ isFilled }) => isFilled).length],
      };
    }),
  ]);
}

const tooFew = (filled: number): Refusal => ({
  refused: true,
  code: "too_few_hires",
  facts: { filled, filledNeeded: leastFilled, moreFilled: leastFilled - filled },
  text: {
    en: `Time to hire not measured: ${filled} places were filled again; at least ${leastFilled} are needed (${leastFilled - filled} more).`,
    zh: `未能测算招聘周期：只有 ${filled} 个空缺得到补充；至少需要 ${leastFilled} 个（还差 ${leastFilled - filled} 个）。`,
  },
});
