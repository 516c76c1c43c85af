// Members' mean squared errors on the values held back → their weights in the combination.
import type { MemberId } from "./forecast-members.js";

/** Held-back values at which the errors count as much as the belief that all members are as good. */
const prior = 18;

/**
 * heldBack / (heldBack + 18) of the weight inversely proportional to the mean squared error (Bates & Granger 1969,
 * without covariances), the rest equal; equal where nothing was held back. A member without an error counts as the mean of the others.
 * The seasonal naive has no part of the rest: it is believed only as far as the held-back values speak for it.
 */
export function memberWeights(
  ids: readonly MemberId[],
  squares: Partial<Record<string, number>>,
  heldBack: number,
): Partial<Record<MemberId, number>> {
  const share = heldBack / (heldBack + prior);
  const inverse = ids.map((id) => {
    const error = squares[id];
    return error === undefined || Number.isNaN(error) ? Number.NaN : 1 / Math.max(error, 1e-24);
  });
  const known = inverse.filter((v) => !Number.isNaN(v));
  const typical = known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : 1;
  const filled = inverse.map((v) => (Number.isNaN(v) ? typical : v));
  const total = filled.reduce((a, b) => a + b, 0);
  const believed = ids.filter((id) => id !== "seasonal_naive").length;
  return Object.fromEntries(
    ids.map((id, i) => [
      id,
      (id === "seasonal_naive" ? 0 : (1 - share) / believed) + (share * filled[i]) / total,
    ]),
  );
}
