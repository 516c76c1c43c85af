// A panel with few clusters and one regressor → p and interval that hold with few of them: the wild cluster bootstrap, null imposed.
// Formula: restricted residuals × one weight per cluster, the t statistic (CR1) of each draw against the one observed; the interval holds
// the values that are not rejected. Source: Cameron, Gelbach & Miller 2008 (WCR); six-point weights for fewer than 12 clusters: Webb 2023;
// all draws from G × G sums: Roodman, Nielsen, MacKinnon & Webb 2019 (Stata boottest). Equals refitting every draw to rounding.
import { demean, type Panel } from "./difference-in-differences.js";
import { leastSquares } from "./least-squares.js";
import { random, type Random } from "./random.js";

export interface WildOptions {
  seed: number;
  /** Left out: 9,999. With Rademacher weights and 2^G no more than these, every vector of signs is taken once instead. */
  draws?: number;
  /** Left out: Webb's below 12 clusters, else Rademacher's. */
  weights?: WildWeights;
  /** Left out: 0.95. */
  level?: number;
}

export type WildWeights = "rademacher" | "webb";

export interface WildFit {
  value: number;
  /** CR1. */
  error: number;
  /** Of "no effect", two-sided, symmetric. */
  p: number;
  /** ±Infinity where no value that far out is rejected: too few clusters to bound it. */
  low: number;
  high: number;
  clusters: number;
  draws: number;
  weights: WildWeights;
  /** All vectors of signs, not a sample of them. */
  isComplete: boolean;
}

/** Every draw's statistic as a function of the null value b: (a − b·c) ÷ √(p − 2b·q + b²·r). */
interface Draws {
  a: Float64Array;
  c: Float64Array;
  p: Float64Array;
  q: Float64Array;
  r: Float64Array;
}

const webbPoints = [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)];
/** Beyond so many standard errors the search for a limit is given up. */
const farthest = 1e4;

/** Undefined with fewer than 3 clusters, or where the effects of units and periods leave nothing of the regressor. */
export function wildClusterBootstrap(
  panel: Panel,
  regressor: Float64Array,
  { seed, draws: asked = 9999, weights: chosen, level = 0.95 }: WildOptions,
): WildFit | undefined {
  const clusters = countOf(panel.cluster);
  if (clusters < 3) return undefined;
  const parts = clusterSums(panel, regressor, clusters);
  if (!parts) return undefined;
  const { all, own, ofY } = parts;
  const value = ofY.score.reduce((s, v) => s + v, 0) / all;
  // the observed sum of squared scores; its CR1 factor is the same in every draw and cancels in t
  const squares = own.reduce((s, v, g) => {
    const score = ofY.score[g]! - value * v;
    return s + score * score;
  }, 0);
  if (!(squares > 0)) return undefined;
  const weights = chosen ?? (clusters < 12 ? "webb" : "rademacher");
  const isComplete = weights === "rademacher" && 2 ** clusters <= asked + 1;
  const count = isComplete ? 2 ** clusters : asked;
  const rng = random(seed);
  const drawn = sumsOfDraws(parts, count, clusters, (draw, at) =>
    isComplete ? ((draw >> at) & 1 ? 1 : -1) : weightOf(weights, rng),
  );
  const spread = Math.sqrt(squares) / all;
  const pOf = (null_: number): number => {
    const t = Math.abs(((value - null_) * all) / Math.sqrt(squares));
    let beyond = 0;
    for (let i = 0; i < count; i++) {
      const variance = drawn.p[i]! - 2 * null_ * drawn.q[i]! + null_ * null_ * drawn.r[i]!;
      // a draw without spread would be infinitely far out
      if (!(variance > 0) || Math.abs(drawn.a[i]! - null_ * drawn.c[i]!) >= t * Math.sqrt(variance) * (1 - 1e-9)) beyond++; // prettier-ignore
    }
    return isComplete ? beyond / count : (beyond + 1) / (count + 1);
  };
  const rows = panel.y.length;
  const correction = (clusters / (clusters - 1)) * ((rows - 1) / (rows - parts.parameters));
  return {
    value,
    error: spread * Math.sqrt(correction),
    p: pOf(0),
    low: limit(value, -spread, pOf, 1 - level),
    high: limit(value, spread, pOf, 1 - level),
    clusters,
    draws: count,
    weights,
    isComplete,
  };
}

const countOf = (ids: Int32Array): number => ids.reduce((top, id) => Math.max(top, id), -1) + 1;

const weightOf = (weights: WildWeights, rng: Random): number =>
  weights === "rademacher" ? (rng.uniform() < 0.5 ? -1 : 1) : webbPoints[rng.integer(6)]!;

/** The null value at which p falls to α: outward until it has, then by halves. */
function limit(value: number, step: number, pOf: (null_: number) => number, alpha: number): number {
  let [inside, outside] = [0, 1];
  while (pOf(value + outside * step) > alpha) {
    inside = outside;
    outside *= 2;
    if (outside > farthest) return step > 0 ? Infinity : -Infinity;
  }
  for (let i = 0; i < 40; i++) {
    const middle = (inside + outside) / 2;
    if (pOf(value + middle * step) > alpha) inside = middle;
    else outside = middle;
  }
  return value + inside * step;
}

interface OneSide {
  /** Σ d̃·w·residual over each cluster. */
  score: Float64Array;
  /** G × G: what the residuals of cluster h, drawn alone, give as score of cluster g after the regression. */
  cross: Float64Array;
}

