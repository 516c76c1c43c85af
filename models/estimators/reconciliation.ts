// Forecasts of every node of a tree → forecasts that add up exactly: bottom-up, weighted least squares (structural: a node's variance
// is its number of leaves) and MinT with a shrunk covariance (Wickramasuriya, Athanasopoulos & Hyndman 2019; shrinkage of Schäfer &
// Strimmer 2005). ỹ = ŷ − W C′ (C W C′)⁻¹ C ŷ with C = "node less the sum of its children"; numbers as R hts::MinT. Diagonal W needs
// one pass up and one down the tree; the shrunk W is diagonal plus the residuals' low rank.
import { cholesky, choleskySolve } from "./linear-algebra.js";

/** Parent of every node, −1 for roots; parents come before their children. */
export type Tree = Int32Array;

export interface Reconciled {
  /** Per node: leaves as reconciled, every other node the sum of its children. */
  values: Float64Array;
  /** Variance of each reconciled value if W is the errors' covariance; undefined where only weights were given. */
  variances?: Float64Array;
}

/** Leaves as forecast, everything else their sums. */
export function bottomUp(tree: Tree, forecast: ArrayLike<number>): Float64Array {
  const children = childCounts(tree);
  const values = Float64Array.from(forecast, (v, i) => (children[i] === 0 ? v : 0));
  for (let i = tree.length - 1; i >= 0; i--) if (tree[i] >= 0) values[tree[i]] += values[i];
  return values;
}

/** Number of leaves under each node: the structural weights. */
export function leavesUnder(tree: Tree): Float64Array {
  return bottomUp(tree, new Float64Array(tree.length).fill(1));
}

/**
 * Diagonal W: `weights` are the nodes' error variances up to a factor. Upwards each node's forecast meets the sum of its children's,
 * downwards what is left over is shared out by variance. Exact, and linear in the number of nodes.
 */
export function reconcileDiagonal(
  tree: Tree,
  forecast: ArrayLike<number>,
  weights: ArrayLike<number>,
): Reconciled {
  const n = tree.length;
  const children = childCounts(tree);
  const sums = new Float64Array(n);
  const spread = new Float64Array(n);
  const met = new Float64Array(n);
  const variance = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    if (children[i] === 0) {
      met[i] = forecast[i];
      variance[i] = weights[i];
    } else {
      const both = weights[i] + spread[i];
      met[i] = both > 0 ? (forecast[i] * spread[i] + sums[i] * weights[i]) / both : sums[i];
      variance[i] = both > 0 ? (weights[i] * spread[i]) / both : 0;
    }
    if (tree[i] >= 0) {
      sums[tree[i]] += met[i];
      spread[tree[i]] += variance[i];
    }
  }
  const values = Float64Array.from(met);
  const variances = Float64Array.from(variance);
  for (let i = 0; i < n; i++) {
    const parent = tree[i];
    if (parent < 0 || spread[parent] <= 0) continue;
    const gain = variance[i] / spread[parent];
    values[i] = met[i] + gain * (values[parent] - sums[parent]);
    variances[i] = variance[i] - gain * gain * (spread[parent] - variances[parent]);
  }
  return { values: bottomUp(tree, values), variances };
}

/** Structural weights: no errors needed. */
export const reconcileStructural = (tree: Tree, forecast: ArrayLike<number>): Float64Array =>
  reconcileDiagonal(tree, forecast, leavesUnder(tree)).values;

export interface ShrunkCovariance {
  /** Share of the diagonal target, 0 … 1. */
  lambda: number;
  /** Variance per node. */
  variance: Float64Array;
  /** `residuals[k][i]`: error of node i at time k. */
  residuals: readonly Float64Array[];
}

