// What the reading process is told, and what it leaves: plain data both ways.
import type { InputFile } from "./input-files.js";

export type ReadJob =
  | { kind: "read"; files: InputFile[]; scratch: string }
  | { kind: "unpack"; file: string; name: string; scratch: string };

export interface UnpackedEntry {
  name: string;
  /** Where it was written; null when its ending is not a table's. */
  path: string | null;
}

/** Endings of files that hold tables, or may. */
export const tableName = /\.(csv|tsv|tab|txt|xlsx|xlsm|parquet|zip|xls)$/i;
export const zipName = /\.zip$/i;
