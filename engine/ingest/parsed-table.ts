// A table as the reading process leaves it: a file that we wrote ourselves, and what is known of it.
import type { RawTable } from "./raw-table.js";

export interface ParsedTable extends RawTable {
  /** `text`: our strict CSV; `parquet`: written anew by us. */
  form: "text" | "parquet";
  /** Where it lies in the scratch folder; null when it has no row. */
  place: string | null;
}