/** Covariance about zero, its correlations drawn to none by the share that minimises their expected squared error. */
export function shrunkCovariance(residuals: readonly Float64Array[]): ShrunkCovariance {
  const times = residuals.length;
  const n = residuals[0].length;
  const variance = new Float64Array(n);
  for (const row of residuals) for (let i = 0; i < n; i++) variance[i] += row[i] ** 2 / times;
  // Σ over pairs by the small products of times: no matrix of nodes is built.
  const scaled = residuals.map((row) =>
    row.map((v, i) => (variance[i] > 0 ? v / Math.sqrt(variance[i]) : 0)),
  );
  let [fourth, fourthOwn, squares, squaresOwn] = [0, 0, 0, 0];
  for (let k = 0; k < times; k++)
    for (let l = 0; l < times; l++) {
      let product = 0;
      for (let i = 0; i < n; i++) product += scaled[k][i] * scaled[l][i];
      squares += product * product;
      if (k === l) fourth += product * product;
    }
  for (let i = 0; i < n; i++) {
    let own = 0;
    for (let k = 0; k < times; k++) {
      fourthOwn += scaled[k][i] ** 4;
      own += scaled[k][i] ** 2;
    }
    squaresOwn += own * own;
  }
  const uncertain = (fourth - fourthOwn - (squares - squaresOwn) / times) / (times * (times - 1));
  const correlated = (squares - squaresOwn) / (times * times);
  const lambda = correlated > 0 ? Math.min(1, Math.max(0, uncertain / correlated)) : 1;
  return { lambda, variance, residuals };
}

/** MinT: W = λ diagonal + (1 − λ) covariance. Work grows with the cube of the number of inner nodes. */
export function reconcileMinT(
  tree: Tree,
  forecast: ArrayLike<number>,
  covariance: ShrunkCovariance,
): Reconciled {
  const { lambda, variance, residuals } = covariance;
  const n = tree.length;
  const children = childCounts(tree);
  const inner: number[] = [];
  const place = new Int32Array(n).fill(-1);
  for (let i = 0; i < n; i++) if (children[i] > 0) place[i] = inner.push(i) - 1;
  const size = inner.length;
  if (size === 0) return { values: Float64Array.from(forecast) };
  // The diagonal of W is the variance itself: λ v + (1 − λ) v. Kept apart: λ v, and the residuals' part.
  const share = (1 - lambda) / residuals.length;
  const gaps = constraints(tree, forecast, place, size);
  const loads = residuals.map((row) => constraints(tree, row, place, size));
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < n; i++) {
    const own = place[i];
    const parent = tree[i] >= 0 ? place[tree[i]] : -1;
    const v = lambda * variance[i];
    if (own >= 0) matrix[own * size + own] += v;
    if (parent >= 0) matrix[parent * size + parent] += v;
    if (own >= 0 && parent >= 0) {
      matrix[own * size + parent] -= v;
      matrix[parent * size + own] -= v;
    }
  }
  for (const load of loads)
    for (let a = 0; a < size; a++) {
      if (load[a] === 0) continue;
      for (let b = 0; b < size; b++) matrix[a * size + b] += share * load[a] * load[b];
    }
  for (let a = 0; a < size; a++) matrix[a * size + a] += 1e-12 * (1 + matrix[a * size + a]);
  const decomposed = cholesky(matrix, size);
  /** W C′ x per node. */
  const weighted = (x: Float64Array): Float64Array => {
    const back = new Float64Array(n);
    for (let i = 0; i < n; i++)
      back[i] = (place[i] >= 0 ? x[place[i]] : 0) - (tree[i] >= 0 ? x[place[tree[i]]] : 0);
    const out = back.map((v, i) => lambda * variance[i] * v);
    residuals.forEach((row) => {
      let product = 0;
      for (let i = 0; i < n; i++) product += row[i] * back[i];
      for (let i = 0; i < n; i++) out[i] += share * product * row[i];
    });
    return out;
  };
  const shift = weighted(choleskySolve(decomposed, gaps));
  return {
    values: bottomUp(
      tree,
      Float64Array.from(forecast, (v, i) => v - shift[i]),
    ),
  };
}

/** C x: every inner node less the sum of its children. */
function constraints(tree: Tree, x: ArrayLike<number>, place: Int32Array, size: number): Float64Array {
  const out = new Float64Array(size);
  for (let i = 0; i < tree.length; i++) {
    if (place[i] >= 0) out[place[i]] += x[i];
    if (tree[i] >= 0) out[place[tree[i]]] -= x[i];
  }
  return out;
}

function childCounts(tree: Tree): Int32Array {
  const counts = new Int32Array(tree.length);
  for (let i = 0; i < tree.length; i++) {
    if (tree[i] >= i) throw new Error(`node ${i} comes before its parent ${tree[i]}`);
    if (tree[i] >= 0) counts[tree[i]]++;
  }
  return counts;
}
