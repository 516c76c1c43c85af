// Counts of two classifications → do they go together: χ² without Yates, Cramér's V plain and without its bias, Fisher's exact test.
// χ² as scipy.stats.chi2_contingency(correction=False); V bias-corrected: Bergsma 2013; interval of V: noncentral χ² inverted
// (Smithson 2003; DescTools::CramerV(method = "ncchisq") in R); 2 × 2 exact: scipy.stats.fisher_exact.
import jstat from "jstat";
import type { Limits } from "../../engine/metrics/interval.js";
import { chiSquareTail } from "./chi-square.js";

export interface Contingency {
  chiSquare: number;
  freedom: number;
  p: number;
  cramersV: number;
  cramersVCorrected: number;
  /** 95 % of V. */
  limits: Limits;
  /** Smallest expected count: below 5 the χ² p value is rough. */
  smallestExpected: number;
}

/** Rows × columns of counts; empty rows and columns do not count. */
export function contingency(table: readonly (readonly number[])[]): Contingency {
  const rowSums = table.map((row) => row.reduce((a, b) => a + b, 0));
  const columnSums = table[0].map((_, j) => table.reduce((sum, row) => sum + row[j], 0));
  const n = rowSums.reduce((a, b) => a + b, 0);
  const rows = rowSums.filter((sum) => sum > 0).length;
  const columns = columnSums.filter((sum) => sum > 0).length;
  let chiSquare = 0;
  let smallestExpected = Infinity;
  table.forEach((row, i) =>
    row.forEach((count, j) => {
      const expected = (rowSums[i] * columnSums[j]) / n;
      if (expected === 0) return;
      chiSquare += (count - expected) ** 2 / expected;
      smallestExpected = Math.min(smallestExpected, expected);
    }),
  );
  const freedom = (rows - 1) * (columns - 1);
  const least = Math.min(rows, columns) - 1;
  const phi2 = Math.max(0, chiSquare / n - freedom / (n - 1));
  const shrink = (k: number) => k - (k - 1) ** 2 / (n - 1);
  return {
    chiSquare,
    freedom,
    p: freedom > 0 ? chiSquareTail(chiSquare, freedom) : Number.NaN,
    cramersV: Math.sqrt(chiSquare / n / least),
    cramersVCorrected: Math.sqrt(phi2 / (Math.min(shrink(rows), shrink(columns)) - 1)),
    limits: limitsOfV(chiSquare, freedom, n, least),
    smallestExpected,
  };
}

function limitsOfV(chiSquare: number, freedom: number, n: number, least: number): Limits {
  if (!(freedom > 0)) return { low: Number.NaN, high: Number.NaN };
  const atShare = (share: number) => {
    let [low, high] = [0, 2 * chiSquare + 20 * freedom + 40];
    if (noncentralChiSquareCdf(chiSquare, freedom, 0) < share) return 0;
    for (let k = 0; k < 60; k++) {
      const middle = (low + high) / 2;
      if (noncentralChiSquareCdf(chiSquare, freedom, middle) > share) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  const v = (lambda: number) => Math.min(1, Math.sqrt((lambda + freedom) / n / least));
  const low = atShare(0.975);
  const high = atShare(0.025);
  return { low: low === 0 ? 0 : v(low), high: high === 0 ? 0 : v(high) };
}

/** A Poisson mixture of central χ²: as scipy.stats.ncx2.cdf. */
export function noncentralChiSquareCdf(x: number, freedom: number, lambda: number): number {
  if (lambda === 0) return 1 - chiSquareTail(x, freedom);
  const half = lambda / 2;
  const middle = Math.floor(half);
  const weight = (k: number) => Math.exp(-half + k * Math.log(half) - jstat.gammaln(k + 1));
  let sum = 0;
  for (const step of [1, -1])
    for (let k = step > 0 ? middle : middle - 1; k >= 0; k += step) {
      const w = weight(k);
      sum += w * (1 - chiSquareTail(x, freedom + 2 * k));
      if (w < 1e-13) break;
    }
  return sum;
}

/**
 * P(at least `hits` of `covered` drawn at random are among the `positives` of n rows): one-sided exact test of a share.
 * As scipy.stats.hypergeom.sf(hits − 1, n, positives, covered).
 */
export function hypergeometricTail(hits: number, covered: number, positives: number, n: number): number {
  const last = Math.min(covered, positives);
  const logs = logFactorials(n);
  const constant = logs[covered] + logs[n - covered] + logs[positives] + logs[n - positives] - logs[n];
  let sum = 0;
  for (let k = Math.max(hits, covered + positives - n, 0); k <= last; k++) {
    const term = Math.exp(
      constant - logs[k] - logs[covered - k] - logs[positives - k] - logs[n - covered - positives + k],
    );
    sum += term;
    // Beyond the mode terms fall: nothing more to come.
    if (k * n > covered * positives && term < 1e-12 * sum) break;
  }
  return Math.min(1, sum);
}

let knownFactorials = new Float64Array(1);

function logFactorials(n: number): Float64Array {
  if (knownFactorials.length <= n) {
    const next = new Float64Array(2 * n + 1);
    for (let k = 2; k < next.length; k++) next[k] = next[k - 1] + Math.log(k);
    knownFactorials = next;
  }
  return knownFactorials;
}

/** Two-sided: all tables with these margins that are no likelier than the one seen. */
export function fisherExact(a: number, b: number, c: number, d: number): number {
  const [row, other, column] = [a + b, c + d, a + c];
  const n = row + other;
  const constant =
    logFactorial(row) +
    logFactorial(other) +
    logFactorial(column) +
    logFactorial(n - column) -
    logFactorial(n);
  const probability = (k: number) =>
    Math.exp(
      constant -
        logFactorial(k) -
        logFactorial(row - k) -
        logFactorial(column - k) -
        logFactorial(other - column + k),
    );
  const seen = probability(a);
  let p = 0;
  for (let k = Math.max(0, column - other); k <= Math.min(row, column); k++) {
    const here = probability(k);
    if (here <= seen * (1 + 1e-7)) p += here;
  }
  return Math.min(1, p);
}

const logFactorial = (k: number): number => jstat.gammaln(k + 1);
