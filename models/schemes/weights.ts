// Weights and scores → points, in whole hundredths: what is added up is exact, and what adds up to 100 does so after rounding.

/** 12.5 → 1250. Weights have two decimals at most (the rules of a scheme's file see to it). */
export const hundredths = (points: number): number => Math.round(points * 100);

/** 1250 → 12.5 */
export const points = (inHundredths: number): number => inHundredths / 100;

/** Σ of numbers with two decimals, exactly. */
export const sumPoints = (parts: readonly (number | null)[]): number =>
  points(parts.reduce<number>((sum, part) => sum + (part === null ? 0 : hundredths(part)), 0));

/** weight × score ÷ 100, rounded half up to a hundredth of a point. The score counts to six decimals. */
export function weighted(weightHundredths: number, score: number): number {
  const scale = 100n * 1_000_000n;
  const product = BigInt(weightHundredths) * BigInt(Math.round(score * 1_000_000));
  return Number((2n * product + scale) / (2n * scale));
}

/**
 * Shares in proportion → whole hundredths that add up to `total` exactly: all are cut off, and what is missing goes to the
 * largest remainders (Hare's method), the first of equal ones first.
 */
export function inProportion(parts: readonly number[], total: number): number[] {
  const sum = parts.reduce((all, part) => all + part, 0);
  if (sum <= 0) return parts.map(() => 0);
  const exact = parts.map((part) => (part / sum) * total);
  const whole = exact.map((share) => Math.floor(share + 1e-9));
  let missing = total - whole.reduce((all, share) => all + share, 0);
  const byRemainder = exact
    .map((share, i) => ({ i, rest: share - whole[i]! }))
    .filter(({ i }) => parts[i]! > 0)
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of byRemainder) {
    if (missing <= 0) break;
    whole[i]! += 1;
    missing -= 1;
  }
  return whole;
}
