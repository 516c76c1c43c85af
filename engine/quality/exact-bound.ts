// Errors found among checked records → the error rate that the sample still allows, exactly.
import { binomialAtMost, hypergeometricAtMost } from "./count-tail.js";

/**
 * Upper limit of an error rate: the rate at which x or fewer errors among n records would turn up with probability
 * 1 − confidence (Clopper & Pearson 1934). R: binom.test(x, n, alternative = "less", conf.level = confidence)$conf.int[2].
 */
export function upperBound(x: number, n: number, confidence: number): number {
  if (n <= 0 || x >= n) return 1;
  if (x === 0) return -Math.expm1(Math.log1p(-confidence) / n);
  return falls((p) => binomialAtMost(x, n, p), 1 - confidence, x / n, 1);
}

/** R: binom.test(x, n, alternative = "greater", conf.level = confidence)$conf.int[1]. */
export const lowerBound = (x: number, n: number, confidence: number): number =>
  x <= 0 ? 0 : 1 - upperBound(n - x, n, confidence);

/** Central interval. R: binom.test(x, n, conf.level = confidence)$conf.int. */
export function clopperPearson(x: number, n: number, confidence: number): { low: number; high: number } {
  const oneSided = (1 + confidence) / 2;
  return { low: lowerBound(x, n, oneSided), high: upperBound(x, n, oneSided) };
}

/**
 * The same for a finite lot: the most wrong records among `lot` that x errors among n drawn without replacement still
 * allow, as a share of the lot. The errors that are found are counted as part of the lot. A whole lot checked is certain.
 */
export function upperBoundOfLot(x: number, n: number, lot: number, confidence: number): number {
  let allowed = x;
  let refuted = lot - (n - x) + 1;
  while (refuted - allowed > 1) {
    const wrong = Math.floor((allowed + refuted) / 2);
    if (hypergeometricAtMost(x, lot, wrong, n) > 1 - confidence) allowed = wrong;
    else refuted = wrong;
  }
  return allowed / lot;
}

/** Where a falling function passes `level`, between two rates: bisected to neighbouring doubles. */
function falls(f: (p: number) => number, level: number, from: number, to: number): number {
  let low = from;
  let high = to;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (f(middle) > level) low = middle;
    else high = middle;
  }
}
