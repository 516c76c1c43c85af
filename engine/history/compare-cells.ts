// Two sets of cells of one question → the cells that differ, each named by its row and column.
import type { PlainRow, PlainValue } from "../result-rows.js";
import type { ResultColumn } from "../result.js";

export interface CellDifference {
  /** Values of the row's dimensions and period; "total" for the total. */
  row: Record<string, PlainValue> | "total";
  column: string;
  was: PlainValue;
  is: PlainValue;
}

interface Cells {
  columns: readonly ResultColumn[];
  rows: readonly PlainRow[];
  total: PlainRow;
}

/** Numbers that agree to a part in 10¹² are equal: several threads may add the same numbers in another order. */
export function differentCells(was: Cells, is: Cells): CellDifference[] {
  const names = [...new Set([...was.columns, ...is.columns].map((c) => c.name))];
  const keys = was.columns.filter((c) => c.role === "time" || c.role === "dimension").map((c) => c.name);
  const values = names.filter((name) => !keys.includes(name));
  const nameOf = (row: PlainRow): string => JSON.stringify(keys.map((key) => row[key] ?? null));
  const later = new Map(is.rows.map((row) => [nameOf(row), row]));
  const earlier = new Set(was.rows.map(nameOf));
  const differences: CellDifference[] = [];
  const compare = (row: CellDifference["row"], a: PlainRow | undefined, b: PlainRow | undefined): void => {
    for (const column of values) {
      const [x, y] = [a?.[column] ?? null, b?.[column] ?? null];
      if (!isSame(x, y)) differences.push({ row, column, was: x, is: y });
    }
  };
  const place = (row: PlainRow): Record<string, PlainValue> =>
    Object.fromEntries(keys.map((key) => [key, row[key] ?? null]));
  for (const row of was.rows) compare(place(row), row, later.get(nameOf(row)));
  for (const row of is.rows) if (!earlier.has(nameOf(row))) compare(place(row), undefined, row);
  compare("total", was.total, is.total);
  return differences;
}

function isSame(a: PlainValue, b: PlainValue): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
}
