// Totals → who is in the top fifth: places of those at or above the value of the last who is in by number.

/** A fifth, rounded up; equals of the last one are in too, so no order of the rows decides. */
export function topFifth(totals: readonly number[]): Set<number> {
  if (totals.length === 0) return new Set();
  const size = Math.ceil(totals.length / 5);
  const edge = [...totals].sort((a, b) => b - a)[size - 1]!;
  // totals that differ by a rounding error are equal
  return new Set(totals.flatMap((total, i) => (total >= edge - 1e-9 ? [i] : [])));
}
