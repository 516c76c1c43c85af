// Columns of a flat table → small bins: numbers at their quantiles, categories as they are; missing is a bin of its own.
// A bin is one byte, so that a table of bins is read fast and a model of bins is small.
import { quantile, type Column, type FlatTable } from "./flat-table.js";

/** Plain numbers and texts: part of a stored model. */
export interface Binning {
  name: string;
  kind: Column["kind"];
  /** Upper limits of the bins of a number, inclusive; the last bin has none. Empty for a category. */
  limits: number[];
  /** Level of each bin of a category, found again by name in another table. Empty for a number. */
  levels: string[];
  /** Bins with values; the bin after them is for missing values and levels that were never seen. */
  bins: number;
}

/** Bins with values at most: with the bin of the missing they fill a byte. */
export const mostBins = 255;
/** Rows that are enough to know quantiles by. */
const rowsForQuantiles = 50_000;

/** Bins from `rows` only. At most `most` for a number: one per value where there are few, else at quantiles. */
export function fitBins(column: Column, rows: ArrayLike<number>, most: number): Binning {
  const { name, kind } = column;
  if (kind === "categorical") {
    const levels = mostFrequent(column, rows);
    return { name, kind, limits: [], levels, bins: levels.length };
  }
  const few = fewValues(column.values, rows, most);
  const limits = few
    ? few.slice(0, -1).map((value, i) => (value + few[i + 1]) / 2)
    : quantileLimits(column.values, rows, most);
  return { name, kind, limits, levels: [], bins: limits.length + 1 };
}

export const fitTableBins = (table: FlatTable, rows: ArrayLike<number>, most: number): Binning[] =>
  table.columns.map((column) => fitBins(column, rows, most));

/** All levels in their order; of very many the most frequent, the others count as missing. */
function mostFrequent(
  { levels, codes }: Extract<Column, { kind: "categorical" }>,
  rows: ArrayLike<number>,
): string[] {
  if (levels.length <= mostBins) return levels.slice();
  const counts = new Int32Array(levels.length);
  for (let i = 0; i < rows.length; i++) if (codes[rows[i]] >= 0) counts[codes[rows[i]]]++;
  const kept = [...counts.keys()].sort((a, b) => counts[b] - counts[a] || a - b).slice(0, mostBins);
  return kept.sort((a, b) => a - b).map((code) => levels[code]);
}

/** The distinct values in order, or nothing where there are more than `most`. */
function fewValues(values: Float64Array, rows: ArrayLike<number>, most: number): number[] | undefined {
  const seen = new Set<number>();
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]];
    if (Number.isNaN(value)) continue;
    seen.add(value);
    if (seen.size > most) return undefined;
  }
  return [...seen].sort((a, b) => a - b);
}

function quantileLimits(values: Float64Array, rows: ArrayLike<number>, most: number): number[] {
  const step = Math.max(1, Math.ceil(rows.length / rowsForQuantiles));
  const present = new Float64Array(Math.ceil(rows.length / step));
  let n = 0;
  for (let i = 0; i < rows.length; i += step) {
    const value = values[rows[i]];
    if (!Number.isNaN(value)) present[n++] = value;
  }
  const sorted = present.subarray(0, n).sort();
  const limits = Array.from({ length: most - 1 }, (_, i) => quantile(sorted, (i + 1) / most));
  return limits.filter((limit, i) => i === 0 || limit > limits[i - 1]);
}

/** Bin of each of `rows`. A level that no training row had is in its own bin all the same: its effect stays 0. */
export function binned(column: Column, binning: Binning, rows: ArrayLike<number>): Uint8Array {
  const { bins } = binning;
  const out = new Uint8Array(rows.length);
  if (column.kind === "categorical") {
    const binOfLevel = new Map(binning.levels.map((level, bin) => [level, bin]));
    const binOfCode = column.levels.map((level) => binOfLevel.get(level) ?? bins);
    for (let i = 0; i < rows.length; i++) {
      const code = column.codes[rows[i]];
      out[i] = code < 0 ? bins : binOfCode[code];
    }
    return out;
  }
  const limits = Float64Array.from(binning.limits);
  const { first, perCell, cells } = jumpTable(limits);
  for (let i = 0; i < rows.length; i++) {
    const value = column.values[rows[i]];
    if (Number.isNaN(value)) {
      out[i] = bins;
      continue;
    }
    const cell = (value - first) * perCell;
    let bin = cell > 0 ? cells[cell < cells.length ? Math.floor(cell) : cells.length - 1] : 0;
    while (bin < limits.length && value > limits[bin]) bin++;
    out[i] = bin;
  }
  return out;
}

/** Cells of equal width over the limits → the first bin that a value there can be in. */
function jumpTable(limits: Float64Array): { first: number; perCell: number; cells: Uint8Array } {
  const cells = new Uint8Array(1024);
  const first = limits.length > 0 ? limits[0] : 0;
  const width = limits.length > 1 ? (limits[limits.length - 1] - first) / cells.length : 0;
  const perCell = width > 0 && Number.isFinite(1 / width) ? 1 / width : 0;
  for (let cell = 0, bin = 0; cell < cells.length; cell++) {
    // one cell lower than its own edge: rounding must not jump over a limit
    while (bin < limits.length && limits[bin] < first + (cell - 1) * width) bin++;
    cells[cell] = perCell > 0 ? bin : 0;
  }
  return { first, perCell, cells };
}
