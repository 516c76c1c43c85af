// Noisy estimates of many units → each drawn towards the mean of all as far as its noise demands.
// Normal–normal: θᵢ ~ N(μ, τ²), estimate ~ N(θᵢ, vᵢ), τ² by REML (metafor::rma in R; Raudenbush 2009). Beta–binomial: shares
// pᵢ ~ Beta(a, b), counts binomial, a and b by maximum likelihood (Casella 1985; VGAM::vglm(betabinomial) in R).
import jstat from "jstat";
import type { Limits } from "../../engine/metrics/interval.js";
import { nelderMead } from "./nelder-mead.js";

export interface Shrunken {
  /** Mean of all units, and the variance between them. */
  mean: number;
  between: number;
  estimates: Float64Array;
  /** 95 %. */
  limits: Limits[];
  /** Share of a unit's deviation that is kept: 0 all noise, 1 none. */
  reliability: Float64Array;
}

export function shrinkNormal(values: ArrayLike<number>, variances: ArrayLike<number>): Shrunken {
  const n = values.length;
  const between = restrictedVariance(values, variances);
  let weights = 0;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const w = 1 / (variances[i] + between);
    weights += w;
    sum += w * values[i];
  }
  const mean = sum / weights;
  // Weighted mean of the error variances.
  const harmonic = n / weights - between;
  const reliability = Float64Array.from({ length: n }, (_, i) =>
    between === 0 ? 0 : between / (between + variances[i]),
  );
  const estimates = reliability.map((r, i) => mean + r * (values[i] - mean));
  return {
    mean,
    between,
    estimates,
    reliability,
    limits: Array.from(estimates, (estimate, i) => {
      // Posterior variance, that of the mean itself, and (Morris 1983, JASA 78:47) that of the weights: τ² is only estimated.
      const drawn = 1 - reliability[i];
      const typical = (harmonic + between) / (variances[i] + between);
      const uncertain = n > 3 ? (2 / (n - 3)) * drawn ** 2 * typical * (values[i] - mean) ** 2 : 0;
      const variance = between * drawn + drawn ** 2 / weights + uncertain;
      const half = 1.959963984540054 * Math.sqrt(variance);
      return { low: estimate - half, high: estimate + half };
    }),
  };
}

/** Fisher scoring on the restricted likelihood, kept at or above 0. */
function restrictedVariance(values: ArrayLike<number>, variances: ArrayLike<number>): number {
  const n = values.length;
  if (n < 2) return 0;
  let between = 0;
  for (let i = 0; i < n; i++) between += variances[i] / n;
  for (let iteration = 0; iteration < 500; iteration++) {
    let [s1, s2, s3, sy] = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const w = 1 / (variances[i] + between);
      s1 += w;
      s2 += w * w;
      s3 += w ** 3;
      sy += w * values[i];
    }
    const mean = sy / s1;
    let squares = 0;
    for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2 / (variances[i] + between) ** 2;
    const score = squares - s1 + s2 / s1;
    const information = s2 - (2 * s3) / s1 + (s2 / s1) ** 2;
    const next = Math.max(0, between + score / information);
    if (Math.abs(next - between) <= 1e-12 * (1e-300 + between)) return next;
    between = next;
  }
  return between;
}

/** Beta(a, b) of the units' shares, and each unit's posterior mean with its 95 % limits. `between` = variance of Beta(a, b). */
export function shrinkShares(
  counts: ArrayLike<number>,
  totals: ArrayLike<number>,
): Shrunken & { a: number; b: number } {
  const n = counts.length;
  let [x, t] = [0, 0];
  for (let i = 0; i < n; i++) {
    x += counts[i];
    t += totals[i];
  }
  const pooled = (x + 0.5) / (t + 1);
  const minusLog = ([share, strength]: ArrayLike<number> & Iterable<number>) => {
    const p = 1 / (1 + Math.exp(-share));
    const m = Math.exp(Math.min(16, strength));
    const [a, b] = [p * m, (1 - p) * m];
    let sum = 0;
    for (let i = 0; i < n; i++) sum += logBeta(a + counts[i], b + totals[i] - counts[i]) - logBeta(a, b);
    return -sum;
  };
  const { at } = nelderMead(minusLog, [Math.log(pooled / (1 - pooled)), 3], {
    step: [0.3, 1],
    maxEvaluations: 600,
    tolerance: 1e-15,
  });
  const mean = 1 / (1 + Math.exp(-at[0]));
  const strength = Math.exp(Math.min(16, at[1]));
  const [a, b] = [mean * strength, (1 - mean) * strength];
  const limits = Array.from({ length: n }, (_, i) => {
    const [shape, rest] = [a + counts[i], b + totals[i] - counts[i]];
    return { low: jstat.beta.inv(0.025, shape, rest), high: jstat.beta.inv(0.975, shape, rest) };
  });
  return {
    a,
    b,
    mean,
    between: (mean * (1 - mean)) / (strength + 1),
    estimates: Float64Array.from({ length: n }, (_, i) => (a + counts[i]) / (strength + totals[i])),
    reliability: Float64Array.from({ length: n }, (_, i) => totals[i] / (strength + totals[i])),
    limits,
  };
}

const logBeta = (a: number, b: number): number => jstat.gammaln(a) + jstat.gammaln(b) - jstat.gammaln(a + b);
