// Arrow table → plain row objects: dates as ISO days, whole numbers as numbers, NaN as null. For small results only.
import type { Table } from "apache-arrow";

export type JsonRow = Record<string, string | number | boolean | null>;

export function jsonRows(table: Table): JsonRow[] {
  const fields = table.schema.fields.map(({ name, type }) => ({
    name,
    isDate: String(type).startsWith("Date"),
  }));
  return table.toArray().map((row: Record<string, unknown> | null) => {
    const plain: JsonRow = {};
    for (const { name, isDate } of fields) plain[name] = jsonCell(row?.[name], isDate);
    return plain;
  });
}

function jsonCell(value: unknown, isDate: boolean): JsonRow[string] {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (isDate) return new Date(Number(value)).toISOString().slice(0, 10);
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return typeof value === "boolean" ? value : String(value);
}
