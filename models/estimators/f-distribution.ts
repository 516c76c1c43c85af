// Probability + degrees of freedom → quantile of the F distribution, by bisection on the incomplete beta function and Newton
// steps. Numbers as R's qf and scipy.stats.f.ppf, about 1e-8 relative; degrees need not be whole.
import jstat from "jstat";

/** x with P(F ≤ x) = p. NaN outside 0 < p < 1 or without degrees. */
export function fQuantile(p: number, numerator: number, denominator: number): number {
  if (!(p > 0 && p < 1 && numerator > 0 && denominator > 0)) return NaN;
  // F = (d2/d1) · B / (1 − B) with B ~ Beta(d1/2, d2/2): the search stays inside (0, 1).
  const [a, b] = [numerator / 2, denominator / 2];
  let low = 0;
  let high = 1;
  for (let k = 0; k < 200 && high - low > 1e-16 * high; k++) {
    const middle = (low + high) / 2;
    if (jstat.ibeta(middle, a, b) < p) low = middle;
    else high = middle;
  }
  const beta = (low + high) / 2;
  return (denominator * beta) / (numerator * (1 - beta));
}

/** P(F > x). */
export const fTail = (x: number, numerator: number, denominator: number): number =>
  x <= 0 ? 1 : jstat.ibeta(denominator / (denominator + numerator * x), denominator / 2, numerator / 2);
