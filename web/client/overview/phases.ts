// History and programme → the spans of months that are set against each other.
import type { Meta } from "../meta.js";

export interface Span {
  from: string;
  to: string;
}

/**
 * `programme`: all months before the change against all months after it. `years`: the last 12 months against the 12 before.
 * `single`: too little history to set anything against; `after` is then all there is.
 */
export interface Phases {
  kind: "programme" | "years" | "single";
  programme?: Meta["programmes"][number];
  before?: Span;
  change?: Span;
  after: Span;
}

const index = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const month = (i: number): string => `${Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`;

/** `addMonths("2025-01", -1)` → "2024-12". */
export const addMonths = (text: string, by: number): string => month(index(text) + by);
export const monthsBetween = ({ from, to }: Span): number => index(to) - index(from) + 1;
export const monthList = ({ from, to }: Span): string[] =>
  Array.from({ length: Math.max(0, monthsBetween({ from, to })) }, (_, i) => addMonths(from, i));

/** Fewer months than this on either side say too little to be a side of a comparison. */
const leastMonths = 6;

export function phasesOf({ history, programmes }: { history: Span; programmes: Meta["programmes"] }): Phases {
  for (const programme of programmes) {
    const before = { from: history.from, to: addMonths(programme.changeFrom, -1) };
    const after = { from: addMonths(programme.changeTo, 1), to: history.to };
    if (monthsBetween(before) >= leastMonths && monthsBetween(after) >= leastMonths)
      return {
        kind: "programme",
        programme,
        before,
        change: { from: programme.changeFrom, to: programme.changeTo },
        after,
      };
  }
  if (monthsBetween(history) >= 24)
    return {
      kind: "years",
      before: { from: addMonths(history.to, -23), to: addMonths(history.to, -12) },
      after: { from: addMonths(history.to, -11), to: history.to },
    };
  return { kind: "single", after: history };
}

/** Everything the charts show: from the first compared month to the last. */
export const shownSpan = ({ before, after }: Phases): Span => ({
  from: before?.from ?? after.from,
  to: after.to,
});
