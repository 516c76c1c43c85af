// Typed units: what a number is, so that points and relative change, counts and rates never share a format.

export const units = [
  "count",
  "share",
  "rate_per_year",
  "money",
  "hours",
  "days",
  "months",
  "score",
  "index",
] as const;
export type Unit = (typeof units)[number];

/** Unit of the difference of two numbers of that unit: shares and rates differ in percentage points. */
export type DifferenceUnit = Exclude<Unit, "share" | "rate_per_year"> | "points";
export const differenceUnit = (unit: Unit): DifferenceUnit =>
  unit === "share" || unit === "rate_per_year" ? "points" : unit;
