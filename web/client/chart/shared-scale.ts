// Rates of several groups → the end of the scale they share: tiny groups, whose limits reach anywhere, do not stretch it.
import type { Estimate } from "../overview/change.js";

interface Rated extends Estimate {
  exposure: number | null;
}

/** Person-years below which a group's upper limit says next to nothing. */
const leastExposure = 10;

export function sharedScale(facts: (Rated | null)[]): number {
  const known = facts.filter((fact): fact is Rated => fact !== null);
  const solid = known.filter(({ exposure }) => (exposure ?? 0) >= leastExposure);
  const ends = (solid.length > 0 ? solid : known).map(({ value, high }) => high ?? value ?? 0);
  // A rate above 100 % a year is drawn when it was seen, not because an interval reaches there.
  const seen = Math.max(1, ...known.map(({ value }) => value ?? 0));
  return Math.ceil(Math.min(seen, Math.max(0.1, ...ends)) * 10) / 10;
}
