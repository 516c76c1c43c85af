// Typed units: what a number is, so that points and relative change, counts and rates never share a format.

export const units = [
  "count",
  "share",
  "rate_per_year",
  "rate_per_month",
  "money",
  "hours",
  "days",
  "months",
  "score",
  "index",
] as const;
export type Unit = (typeof units)[number];

/** Unit of the difference of two numbers of that unit: shares and rates differ in percentage points. */
export type DifferenceUnit = Exclude<Unit, "share" | "rate_per_year" | "rate_per_month"> | "points";
export const differenceUnit = (unit: Unit): DifferenceUnit =>
  unit === "share" || unit === "rate_per_year" || unit === "rate_per_month" ? "points" : unit;

/** Shown as a percentage: 0.25 → 25%. */
export const isPercentUnit = (unit: Unit | DifferenceUnit): boolean =>
  unit === "share" || unit === "rate_per_year" || unit === "rate_per_month" || unit === "points";
