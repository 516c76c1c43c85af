// What the process that runs an analyst's SQL is told, and what it answers: plain data both ways.
import type { ColumnType } from "../column-builder.js";

export interface SqlLimits {
  wallMs: number;
  /** Of the whole process. */
  memoryMb: number;
  /** Rows given back at most. */
  rows: number;
  /** Bytes given back at most (Arrow IPC). */
  bytes: number;
}

/** One relation as this reader may see it. */
export interface AnalystRelation {
  name: string;
  columns: { name: string; type: string }[];
  /** Its rows and columns, read from the attached cache `company`. */
  select: string;
  /** False: the reader may see every row, so it need not be copied out of the cache first. */
  restricted: boolean;
  /** Reads Parquet files of the imports when asked. */
  readsFiles: boolean;
}

/** Employee-months that may be read: a condition on employee_month as `e`, with its values. */
export interface LentRows {
  where: string;
  params: (string | number | boolean | null)[];
}

export interface SqlJob {
  statement: string;
  cachePath: string;
  importsFolder: string;
  /** Folder for what does not fit in memory; the parent removes it. */
  scratch: string;
  relations: AnalystRelation[];
  /** Left out where every row may be read. */
  lent?: LentRows;
  rows: number;
  bytes: number;
}

export interface SqlColumn {
  name: string;
  /** As DuckDB names it: DOUBLE, DATE, VARCHAR, BIGINT[]. */
  type: string;
  kind: ColumnType;
}

export interface SqlReply {
  columns: SqlColumn[];
  /** Arrow IPC stream. */
  ipc: Uint8Array;
  rows: number;
  /** Why rows were left out; null when all are there. */
  cut: "rows" | "bytes" | null;
  relations: string[];
}

export const sqlCatalog = "company";
/** Keys of what may be read, while relations are copied out of the cache. */
export const lentMonth = "memory.main.lent_month";
export const lentPerson = "memory.main.lent_person";
