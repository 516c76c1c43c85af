// Two numbers of one kind → p, the probability of a difference at least as great if only chance were at work.
// One test per kind of interval; each names the R call that it equals. All take the two sides as independent.
import { normalTail, studentTail } from "./tail-probability.js";

/**
 * Two Poisson counts over their exposures: given the sum, the first is binomial. Exact, two-sided by likelihood.
 * R: poisson.test(c(x1, x2), c(t1, t2))$p.value.
 */
export function ratesTest(x1: number, t1: number, x2: number, t2: number): number {
  const n = x1 + x2;
  if (!(t1 > 0 && t2 > 0) || !Number.isInteger(x1) || !Number.isInteger(n)) return NaN;
  const share = t1 / (t1 + t2);
  const mode = Math.min(n, Math.floor((n + 1) * share));
  return exactTwoSided(0, n, mode, x1, (k) => ((n - k) / (k + 1)) * (share / (1 - share)));
}

/** Expected numbers below this: Fisher's exact test instead of the score test. */
const leastExpected = 5;

/**
 * Two proportions: Pearson's score test where every expected number is at least 5 (R: prop.test(c(x1, x2), c(n1, n2),
 * correct = FALSE)), else Fisher's exact test (R: fisher.test(matrix(c(x1, n1 - x1, x2, n2 - x2), 2))).
 */
export function sharesTest(x1: number, n1: number, x2: number, n2: number): number {
  if (!(n1 > 0 && n2 > 0) || ![x1, n1, x2, n2].every(Number.isInteger)) return NaN;
  const x = x1 + x2;
  const least = (Math.min(n1, n2) * Math.min(x, n1 + n2 - x)) / (n1 + n2);
  if (least < leastExpected) {
    const mode = Math.floor(((x + 1) * (n1 + 1)) / (n1 + n2 + 2));
    return exactTwoSided(
      Math.max(0, x - n2),
      Math.min(x, n1),
      mode,
      x1,
      (k) => ((n1 - k) * (x - k)) / ((k + 1) * (n2 - x + k + 1)),
    );
  }
  const p = x / (n1 + n2);
  return normalTail((x1 / n1 - x2 / n2) / Math.sqrt(p * (1 - p) * (1 / n1 + 1 / n2)));
}

/** A mean or ratio with its standard error and the degrees of freedom of that. */
export interface Estimated {
  value: number;
  error: number;
  freedom: number;
}

/** Two means or ratios: Welch's t with Satterthwaite's degrees of freedom. R, for plain means: t.test(x, y)$p.value. */
export function meansTest(a: Estimated, b: Estimated): number {
  const [va, vb] = [a.error ** 2, b.error ** 2];
  if (!(a.freedom > 0 && b.freedom > 0)) return NaN;
  if (va + vb === 0) return a.value === b.value ? 1 : NaN;
  const freedom = (va + vb) ** 2 / (va ** 2 / a.freedom + vb ** 2 / b.freedom);
  return studentTail((a.value - b.value) / Math.sqrt(va + vb), freedom);
}

/** R's guard against ties broken by rounding, in binom.test and fisher.test. */
const tie = 1 + 1e-7;

/**
 * Sum of the probabilities of everything no likelier than what was observed; `ratio(k)` = P(k + 1) ÷ P(k). Counted from
 * the mode, so that nothing overflows.
 */
function exactTwoSided(
  least: number,
  most: number,
  mode: number,
  observed: number,
  ratio: (k: number) => number,
): number {
  const start = Math.min(most, Math.max(least, mode));
  const weights = new Map<number, number>([[start, 1]]);
  for (let k = start, weight = 1; k < most && weight > 0; k++) weights.set(k + 1, (weight *= ratio(k)));
  for (let k = start, weight = 1; k > least && weight > 0; k--) weights.set(k - 1, (weight /= ratio(k - 1)));
  const limit = (weights.get(observed) ?? 0) * tie;
  let [all, extreme] = [0, 0];
  for (const weight of weights.values()) {
    all += weight;
    if (weight <= limit) extreme += weight;
  }
  return Math.min(1, extreme / all);
}
