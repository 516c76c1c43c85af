// Tree → cells read from the database: keys per row and sums by name, still without meaning.
import { isValid, type ColumnData } from "../arrow-table.js";
import type { Database } from "../database.js";
import { numbersByName } from "./cell.js";
import type { Statement } from "./emit-duckdb.js";
import { monthOfEpochDay, type Period } from "./period.js";
import type { QueryTree } from "./tree.js";

export interface Frame {
  length: number;
  /** Value of each dimension per row, in the order of the tree. */
  keys: (string | number | null)[][];
  periodOf(row: number): Period;
  /** m<i>_n, m<i>_y, … per row; NaN where null. */
  sums: ReadonlyMap<string, Float64Array>;
}

export async function readFrame(
  database: Database,
  tree: QueryTree,
  { sql, params }: Statement,
): Promise<Frame> {
  const { columns, length } = await database.columns(sql, params);
  return frameOf(tree, columns, every(length));
}

/** The cells of a statement with a total, and the total as a frame of one row. */
export async function readFrames(
  database: Database,
  tree: QueryTree,
  total: QueryTree,
  { sql, params }: Statement,
): Promise<{ cells: Frame; total: Frame }> {
  const { columns, length } = await database.columns(sql, params);
  const isTotal = columns.find(({ name }) => name === "is_total")!.values;
  const rows = every(length);
  return {
    cells: frameOf(
      tree,
      columns,
      rows.filter((row) => !isTotal[row]),
    ),
    total: frameOf(
      total,
      columns,
      rows.filter((row) => isTotal[row]),
    ),
  };
}

const every = (length: number): Int32Array => Int32Array.from({ length }, (_, row) => row);

/** The chosen rows of what was read. */
export function frameOf(tree: QueryTree, columns: readonly ColumnData[], rows: Int32Array): Frame {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const keys = tree.dimensions.map((_, i) => plainValues(byName.get(`d${i}`)!, rows));
  const numbers = numbersByName(columns);
  const chosen = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]);
  const starts = new Map(tree.periods.map((period) => [period.start, period]));
  const periods = tree.grain && numbers.get("period");
  const sums = new Map(
    [...numbers].flatMap(([name, values]) => (name.startsWith("m") ? [[name, chosen(values)]] : [])),
  );
  return {
    length: rows.length,
    keys,
    sums,
    periodOf: (row) => (periods ? starts.get(monthOfEpochDay(periods[rows[row]]))! : tree.periods[0]),
  };
}

/** The other frame's sums in the order of this frame's rows; NaN where it has no such cell. */
export function aligned(frame: Frame, other: Frame): ReadonlyMap<string, Float64Array> {
  const rows = new Map<string, number>();
  for (let row = 0; row < other.length; row++) rows.set(keyOf(other, row), row);
  const source = new Int32Array(frame.length);
  for (let row = 0; row < frame.length; row++) source[row] = rows.get(keyOf(frame, row)) ?? -1;
  return new Map(
    [...other.sums].map(([name, values]) => [
      name,
      Float64Array.from(source, (row) => (row < 0 ? NaN : values[row])),
    ]),
  );
}

const keyOf = (frame: Frame, row: number): string =>
  JSON.stringify([frame.periodOf(row).start, ...frame.keys.map((values) => values[row])]);

function plainValues(column: ColumnData, rows: Int32Array): (string | number | null)[] {
  return Array.from(rows, (row) =>
    !isValid(column.validity, row)
      ? null
      : column.type === "text"
        ? column.dictionary[column.values[row]]
        : column.values[row],
  );
}
