// Two shares → their ratio with a 95 % interval, and the lift of one event among another.
// Ratio: MOVER-R over Wilson's limits (Donner & Zou 2012, Stat Methods Med Res 21:347), good for small counts, and defined where
// the first count is 0. Lift: delta method on its logarithm for multinomial counts.
import { wilson, type Limits } from "../../engine/metrics/interval.js";

const z = 1.959963984540054;

export interface Ratio extends Limits {
  ratio: number;
}

/** (x1/n1) ÷ (x2/n2). */
export function shareRatio(x1: number, n1: number, x2: number, n2: number): Ratio {
  const p1 = x1 / n1;
  const p2 = x2 / n2;
  const a = wilson(x1, n1);
  const b = wilson(x2, n2);
  const product = p1 * p2;
  const low =
    (product - Math.sqrt(Math.max(0, product ** 2 - a.low * b.high * (2 * p1 - a.low) * (2 * p2 - b.high)))) /
    (b.high * (2 * p2 - b.high));
  const high =
    (product + Math.sqrt(Math.max(0, product ** 2 - a.high * b.low * (2 * p1 - a.high) * (2 * p2 - b.low)))) /
    (b.low * (2 * p2 - b.low));
  return {
    ratio: p1 / p2,
    low: x1 === 0 || x2 === 0 ? 0 : Math.max(0, low),
    high: b.low > 0 && 2 * p2 > b.low ? high : Infinity,
  };
}

/** P(event | trait) ÷ P(event), of `both` with event and trait, `trait` with the trait, `event` with the event, among n. */
export function lift(both: number, trait: number, event: number, n: number): Ratio {
  const ratio = (both * n) / (trait * event);
  // Half a case keeps the logarithm finite; it moves only the interval.
  const p11 = Math.max(both, 0.5) / n;
  const p1 = trait / n;
  const p2 = event / n;
  const variance = (1 / p11 - 1 / p1 - 1 / p2 + (2 * p11) / (p1 * p2) - 1) / n;
  const half = z * Math.sqrt(Math.max(0, variance));
  const centre = p11 / (p1 * p2);
  return { ratio, low: both === 0 ? 0 : centre * Math.exp(-half), high: centre * Math.exp(half) };
}
