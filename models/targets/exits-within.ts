// Expected exits within 3, 6 and 12 months → within any number of months between, along straight lines.
import type { ExpectedExits } from "../attrition-risk.js";

export interface ExitsAhead {
  months: number;
  expected: number;
  low80: number;
  high80: number;
}

/** From 0 exits in 0 months; after the last horizon as at it. */
export function exitsWithin(horizons: readonly ExpectedExits[], months: number): ExitsAhead {
  const points = [
    { months: 0, expected: 0, low80: 0, high80: 0 },
    ...horizons.map(({ months: at, expected, interval80 }) => ({
      months: at,
      expected,
      low80: interval80.low,
      high80: interval80.high,
    })),
  ];
  const after = points.find((point) => point.months >= months) ?? points.at(-1)!;
  const before = points.findLast((point) => point.months <= months) ?? points[0];
  const share =
    after.months === before.months ? 0 : (months - before.months) / (after.months - before.months);
  const between = (key: "expected" | "low80" | "high80"): number =>
    before[key] + share * (after[key] - before[key]);
  return { months, expected: between("expected"), low80: between("low80"), high80: between("high80") };
}
