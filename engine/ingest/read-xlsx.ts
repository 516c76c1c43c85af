// An XLSX workbook → one table of text columns per visible sheet that holds anything; dates become ISO text.
import { readFileSync } from "node:fs";
import { type CellValue, readXlsx as parseXlsx } from "hucre";
import { fail } from "./ingest-errors.js";
import type { InputFile } from "./input-files.js";
import type { ParsedTable } from "./parsed-table.js";
import { TextRows } from "./text-rows.js";
import { refuseBomb } from "./unpack.js";

export async function readXlsx(file: InputFile, relation: string, scratch: string): Promise<ParsedTable[]> {
  const bytes = readFileSync(file.path);
  refuseBomb(bytes, file.name);
  const workbook = await parseXlsx(bytes, {
    sheets: (sheet) => !sheet.hidden && !sheet.veryHidden,
  }).catch((error: unknown) => {
    throw fail.file_truncated({
      file: file.name,
      format: "XLSX",
      found: error instanceof Error ? error.message : String(error),
    });
  });
  const tables: ParsedTable[] = [];
  for (const [i, sheet] of workbook.sheets.entries()) {
    const name = workbook.sheets.length > 1 ? sheet.name : undefined;
    const rows = new TextRows(file, name, `${relation}_${i}`, scratch);
    for (const [at, cells] of sheet.rows.entries()) rows.add({ row: at + 1, cells: cells.map(cellText) });
    const table = rows.finish({});
    if (table) tables.push(table);
  }
  if (tables.length === 0) throw fail.file_empty({ file: file.name });
  return tables;
}

/** Numbers lose binary dust (0.1 + 0.2); a date without time of day is a date. */
function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return dateText(value);
  if (typeof value === "number") return String(Number(value.toPrecision(15)));
  return String(value);
}

function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return "";
  const [day, time] = value.toISOString().split("T") as [string, string];
  const seconds = time.slice(0, 8);
  if (day <= "1900-01-01") return seconds;
  return seconds === "00:00:00" ? day : `${day} ${seconds}`;
}
