// What a number of a sentence is there for: from, to, change, what it is compared with, n, level.
import type { Quantity } from "./quantity.js";
import type { Sentence, Sign } from "./sentence.js";

export type Role =
  | "from"
  | "to"
  | "delta"
  | "reference"
  | "level"
  | "n"
  | "r"
  | "p"
  | "interval"
  | "duration"
  | "operand";

export interface Cast {
  quantity: Quantity;
  role: Role;
  /** Signs between the quantity before and this one, nearest last; parentheses and commas do not hide them from each other. */
  before: Sign[];
  after: Sign[];
  /** −1 fall, less; +1 rise, more; 0 not said. */
  direction: number;
  /** The change is put as a change (fell, up) rather than as a distance (above, more than). */
  isChange: boolean;
  /** “relative” or “points” stands with it. */
  isRelative: boolean;
  index: number;
  /** The word right behind that makes it a change: reduction, higher. */
  postfix?: Sign;
}

export const gap = (sentence: Sentence, a: { end: number }, b: { start: number }): string =>
  sentence.plain.slice(a.end, b.start);

const loose = new Set(["plain", "count", "score"]);
/** Comparable numbers: two shares, two sums of money; a bare number goes with anything. */
export const sameFamily = (a: Quantity, b: Quantity): boolean =>
  a.unit === b.unit || a.unit === "plain" || b.unit === "plain" || (loose.has(a.unit) && loose.has(b.unit));
