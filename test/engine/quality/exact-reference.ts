// Slow and obvious: binomial and hypergeometric tails as exact fractions of whole numbers.

export function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
  return result;
}

/** a ÷ b to sixteen digits. */
export function ratio(a: bigint, b: bigint): number {
  const scale = 10n ** 30n;
  return Number((a * scale) / b) / 1e30;
}

/** P(X ≤ x), X ~ Binomial(n, top ÷ bottom). */
export function binomialExactly(x: number, n: number, top: number, bottom: number): number {
  let sum = 0n;
  for (let i = 0; i <= Math.min(x, n); i++)
    sum += choose(n, i) * BigInt(top) ** BigInt(i) * BigInt(bottom - top) ** BigInt(n - i);
  return ratio(sum, BigInt(bottom) ** BigInt(n));
}

/** P(X ≤ x) of x wrong in a sample of n from a lot with so many wrong. */
export function hypergeometricExactly(x: number, lot: number, wrong: number, n: number): number {
  let sum = 0n;
  for (let i = 0; i <= Math.min(x, n); i++) sum += choose(wrong, i) * choose(lot - wrong, n - i);
  return ratio(sum, choose(lot, n));
}
