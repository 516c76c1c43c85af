// Arrow table of an analyst's answer → plain rows, and these as CSV: dates as ISO days, text that a spreadsheet would run neutralised.
import { DataType, type Table } from "apache-arrow";
import { csvCell } from "../result-csv.js";
import type { PlainRow, PlainValue } from "../result-rows.js";
import type { SqlColumn } from "./sql-job.js";

export function sqlRows(table: Table): PlainRow[] {
  const fields = table.schema.fields.map(({ name, type }, i) => ({
    name,
    vector: table.getChildAt(i)!,
    isDate: DataType.isDate(type),
  }));
  return Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(
      fields.map(({ name, vector, isDate }) => [name, plain(vector.get(row), isDate)] as const),
    ),
  );
}

function plain(value: unknown, isDate: boolean): PlainValue {
  if (value === null || value === undefined) return null;
  if (isDate) return new Date(Number(value)).toISOString().slice(0, 10);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return typeof value === "boolean" ? value : String(value);
}

/** For terminals: nothing for null, numbers without binary dust. */
export function sqlText(value: PlainValue): string {
  if (value === null) return "";
  return typeof value === "number" ? String(Number(value.toPrecision(15))) : String(value);
}

export function sqlCsv(columns: readonly SqlColumn[], rows: readonly PlainRow[]): string {
  const lines = [columns.map(({ name }) => csvCell(name))];
  for (const row of rows) lines.push(columns.map(({ name }) => csvCell(row[name] ?? null)));
  return `\ufeff${lines.map((line) => `${line.join(",")}\r\n`).join("")}`;
}
