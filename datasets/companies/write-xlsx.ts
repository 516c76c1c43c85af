// Rows → an XLSX file with one sheet; dates are real date cells. The same rows give the same bytes.
import { writeFileSync } from "node:fs";
import { writeXlsx as encode } from "hucre/xlsx";
import type { Cell } from "./write-csv.js";

export interface XlsxSheet {
  name: string;
  headers: readonly string[];
  rows: readonly (readonly (Cell | Date)[])[];
  /** Stamped into the file instead of the system clock. */
  savedOn: Date;
}

export async function writeXlsx(path: string, sheet: XlsxSheet): Promise<void> {
  const bytes = await encode({
    properties: { created: sheet.savedOn, modified: sheet.savedOn },
    sheets: [
      {
        name: sheet.name,
        columns: sheet.headers.map((header, i) => {
          const isDate = sheet.rows.some((row) => row[i] instanceof Date);
          return isDate
            ? { header, key: String(i), width: 14, numFmt: "yyyy-mm-dd" }
            : { header, key: String(i), width: 14 };
        }),
        data: sheet.rows.map((row) => Object.fromEntries(row.map((cell, i) => [String(i), cell ?? null]))),
      },
    ],
  });
  writeFileSync(path, bytes);
}
