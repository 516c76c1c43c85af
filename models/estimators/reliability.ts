// People × items → internal consistency: Cronbach's alpha (1951) with Feldt's interval (1965), what each item adds, and
// McDonald's omega (total) of one factor. Numbers as R psych::alpha(raw) and pingouin.cronbach_alpha.
import { fQuantile } from "./f-distribution.js";

export interface ItemReliability {
  /** Correlation of the item with the sum of the others. */
  itemRest: number;
  /** Alpha without the item; NaN where one item would be left. */
  alphaWithout: number;
}

export interface Reliability {
  people: number;
  items: number;
  alpha: number;
  low: number;
  high: number;
  /** Omega total of a one-factor model; NaN with fewer than three items or where no factor is found. */
  omega: number;
  perItem: ItemReliability[];
}

/**
 * `columns[j][i]`: answer of person i to item j, complete (no NaN), one direction. Undefined with fewer than two items or
 * three people, or where the sum does not vary. `level` of the interval: 0.95.
 */
export function reliability(columns: readonly ArrayLike<number>[], level = 0.95): Reliability | undefined {
  const items = columns.length;
  const people = columns[0]?.length ?? 0;
  if (items < 2 || people < 3) return undefined;
  const cov = covariances(columns);
  const all = columns.map((_, j) => j);
  const alpha = alphaOf(cov, all);
  if (Number.isNaN(alpha)) return undefined;
  const tail = (1 - level) / 2;
  const [d1, d2] = [people - 1, (people - 1) * (items - 1)];
  return {
    people,
    items,
    alpha,
    low: 1 - (1 - alpha) * fQuantile(1 - tail, d1, d2),
    high: 1 - (1 - alpha) * fQuantile(tail, d1, d2),
    omega: omegaOf(cov),
    perItem: all.map((j) => {
      const rest = all.filter((other) => other !== j);
      const withRest = rest.reduce((sum, other) => sum + cov[j][other], 0);
      return {
        itemRest: withRest / Math.sqrt(cov[j][j] * total(cov, rest)),
        alphaWithout: rest.length < 2 ? NaN : alphaOf(cov, rest),
      };
    }),
  };
}

/** Sample covariances (n − 1). */
export function covariances(columns: readonly ArrayLike<number>[]): number[][] {
  const n = columns[0].length;
  const centred = columns.map((column) => {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += column[i] / n;
    return Float64Array.from(column, (v) => v - mean);
  });
  return centred.map((a) =>
    centred.map((b) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += a[i] * b[i];
      return sum / (n - 1);
    }),
  );
}

const total = (cov: readonly number[][], among: readonly number[]): number =>
  among.reduce((sum, j) => sum + among.reduce((row, k) => row + cov[j][k], 0), 0);

/** k/(k − 1) · (1 − Σ item variances ÷ variance of the sum). */
function alphaOf(cov: readonly number[][], among: readonly number[]): number {
  const k = among.length;
  const whole = total(cov, among);
  if (!(whole > 0)) return NaN;
  return (k / (k - 1)) * (1 - among.reduce((sum, j) => sum + cov[j][j], 0) / whole);
}

/** (Σ loadings)² ÷ variance of the sum; loadings by iterated principal factors on the covariances. */
function omegaOf(cov: readonly number[][]): number {
  const k = cov.length;
  if (k < 3) return NaN;
  const common = cov.map((row, j) => Math.max(...row.map((c, other) => (other === j ? 0 : Math.abs(c)))));
  let loadings = new Float64Array(k).fill(1);
  for (let round = 0; round < 2000; round++) {
    const before = loadings;
    loadings = firstFactor(cov, common, before);
    if (Number.isNaN(loadings[0])) return NaN;
    let change = 0;
    for (let j = 0; j < k; j++) {
      change = Math.max(change, Math.abs(loadings[j] ** 2 - common[j]) / cov[j][j]);
      common[j] = Math.min(cov[j][j], loadings[j] ** 2);
    }
    if (change < 1e-10) break;
  }
  const sum = loadings.reduce((a, b) => a + b, 0);
  const whole = total(
    cov,
    cov.map((_, j) => j),
  );
  return (sum * sum) / whole;
}

/** Largest eigenvector of the covariances with communalities on the diagonal, × √eigenvalue (power iteration). */
function firstFactor(
  cov: readonly number[][],
  diagonal: readonly number[],
  start: Float64Array,
): Float64Array<ArrayBuffer> {
  const k = cov.length;
  let vector = Float64Array.from(start);
  let value = 0;
  for (let round = 0; round < 500; round++) {
    const next = Float64Array.from(vector, (_, j) => {
      let sum = 0;
      for (let other = 0; other < k; other++)
        sum += (other === j ? diagonal[j] : cov[j][other]) * vector[other];
      return sum;
    });
    const size = Math.hypot(...next);
    if (!(size > 0)) return vector.fill(NaN);
    for (let j = 0; j < k; j++) next[j] /= size;
    const isDone = Math.abs(size - value) < 1e-14 * size;
    [vector, value] = [next, size];
    if (isDone) break;
  }
  return vector.map((v) => v * Math.sqrt(value));
}
