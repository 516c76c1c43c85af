// Two yearly rates → person-years needed in each phase to tell them apart: 80 % power at the 5 % level, two-sided.

const zAlpha = 1.959964;
const zPower = 0.841621;

/** Normal approximation for two Poisson rates: (z₁₋α/₂ + z₁₋β)² (a + b) / (a − b)². Null where they are equal. */
export function exposureNeeded(a: number, b: number): number | null {
  if (!(a >= 0) || !(b >= 0) || Math.abs(a - b) < 1e-9) return null;
  return ((zAlpha + zPower) ** 2 * (a + b)) / (a - b) ** 2;
}
