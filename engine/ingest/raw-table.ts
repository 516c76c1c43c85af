// One table as it stands in a file, loaded into the work database: text columns c0…cn, or typed columns of a Parquet file.
import type { InputFile } from "./input-files.js";

export interface RawTable {
  file: InputFile;
  sheet?: string;
  /** `survey.xlsx › Sheet1`, for people. */
  label: string;
  /** Relation in the work database; has `source_row` beside the columns. */
  relation: string;
  /** Trimmed headers as they stand; "" where there is none. */
  headers: string[];
  /** Name of each column in the relation. */
  columns: string[];
  /** SQL type of each column; VARCHAR for text files. */
  types: string[];
  rows: number;
  /** 1-based row of the header in the file. */
  headerRow: number;
  encoding?: string;
  delimiter?: string;
  /** Rows that have more cells than the header: they can't be read safely. */
  ragged: { row: number; cells: number; text: string }[];
}

export const maxColumns = 2000;
export const labelOf = (file: string, sheet?: string): string => (sheet ? `${file} › ${sheet}` : file);
