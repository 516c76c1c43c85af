// Count found in a sample, size, error rate → how likely so few are: the two exact lower tails that sampling plans rest on.

/** P(X ≤ x) for X ~ Binomial(n, p). R: pbinom(x, n, p). Relative error about 1e-12. */
export function binomialAtMost(x: number, n: number, p: number): number {
  if (x < 0) return 0;
  if (x >= n || p <= 0) return 1;
  if (p >= 1) return 0;
  const odds = p / (1 - p);
  const down = (i: number): number => i / ((n - i + 1) * odds);
  const logAt = (k: number): number => logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p);
  return lowerTail(x, 0, n, Math.floor((n + 1) * p), down, logAt);
}

/**
 * P(X ≤ x) for X = wrong records in a sample of n, drawn without replacement from a lot of which `wrong` are wrong
 * (hypergeometric). R: phyper(x, wrong, lot - wrong, n).
 */
export function hypergeometricAtMost(x: number, lot: number, wrong: number, n: number): number {
  const least = Math.max(0, n + wrong - lot);
  const most = Math.min(n, wrong);
  if (x < least) return 0;
  if (x >= most) return 1;
  const down = (i: number): number => (i * (lot - wrong - n + i)) / ((wrong - i + 1) * (n - i + 1));
  const logAt = (k: number): number =>
    logChoose(wrong, k) + logChoose(lot - wrong, n - k) - logChoose(lot, n);
  return lowerTail(x, least, most, Math.floor(((n + 1) * (wrong + 1)) / (lot + 2)), down, logAt);
}

/**
 * Sums a unimodal distribution up to x from the term nearest the bulk, so that nothing under- or overflows.
 * `down(i)` is P(i − 1) ÷ P(i); `logAt(k)` is ln P(k).
 */
function lowerTail(
  x: number,
  least: number,
  most: number,
  mode: number,
  down: (i: number) => number,
  logAt: (k: number) => number,
): number {
  if (x < mode) return Math.min(1, Math.exp(logAt(x)) * sumOfRatios(x, least, -1, down));
  return Math.max(0, 1 - Math.exp(logAt(x + 1)) * sumOfRatios(x + 1, most, 1, down));
}

/** 1 + r1 + r1·r2 + … from `start` to `end`, until a term no longer counts. */
function sumOfRatios(start: number, end: number, step: -1 | 1, down: (i: number) => number): number {
  let term = 1;
  let sum = 1;
  for (let i = start; i !== end && term > sum * 1e-18; i += step) {
    term *= step === -1 ? down(i) : 1 / down(i + 1);
    sum += term;
  }
  return sum;
}

/** ln C(n, k), summed over the shorter side: exact enough for lots of many millions, where differences of ln Γ are not. */
function logChoose(n: number, k: number): number {
  const short = Math.min(k, n - k);
  let sum = 0;
  let lost = 0; // Kahan
  for (let i = 1; i <= short; i++) {
    const term = Math.log((n - short + i) / i) - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
  }
  return sum;
}
