// Value and target → how far apart, in the unit that differences have: points for shares, never mixed with relative change.
import type { Direction, Gap } from "./progress-types.js";

/** Dust of binary fractions is no gap: 0.85 − 0.7 is 0.15. */
export const exact = (value: number): number => Number(value.toPrecision(12)) + 0;

export function gapOf(value: number, target: number, direction: Direction): Gap {
  const difference = exact(value - target);
  return {
    difference,
    isMet: direction === "at_least" ? difference >= 0 : difference <= 0,
    relative: target === 0 ? null : exact(difference / Math.abs(target)),
  };
}
