// Columns of a flat table → design of a logistic regression whose numbers may bend, and its coefficients → shapes.
// Numbers: standardised, with hinges at the quartiles (truncated linear basis, Ruppert, Wand and Carroll 2003); two values only:
// as they are. Categories: a column per level. The weak prior's penalties are for log odds of rare events (after Gelman et al.
// 2008): standard deviation 1 for a yes/no, 0.5 per standard deviation of a number, a bend and a level.
import { distinctValues, quantile, type FlatTable } from "./flat-table.js";
import { sparseMatrix, type SparseMatrix } from "./sparse-matrix.js";

export type BendPart =
  | {
      kind: "number";
      first: number;
      mean: number;
      sd: number;
      bends: { at: number; factor: number }[];
      missing?: number;
      low: number;
      high: number;
    }
  | { kind: "category"; levels: { code: number; column: number }[]; other?: number };

export interface BendDesign {
  columns: number;
  /** One for each column of the table. */
  parts: BendPart[];
  penalty: number[];
}

const leastRows = 20;
const mostLevels = 20;

export function bendDesign(table: FlatTable, rows: Int32Array): BendDesign {
  const design: BendDesign = { columns: 1, parts: [], penalty: [0] };
  const add = (lambda: number): number => design.penalty.push(lambda) && design.columns++;
  for (const column of table.columns) {
    if (column.kind === "categorical") {
      const counts = new Int32Array(column.levels.length);
      for (const row of rows) if (column.codes[row] >= 0) counts[column.codes[row]]++;
      const kept = [...counts.keys()]
        .filter((code) => counts[code] >= leastRows)
        .sort((a, b) => counts[b] - counts[a] || a - b)
        .slice(0, mostLevels);
      const rest = rows.length - kept.reduce((sum, code) => sum + counts[code], 0);
      design.parts.push({
        kind: "category",
        levels: kept.map((code) => ({ code, column: add(4) })),
        ...(rest >= leastRows && kept.length > 0 ? { other: add(4) } : {}),
      });
      continue;
    }
    const present = rows.filter((row) => !Number.isNaN(column.values[row]));
    const sorted = Float64Array.from(present, (row) => column.values[row]).sort();
    const distinct = distinctValues(column.values, rows);
    const { mean, sd } = meanAndSd(sorted);
    const isFlag = distinct.length <= 2;
    const first = add(isFlag ? 1 / (sd * sd) : 4);
    const knots = isFlag
      ? []
      : [...new Set([0.25, 0.5, 0.75].map((q) => quantile(sorted, q)))].filter(
          (knot) => knot > sorted[0] && knot < sorted[sorted.length - 1],
        );
    const missing = rows.length - present.length;
    design.parts.push({
      kind: "number",
      first,
      mean,
      sd,
      bends: knots.map((at) => {
        add(4);
        return { at, factor: 0.5 / Math.max(1e-9, meanAndSd(sorted.map((v) => Math.max(0, v - at))).sd) };
      }),
      ...(missing >= leastRows && present.length >= leastRows ? { missing: add(4) } : {}),
      low: sorted[0] ?? 0,
      high: sorted[sorted.length - 1] ?? 0,
    });
  }
  return design;
}

export function encodeBends(
  { columns, parts }: BendDesign,
  table: FlatTable,
  rows: Int32Array,
): SparseMatrix {
  const byCode = parts.map((part) =>
    part.kind === "category" ? new Map(part.levels.map((l) => [l.code, l.column])) : undefined,
  );
  return sparseMatrix(rows.length, columns, (i, add) => {
    const row = rows[i];
    add(0, 1);
    parts.forEach((part, c) => {
      const column = table.columns[c];
      if (part.kind === "category" && column.kind === "categorical") {
        const at = byCode[c]!.get(column.codes[row]) ?? part.other;
        if (at !== undefined) add(at, 1);
      } else if (part.kind === "number" && column.kind === "numeric") {
        const x = column.values[row];
        if (Number.isNaN(x)) {
          if (part.missing !== undefined) add(part.missing, 1);
          return;
        }
        add(part.first, (x - part.mean) / part.sd);
        part.bends.forEach(({ at, factor }, k) => {
          if (x > at) add(part.first + 1 + k, (x - at) * factor);
        });
      }
    });
  });
}

function meanAndSd(values: Float64Array): { mean: number; sd: number } {
  if (values.length === 0) return { mean: 0, sd: 1 };
  let sum = 0;
  let squares = 0;
  for (const v of values) sum += v;
  const mean = sum / values.length;
  for (const v of values) squares += (v - mean) ** 2;
  const sd = Math.sqrt(squares / values.length);
  return { mean, sd: sd > 1e-9 * Math.max(1, Math.abs(mean)) ? sd : 1 };
}
