// A number in a text: value, unit, what is counted, bound, period, with its place.
import type { ClaimPeriod } from "./period-words.js";

export interface Span {
  start: number;
  end: number;
}

export type ClaimUnit =
  | "percent"
  | "points"
  /** As written: 2 times, 3-fold. */
  | "times"
  /** Doubled, halved: the new over the old. */
  | "ratio"
  | "people"
  | "money"
  | "time"
  | "score"
  | "count"
  | "plain";

export interface Quantity extends Span {
  kind: "quantity";
  /** As written: 35 for 35 %. */
  value: number;
  /** Other end of a range. */
  high?: number;
  /** Worth of one unit of the last digit. */
  step: number;
  /** 1e6 for “2.2 million”; 1 for bare digits. */
  scale: number;
  unit: ClaimUnit;
  /** suggestions, 条建议; lower case, singular where English. */
  noun: string;
  /** For unit `time`. */
  period?: ClaimPeriod;
  /** 0.5 per week. */
  per?: ClaimPeriod;
  /** Written sign. */
  sign: -1 | 0 | 1;
  bound?: "least" | "most";
  isApproximate: boolean;
  /** Written in digits, or with a unit that makes the words a number. */
  text: string;
}

/** A quantity of nothing yet: its place and its words. */
export const blankQuantity = (start: number, end: number, text: string): Quantity => ({
  kind: "quantity",
  start,
  end,
  value: 0,
  step: 1,
  scale: 1,
  unit: "plain",
  noun: "",
  sign: 0,
  isApproximate: false,
  text: text.slice(start, end),
});
