// Arrow table of a result → plain rows: periods by name (2025-03, 2025-Q1, 2025), numbers as numbers, null as null.
import type { Table } from "apache-arrow";
import type { ResultColumn } from "./result.js";

export type PlainValue = string | number | boolean | null;
export type PlainRow = Record<string, PlainValue>;

/** For small results, people and machines that take no Arrow. `columns` say which column is time, and of which grain. */
export function resultRows(table: Table, columns: readonly ResultColumn[]): PlainRow[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const fields = table.schema.fields.map(({ name }) => ({
    name,
    vector: table.getChild(name)!,
    grain: byName.get(name)?.grain,
  }));
  return Array.from({ length: table.numRows }, (_, row) => {
    const plain: PlainRow = {};
    for (const { name, vector, grain } of fields) {
      const value: unknown = vector.get(row);
      plain[name] = grain && value !== null ? periodName(Number(value), grain) : plainValue(value);
    }
    return plain;
  });
}

/** Milliseconds of a period's first day → its name. A fiscal year that starts within the year is named by its first month. */
export function periodName(time: number, grain: NonNullable<ResultColumn["grain"]>): string {
  const date = new Date(time);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (grain === "year" && month === 0) return String(year);
  if (grain === "quarter" && month % 3 === 0) return `${year}-Q${month / 3 + 1}`;
  return `${year}-${String(month + 1).padStart(2, "0")}`;
}

function plainValue(value: unknown): PlainValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return Number(value);
  return typeof value === "boolean" ? value : String(value);
}
