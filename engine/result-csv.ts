// Result → CSV (RFC 4180): CRLF, quotes where needed; text that a spreadsheet would run as a formula is neutralised.
import { resultRows, type PlainValue } from "./result-rows.js";
import type { Result } from "./result.js";

/** With a byte-order mark, so that spreadsheets read 中文 as UTF-8. Numbers are written exactly, never guarded. */
export function resultToCsv(result: Result): string {
  const names = result.columns.map((column) => column.name);
  const rows = resultRows(result.table, result.columns);
  const lines = [
    names.map((name) => csvCell(name)),
    ...rows.map((row) => names.map((name) => csvCell(row[name] ?? null))),
  ];
  return `\ufeff${lines.map((line) => `${line.join(",")}\r\n`).join("")}`;
}

export function csvCell(value: PlainValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const inert = /^[=+\-@\t\r\n\0]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
