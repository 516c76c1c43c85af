// Table columns → design matrix: standardised numbers (median for missing, plus an indicator), one indicator per level,
// optionally spline hinges. Everything is learned from the training rows only. As scikit-learn's SimpleImputer(median,
// add_indicator) + StandardScaler + OneHotEncoder(handle_unknown="ignore"); column 0 is the intercept.
import { distinctValues, quantile, type Column, type FlatTable } from "./flat-table.js";
import { hinges, valueIndicators, type Basis } from "./spline-basis.js";
import { sparseMatrix, type SparseMatrix } from "./sparse-matrix.js";

export interface EncodeOptions {
  /** Bend the line of each number: hinges at its quartiles, or one indicator per value where there are few. */
  splines: boolean;
  /** Levels kept per categorical; rarer ones share "other". */
  maxLevels?: number;
}

type Encoded =
  | {
      kind: "numeric";
      column: number;
      first: number;
      median: number;
      mean: number;
      sd: number;
      missing?: number;
      basis: Basis | undefined;
    }
  | {
      kind: "categorical";
      column: number;
      /** level code → design column; last entry: missing and unseen. */ at: Int32Array;
    };

export interface Encoder {
  columns: number;
  names: string[];
  encoded: Encoded[];
}

export function fitEncoder(table: FlatTable, rows: ArrayLike<number>, options: EncodeOptions): Encoder {
  const names = ["(intercept)"];
  const encoded: Encoded[] = [];
  table.columns.forEach((column, index) => {
    const part =
      column.kind === "numeric"
        ? fitNumeric(column, index, rows, options.splines, names)
        : fitCategorical(column, index, rows, options.maxLevels ?? 40, names);
    if (part) encoded.push(part);
  });
  return { columns: names.length, names, encoded };
}

function fitNumeric(
  column: Extract<Column, { kind: "numeric" }>,
  index: number,
  rows: ArrayLike<number>,
  splines: boolean,
  names: string[],
): Encoded | undefined {
  const present: number[] = [];
  for (let i = 0; i < rows.length; i++)
    if (!Number.isNaN(column.values[rows[i]])) present.push(column.values[rows[i]]);
  const distinct = distinctValues(column.values, rows);
  const hasMissing = present.length < rows.length;
  if (distinct.length < 2 && !hasMissing) return undefined;
  present.sort((a, b) => a - b);
  const median = present.length > 0 ? quantile(present, 0.5) : 0;
  const missingCount = rows.length - present.length;
  let sum = missingCount * median;
  for (const v of present) sum += v;
  const mean = sum / rows.length;
  let squares = missingCount * (median - mean) ** 2;
  for (const v of present) squares += (v - mean) ** 2;
  const sd = Math.sqrt(squares / rows.length) || 1;
  const first = names.length;
  names.push(column.name);
  let missing: number | undefined;
  if (hasMissing) {
    missing = names.length;
    names.push(`${column.name}: missing`);
  }
  let basis: Basis | undefined;
  if (splines) {
    basis =
      distinct.length > 6 ? hinges(present) : distinct.length > 2 ? valueIndicators(distinct) : undefined;
    if (basis) for (const label of basis.labels) names.push(`${column.name}: ${label}`);
  }
  return { kind: "numeric", column: index, first, median, mean, sd, missing, basis };
}

function fitCategorical(
  column: Extract<Column, { kind: "categorical" }>,
  index: number,
  rows: ArrayLike<number>,
  maxLevels: number,
  names: string[],
): Encoded | undefined {
  const counts = new Int32Array(column.levels.length);
  let missing = 0;
  for (let i = 0; i < rows.length; i++) {
    const code = column.codes[rows[i]];
    if (code < 0) missing++;
    else counts[code]++;
  }
  const seen = [...counts.keys()]
    .filter((code) => counts[code] > 0)
    .sort((a, b) => counts[b] - counts[a] || a - b);
  if (seen.length + (missing > 0 ? 1 : 0) < 2) return undefined;
  const at = new Int32Array(column.levels.length + 1).fill(-1);
  for (const code of seen.slice(0, maxLevels)) {
    at[code] = names.length;
    names.push(`${column.name}: ${column.levels[code]}`);
  }
  if (seen.length > maxLevels) {
    for (const code of seen.slice(maxLevels)) at[code] = names.length;
    names.push(`${column.name}: (other)`);
  }
  if (missing > 0) {
    const bin = names.length;
    names.push(`${column.name}: (missing)`);
    for (let code = 0; code < at.length; code++) if (at[code] < 0) at[code] = bin;
  }
  return { kind: "categorical", column: index, at };
}

export function encode(encoder: Encoder, table: FlatTable, rows: ArrayLike<number>): SparseMatrix {
  return sparseMatrix(rows.length, encoder.columns, (i, add) => {
    const row = rows[i];
    add(0, 1);
    for (const part of encoder.encoded) {
      const column = table.columns[part.column];
      if (part.kind === "categorical" && column.kind === "categorical") {
        const code = column.codes[row];
        const at = part.at[code < 0 ? part.at.length - 1 : code];
        if (at >= 0) add(at, 1);
      } else if (part.kind === "numeric" && column.kind === "numeric") {
        const isMissing = Number.isNaN(column.values[row]);
        const value = isMissing ? part.median : column.values[row];
        add(part.first, (value - part.mean) / part.sd);
        if (isMissing && part.missing !== undefined) add(part.missing, 1);
        part.basis?.add(value, part.first + (part.missing === undefined ? 1 : 2), add);
      }
    }
  });
}
