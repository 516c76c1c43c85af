// Arrow table of a result → plain rows: periods by name (2025-03, 2025-Q1, FY2025), numbers as numbers, null as null.
import type { Table } from "apache-arrow";
import { monthOfEpochDay, periodName } from "./metrics/period.js";
import type { ResultColumn } from "./result.js";

export type PlainValue = string | number | boolean | null;
export type PlainRow = Record<string, PlainValue>;

/** For small results, people and machines that take no Arrow. `columns` say which column is time, and of which grain. */
export function resultRows(table: Table, columns: readonly ResultColumn[]): PlainRow[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const fields = table.schema.fields.map(({ name }) => ({
    name,
    vector: table.getChild(name)!,
    column: byName.get(name),
  }));
  return Array.from({ length: table.numRows }, (_, row) => {
    const plain: PlainRow = {};
    for (const { name, vector, column } of fields) {
      const value: unknown = vector.get(row);
      plain[name] =
        column?.grain && value !== null
          ? periodName(monthOfEpochDay(Number(value) / 86_400_000), column.grain, column.fiscalYearStart)
          : plainValue(value);
    }
    return plain;
  });
}

function plainValue(value: unknown): PlainValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return Number(value);
  return typeof value === "boolean" ? value : String(value);
}
