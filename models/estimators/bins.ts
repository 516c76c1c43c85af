// Columns of a flat table → small bins: numbers at their quantiles, categories as they are; missing is a bin of its own.
import { distinctValues, quantile, type Column } from "./flat-table.js";

export interface Binning {
  kind: Column["kind"];
  /** Upper limits of the bins of a number, inclusive; the last bin has none. Empty for a category. */
  limits: Float64Array;
  /** Bins with values; the bin after them is for missing values and levels that were never seen. */
  bins: number;
}

/** Levels beyond what a 16-bit bin can number count as missing. */
const mostLevels = 65_535;

/** Bins from `rows` only. At most `most` for a number: one per value where there are few, else at quantiles. */
export function fitBins(column: Column, rows: ArrayLike<number>, most: number): Binning {
  if (column.kind === "categorical")
    return {
      kind: "categorical",
      limits: new Float64Array(0),
      bins: Math.min(column.levels.length, mostLevels),
    };
  const distinct = distinctValues(column.values, rows);
  const limits =
    distinct.length <= most
      ? distinct.slice(0, -1).map((value, i) => (value + distinct[i + 1]) / 2)
      : quantileLimits(column.values, rows, most);
  return { kind: "numeric", limits: Float64Array.from(limits), bins: limits.length + 1 };
}

function quantileLimits(values: Float64Array, rows: ArrayLike<number>, most: number): number[] {
  const present: number[] = [];
  for (let i = 0; i < rows.length; i++) if (!Number.isNaN(values[rows[i]])) present.push(values[rows[i]]);
  const sorted = Float64Array.from(present).sort();
  const limits = Array.from({ length: most - 1 }, (_, i) => quantile(sorted, (i + 1) / most));
  return limits.filter((limit, i) => i === 0 || limit > limits[i - 1]);
}

/** Bin of each of `rows`. A level that no training row had is in its own bin all the same: its effect stays 0. */
export function binned(column: Column, { limits, bins }: Binning, rows: ArrayLike<number>): Uint16Array {
  const out = new Uint16Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    if (column.kind === "categorical") {
      const code = column.codes[rows[i]];
      out[i] = code < 0 || code >= bins ? bins : code;
      continue;
    }
    const value = column.values[rows[i]];
    out[i] = Number.isNaN(value) ? bins : binOf(value, limits);
  }
  return out;
}

function binOf(value: number, limits: Float64Array): number {
  let low = 0;
  let high = limits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= limits[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}
