// Input files → raw tables in the work database. The one place where uploaded bytes are parsed (so that it can move to a child process).
import type { Database } from "../database.js";
import { fail } from "./ingest-errors.js";
import type { InputFile } from "./input-files.js";
import type { RawTable } from "./raw-table.js";
import { readCsv } from "./read-csv.js";
import { readParquet } from "./read-parquet.js";
import { readXlsx } from "./read-xlsx.js";

export async function readFiles(
  db: Database,
  files: readonly InputFile[],
  scratch: string,
  onFile?: (file: InputFile, index: number) => void,
  signal?: AbortSignal,
): Promise<RawTable[]> {
  const tables: RawTable[] = [];
  for (const [i, file] of files.entries()) {
    if (signal?.aborted) throw fail.import_cancelled();
    onFile?.(file, i);
    const relation = `raw_${i}`;
    if (file.format === "parquet") tables.push(...(await readParquet(db, file, relation)));
    else if (file.format === "xlsx") tables.push(...(await readXlsx(db, file, relation, scratch)));
    else tables.push(...(await readCsv(db, file, relation, scratch)));
  }
  return tables;
}

/** Every header may stand once; unnamed columns may be many. */
export function refuseRepeatedHeaders(table: RawTable): void {
  const counts = new Map<string, number>();
  for (const header of table.headers) if (header) counts.set(header, (counts.get(header) ?? 0) + 1);
  for (const [column, count] of counts)
    if (count > 1) throw fail.header_repeated({ file: table.label, row: table.headerRow, column, count });
}