interface ClusterSums {
  /** Σ d̃²·w: of everybody and of each cluster. d̃ = what units and periods leave of the regressor. */
  all: number;
  own: Float64Array;
  ofY: OneSide;
  ofD: OneSide;
  parameters: number;
}

function clusterSums(panel: Panel, regressor: Float64Array, clusters: number): ClusterSums | undefined {
  const { unit, time, cluster, y, weight } = panel;
  const n = y.length;
  const units = countOf(unit);
  const columns = Math.max(0, countOf(time) - 1);
  const design = new Float64Array(n * columns);
  for (let row = 0; row < n; row++) if (time[row]! > 0) design[row * columns + time[row]! - 1] = 1;
  demean(design, columns, unit, units, weight);
  const within = (values: Float64Array): Float64Array => {
    const centred = Float64Array.from(values);
    demean(centred, 1, unit, units, weight);
    return centred;
  };
  const [centredD, centredY] = [within(regressor), within(y)];
  const fitD = leastSquares(design, columns, centredD, weight);
  const d = fitD.residuals;
  const w = (row: number): number => weight?.[row] ?? 1;
  const own = new Float64Array(clusters);
  for (let row = 0; row < n; row++) own[cluster[row]!]! += w(row) * d[row]! ** 2;
  const all = own.reduce((s, v) => s + v, 0);
  const before = centredD.reduce((s, v, row) => s + w(row) * v * v, 0);
  if (!(all > 1e-10 * before)) return undefined;
  const shape = { design, columns, bread: fitD.bread, d, units, panel, clusters };
  return {
    all,
    own,
    ofY: oneSide(leastSquares(design, columns, centredY, weight).residuals, shape),
    ofD: oneSide(d, shape),
    parameters: units + fitD.rank + 1,
  };
}

interface PanelShape {
  design: Float64Array;
  columns: number;
  bread: Float64Array;
  d: Float64Array;
  units: number;
  panel: Panel;
  clusters: number;
}

/** C[g][h] = d̃_g′W(1[g = h] − P)u_h, P in two parts: the units' means, and the periods beyond them. */
function oneSide(residuals: Float64Array, shape: PanelShape): OneSide {
  const { design, columns, bread, d, units, panel, clusters } = shape;
  const { unit, cluster, weight } = panel;
  const score = new Float64Array(clusters);
  const byPeriod = { d: new Float64Array(clusters * columns), u: new Float64Array(clusters * columns) };
  const byUnit = { d: new Float64Array(clusters * units), u: new Float64Array(clusters * units) };
  const total = new Float64Array(units);
  for (let row = 0; row < residuals.length; row++) {
    const w = weight?.[row] ?? 1;
    const [g, own] = [cluster[row]!, unit[row]!];
    const [wd, wu] = [w * d[row]!, w * residuals[row]!];
    score[g]! += d[row]! * wu;
    total[own]! += w;
    byUnit.d[g * units + own]! += wd;
    byUnit.u[g * units + own]! += wu;
    for (let j = 0; j < columns; j++) {
      const x = design[row * columns + j]!;
      byPeriod.d[g * columns + j]! += wd * x;
      byPeriod.u[g * columns + j]! += wu * x;
    }
  }
  const cross = new Float64Array(clusters * clusters);
  for (let g = 0; g < clusters; g++) {
    const lever = new Float64Array(columns);
    for (let i = 0; i < columns; i++)
      for (let j = 0; j < columns; j++) lever[j]! += byPeriod.d[g * columns + i]! * bread[i * columns + j]!;
    for (let h = 0; h < clusters; h++) {
      let sum = g === h ? score[g]! : 0;
      for (let j = 0; j < columns; j++) sum -= lever[j]! * byPeriod.u[h * columns + j]!;
      for (let k = 0; k < units; k++)
        if (byUnit.d[g * units + k] !== 0)
          sum -= (byUnit.d[g * units + k]! * byUnit.u[h * units + k]!) / total[k]!;
      cross[g * clusters + h] = sum;
    }
  }
  return { score, cross };
}

function sumsOfDraws(
  { all, own, ofY, ofD }: ClusterSums,
  count: number,
  clusters: number,
  weightAt: (draw: number, at: number) => number,
): Draws {
  const empty = (): Float64Array => new Float64Array(count);
  const drawn: Draws = { a: empty(), c: empty(), p: empty(), q: empty(), r: empty() };
  const v = new Float64Array(clusters);
  for (let draw = 0; draw < count; draw++) {
    for (let g = 0; g < clusters; g++) v[g] = weightAt(draw, g);
    let [a, c] = [0, 0];
    for (let g = 0; g < clusters; g++) {
      a += v[g]! * ofY.score[g]!;
      c += v[g]! * ofD.score[g]!;
    }
    let [p, q, r] = [0, 0, 0];
    for (let g = 0; g < clusters; g++) {
      let [y, d] = [-(a * own[g]!) / all, -(c * own[g]!) / all];
      for (let h = 0; h < clusters; h++) {
        y += ofY.cross[g * clusters + h]! * v[h]!;
        d += ofD.cross[g * clusters + h]! * v[h]!;
      }
      p += y * y;
      q += y * d;
      r += d * d;
    }
    [drawn.a[draw], drawn.c[draw], drawn.p[draw], drawn.q[draw], drawn.r[draw]] = [a, c, p, q, r];
  }
  return drawn;
}
