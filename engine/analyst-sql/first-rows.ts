// Columns → their first n rows: blocks are cut, and a dictionary keeps only what these rows use.
import type { ColumnData } from "../arrow-table.js";

export function firstRows(columns: readonly ColumnData[], n: number): ColumnData[] {
  return columns.map((column): ColumnData => {
    if (column.type !== "text") return { ...column, values: column.values.slice(0, n) } as ColumnData;
    const values = column.values.slice(0, n);
    // Codes are given in order of appearance.
    const used = values.reduce((most, code) => Math.max(most, code), -1) + 1;
    return { ...column, values, dictionary: column.dictionary.slice(0, used) };
  });
}
