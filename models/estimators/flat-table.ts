// Columns of a flat table as arrays: what the learners of any table take.

export type Column =
  | { name: string; kind: "numeric"; /** NaN = missing. */ values: Float64Array }
  | { name: string; kind: "categorical"; /** −1 = missing. */ codes: Int32Array; levels: string[] };

export interface FlatTable {
  rows: number;
  columns: Column[];
}

/** Distinct non-missing values among the rows, sorted. */
export function distinctValues(values: Float64Array, rows: ArrayLike<number>): number[] {
  const seen = new Set<number>();
  for (let i = 0; i < rows.length; i++) {
    const v = values[rows[i]];
    if (!Number.isNaN(v)) seen.add(v);
  }
  return [...seen].sort((a, b) => a - b);
}

/** Quantile by linear interpolation (type 7 of Hyndman & Fan, R's default) of sorted values. */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}
