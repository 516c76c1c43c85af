// Size of an effect ↔ people per group ↔ probability of finding it, before a programme begins.
// Two shares by Cohen's arcsine (Cohen 1988, ch. 6): numbers match R pwr.2p.test and statsmodels NormalIndPower; by the pooled normal:
// R power.prop.test. Two means: normal approximation. Clusters: design effect 1 + (m − 1)·ICC (Donner & Klar 2000).
import { normalCdf, normalQuantile } from "./normal-distribution.js";

export interface PowerOptions {
  /** Two-sided; 0.05. */
  alpha?: number;
  power?: number;
  /** People per cluster and their intraclass correlation; 1 and 0 when left out. */
  clusterSize?: number;
  icc?: number;
}

export const designEffect = ({ clusterSize = 1, icc = 0 }: PowerOptions): number =>
  1 + (Math.max(1, clusterSize) - 1) * icc;

/** Standard errors between the two that give the power, both tails counted as R and statsmodels do. */
function shiftNeeded({ alpha = 0.05, power = 0.8 }: PowerOptions): number {
  const a = normalQuantile(1 - alpha / 2);
  let [low, high] = [0, a + normalQuantile(power) + 1];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle - a) + normalCdf(-middle - a) < power) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Cohen's h. */
export const effectSizeH = (p1: number, p2: number): number =>
  2 * Math.asin(Math.sqrt(p1)) - 2 * Math.asin(Math.sqrt(p2));

/** People per group, not rounded; Infinity without a difference. 35 % and 25 %: 327.6. */
export function sharesSampleSize(p1: number, p2: number, options: PowerOptions = {}): number {
  return ((2 * shiftNeeded(options) ** 2) / effectSizeH(p1, p2) ** 2) * designEffect(options);
}

/** The same by the normal approximation with a pooled variance under the null. 35 % and 25 %: 328.5. */
export function sharesSampleSizePooled(p1: number, p2: number, options: PowerOptions = {}): number {
  const { alpha = 0.05, power = 0.8 } = options;
  const [a, b] = [normalQuantile(1 - alpha / 2), normalQuantile(power)];
  const mean = (p1 + p2) / 2;
  const root = a * Math.sqrt(2 * mean * (1 - mean)) + b * Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
  return (root / (p1 - p2)) ** 2 * designEffect(options);
}

/** Probability of p < α with n1 and n2 people. */
export function sharesPower(
  p1: number,
  p2: number,
  n1: number,
  n2: number,
  options: PowerOptions = {},
): number {
  const a = normalQuantile(1 - (options.alpha ?? 0.05) / 2);
  const n = (2 * n1 * n2) / (n1 + n2) / designEffect(options);
  const shift = Math.abs(effectSizeH(p1, p2)) * Math.sqrt(n / 2);
  return normalCdf(shift - a) + normalCdf(-shift - a);
}

/** Shares below and above `p1` that n1 and n2 people would tell from it; null where there is no such share. */
export function sharesDetectable(
  p1: number,
  n1: number,
  n2: number,
  options: PowerOptions = {},
): { lower: number | null; higher: number | null } {
  const n = (2 * n1 * n2) / (n1 + n2) / designEffect(options);
  const h = shiftNeeded(options) * Math.sqrt(2 / n);
  const angle = Math.asin(Math.sqrt(p1));
  return { lower: share(angle - h / 2), higher: share(angle + h / 2) };
}

/** Share of an arcsine angle; null beyond 0 and 1. */
const share = (angle: number): number | null =>
  angle < 0 || angle > Math.PI / 2 ? null : Math.sin(angle) ** 2;

/** People per group to find a difference of means in units of the outcome, given its standard deviation. */
export function meansSampleSize(difference: number, deviation: number, options: PowerOptions = {}): number {
  return 2 * ((shiftNeeded(options) * deviation) / difference) ** 2 * designEffect(options);
}

/** Difference of means found with that power. */
export function meansDetectable(
  deviation: number,
  n1: number,
  n2: number,
  options: PowerOptions = {},
): number {
  return shiftNeeded(options) * deviation * Math.sqrt((1 / n1 + 1 / n2) * designEffect(options));
}
