// People who took part, others, covariates from before → each compared with the most similar others; balance before and after.
// Nearest neighbours with replacement on the covariates scaled by their standard deviations, mean over the treated, standard error of
// Abadie & Imbens (2006, Econometrica 74:235, Th. 7; the bootstrap is not valid here: 2008, 76:1537), bias corrected by regression on the
// controls (2011, JBES 29:1). As Stata teffects nnmatch, atet metric(ivariance) and R Matching::Match(estimand = "ATT", Weight = 1).
import { leastSquares } from "./least-squares.js";

export interface MatchingInput {
  /** Row-major covariates. */
  x: Float64Array;
  columns: number;
  isTreated: ArrayLike<number>;
  y: ArrayLike<number>;
  /** Neighbours per person; 3. Ties at the last place all count. */
  neighbours?: number;
  /** Correct what is left of the difference in covariates; default yes. */
  isCorrected?: boolean;
}

export interface Balance {
  /** Mean difference in standard deviations of the treated. */
  before: number;
  after: number;
}

export interface MatchingFit {
  effect: number;
  error: number;
  treated: number;
  controls: number;
  /** Others who were used as a neighbour at least once. */
  used: number;
  balance: Balance[];
}

export function matchedDifference(input: MatchingInput): MatchingFit | null {
  const { x, columns: k, isTreated, y, neighbours: m = 3, isCorrected = true } = input;
  const all = Array.from({ length: y.length }, (_, i) => i);
  const treated = all.filter((i) => isTreated[i]);
  const controls = all.filter((i) => !isTreated[i]);
  if (treated.length < 2 || controls.length <= m) return null;
  const scale = scales(x, k, all);
  const distance = (a: number, b: number): number => {
    let sum = 0;
    for (let j = 0; j < k; j++) sum += ((x[a * k + j]! - x[b * k + j]!) / scale[j]!) ** 2;
    return sum;
  };
  const used = new Float64Array(y.length);
  const squares = new Float64Array(y.length);
  const surface = isCorrected ? controlSurface(input, controls) : () => 0;
  const differences: number[] = [];
  const sumsAfter = new Float64Array(k);
  for (const i of treated) {
    const near = nearest(i, controls, m, distance);
    const share = 1 / near.length;
    let other = 0;
    for (const j of near) {
      used[j]! += share;
      squares[j]! += share ** 2;
      other += share * (y[j]! + surface(i) - surface(j));
      for (let c = 0; c < k; c++) sumsAfter[c]! += share * x[j * k + c]!;
    }
    differences.push(y[i]! - other);
  }
  const n1 = treated.length;
  const effect = differences.reduce((a, b) => a + b, 0) / n1;
  let variance = differences.reduce((sum, d) => sum + (d - effect) ** 2, 0);
  for (const j of controls) {
    if (used[j] === 0) continue;
    const near = nearest(j, controls, m, distance, true);
    const mean = near.reduce((sum, o) => sum + y[o]!, 0) / near.length;
    const own = (near.length / (near.length + 1)) * (y[j]! - mean) ** 2;
    // K(K−1)/M²: with shares, (Σ share)² − Σ share²
    variance += (used[j]! ** 2 - squares[j]!) * own;
  }
  const meanOf = (rows: readonly number[], c: number): number =>
    rows.reduce((sum, i) => sum + x[i * k + c]!, 0) / rows.length;
  const balance = Array.from({ length: k }, (_, c): Balance => {
    const mean = meanOf(treated, c);
    const deviation = Math.sqrt(
      treated.reduce((sum, i) => sum + (x[i * k + c]! - mean) ** 2, 0) / Math.max(1, n1 - 1),
    );
    const per = deviation > 0 ? deviation : scale[c]!;
    return { before: (mean - meanOf(controls, c)) / per, after: (mean - sumsAfter[c]! / n1) / per };
  });
  return {
    effect,
    error: Math.sqrt(variance) / n1,
    treated: n1,
    controls: controls.length,
    used: controls.filter((j) => used[j]! > 0).length,
    balance,
  };
}

/** The m nearest of `others`, and all that are as near as the last of them. */
function nearest(
  i: number,
  others: readonly number[],
  m: number,
  distance: (a: number, b: number) => number,
  withoutSelf = false,
): number[] {
  const pairs: [number, number][] = [];
  for (const j of others) if (!(withoutSelf && j === i)) pairs.push([distance(i, j), j]);
  // Only the smallest m matter: a bounded insertion is cheaper than sorting all.
  const best: number[] = [];
  for (const [d] of pairs) {
    if (best.length === m && d >= best[m - 1]!) continue;
    let at = best.length;
    while (at > 0 && best[at - 1]! > d) at--;
    best.splice(at, 0, d);
    if (best.length > m) best.pop();
  }
  const limit = best.at(-1)! + 1e-12;
  return pairs.filter(([d]) => d <= limit).map(([, j]) => j);
}

function scales(x: Float64Array, k: number, rows: readonly number[]): number[] {
  return Array.from({ length: k }, (_, c) => {
    const mean = rows.reduce((sum, i) => sum + x[i * k + c]!, 0) / rows.length;
    const variance = rows.reduce((sum, i) => sum + (x[i * k + c]! - mean) ** 2, 0) / (rows.length - 1);
    return variance > 0 ? Math.sqrt(variance) : 1;
  });
}

/** Linear surface of y on x among the controls. */
function controlSurface(
  { x, columns: k, y }: MatchingInput,
  controls: readonly number[],
): (row: number) => number {
  const design = new Float64Array(controls.length * (k + 1));
  const outcome = controls.map((i) => y[i]!);
  for (const [row, i] of controls.entries()) {
    design[row * (k + 1)] = 1;
    for (let c = 0; c < k; c++) design[row * (k + 1) + c + 1] = x[i * k + c]!;
  }
  const { coefficients } = leastSquares(design, k + 1, outcome);
  return (row) => {
    let sum = coefficients[0]!;
    for (let c = 0; c < k; c++) sum += coefficients[c + 1]! * x[row * k + c]!;
    return sum;
  };
}
