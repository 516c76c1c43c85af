// People × raters → how far raters agree: the six intraclass correlations of Shrout & Fleiss (1979, Psychological Bulletin
// 86:420) with F-based intervals (McGraw & Wong 1996). Numbers as R psych::ICC and pingouin.intraclass_corr.
import { fQuantile, fTail } from "./f-distribution.js";

export interface Icc {
  value: number;
  low: number;
  high: number;
  /** Test against 0. */
  f: number;
  degrees: [number, number];
  p: number;
}

export interface IntraclassCorrelations {
  people: number;
  raters: number;
  /** One-way: each person has raters of their own. */
  icc1: Icc;
  /** Two-way, raters a sample: agreement of one rater. */
  icc2: Icc;
  /** Two-way, these raters only: consistency of one rater. */
  icc3: Icc;
  /** The same for the mean of all raters. */
  icc1k: Icc;
  icc2k: Icc;
  icc3k: Icc;
  meanSquares: { people: number; within: number; raters: number; residual: number };
}

/** `scores[i][j]`: rater j's score of person i, complete. Undefined below two people or two raters, or without any spread. */
export function intraclassCorrelations(
  scores: readonly ArrayLike<number>[],
  level = 0.95,
): IntraclassCorrelations | undefined {
  const [n, k] = [scores.length, scores[0]?.length ?? 0];
  if (n < 2 || k < 2) return undefined;
  const { people: msb, within: msw, raters: msj, residual: mse } = meanSquaresOf(scores);
  if (!(msb > 0) || !(mse > 0) || !(msw > 0)) return undefined;
  const tail = (1 - level) / 2;
  const meanOf = (one: Icc): Icc => ({
    ...one,
    value: stepUp(one.value, k),
    low: stepUp(one.low, k),
    high: stepUp(one.high, k),
  });

  const [f1, d1] = [msb / msw, [n - 1, n * (k - 1)] as [number, number]];
  const icc1 = fBased(f1, d1, k, tail);
  const [f3, d3] = [msb / mse, [n - 1, (n - 1) * (k - 1)] as [number, number]];
  const icc3 = fBased(f3, d3, k, tail);

  const value2 = (msb - mse) / (msb + (k - 1) * mse + (k * (msj - mse)) / n);
  // Satterthwaite's degrees for the mixture of raters' and residual mean squares (Shrout & Fleiss 1979, p. 424).
  const fj = msj / mse;
  const spread = n * (1 + (k - 1) * value2) - k * value2;
  const v =
    ((k - 1) * (n - 1) * (k * value2 * fj + spread) ** 2) /
    ((n - 1) * k * k * value2 ** 2 * fj ** 2 + spread ** 2);
  const upper = fQuantile(1 - tail, n - 1, v);
  const lower = fQuantile(1 - tail, v, n - 1);
  const rest = k * msj + (k * n - k - n) * mse;
  const icc2: Icc = {
    value: value2,
    low: (n * (msb - upper * mse)) / (upper * rest + n * msb),
    high: (n * (lower * msb - mse)) / (rest + n * lower * msb),
    f: f3,
    degrees: d3,
    p: fTail(f3, ...d3),
  };
  const icc2k: Icc = {
    ...meanOf(icc2),
    value: (msb - mse) / (msb + (msj - mse) / n),
  };
  return {
    people: n,
    raters: k,
    icc1,
    icc2,
    icc3,
    icc1k: meanOf(icc1),
    icc2k,
    icc3k: meanOf(icc3),
    meanSquares: { people: msb, within: msw, raters: msj, residual: mse },
  };
}

/** Spearman–Brown: reliability of one → of the mean of `k`. */
export const stepUp = (one: number, k: number): number => (k * one) / (1 + (k - 1) * one);

/** ICC(1) and ICC(3): (F − 1) ÷ (F + k − 1), limits from F ÷ and × its quantiles. */
function fBased(f: number, [d1, d2]: [number, number], k: number, tail: number): Icc {
  const icc = (ratio: number): number => (ratio - 1) / (ratio + k - 1);
  return {
    value: icc(f),
    low: icc(f / fQuantile(1 - tail, d1, d2)),
    high: icc(f * fQuantile(1 - tail, d2, d1)),
    f,
    degrees: [d1, d2],
    p: fTail(f, d1, d2),
  };
}

function meanSquaresOf(scores: readonly ArrayLike<number>[]): IntraclassCorrelations["meanSquares"] {
  const [n, k] = [scores.length, scores[0].length];
  const byPerson = new Float64Array(n);
  const byRater = new Float64Array(k);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < k; j++) {
      byPerson[i] += scores[i][j] / k;
      byRater[j] += scores[i][j] / n;
    }
  const mean = byPerson.reduce((a, b) => a + b, 0) / n;
  let [between, within, raters, residual] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    between += k * (byPerson[i] - mean) ** 2;
    for (let j = 0; j < k; j++) {
      within += (scores[i][j] - byPerson[i]) ** 2;
      residual += (scores[i][j] - byPerson[i] - byRater[j] + mean) ** 2;
    }
  }
  for (let j = 0; j < k; j++) raters += n * (byRater[j] - mean) ** 2;
  return {
    people: between / (n - 1),
    within: within / (n * (k - 1)),
    raters: raters / (k - 1),
    residual: residual / ((n - 1) * (k - 1)),
  };
}
