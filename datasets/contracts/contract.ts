// The shape of a source contract: what one table from an HR system must look like to be imported.

export interface Text {
  en: string;
  zh: string;
}

/** Semantic type of a source column; ingest casts to it and rejects rows that do not fit. */
export type ColumnType =
  | "text"
  | "integer"
  | "decimal"
  | "boolean"
  | "date"
  | "time"
  | "timestamp"
  | "category";

export interface Column {
  name: string;
  type: ColumnType;
  label: Text;
  /** A row without it is rejected. */
  required?: boolean;
  unit?: "count" | "share" | "money" | "hours" | "days" | "score";
  /** Headers, beside `name` itself, that mean this column. Compared without case, spaces, `_` and `-`. */
  headers: { en: string[]; zh: string[] };
  /** For `category`: canonical value → what source systems write for it (either language). */
  levels?: Record<string, string[]>;
  /** Inclusive range for numbers; for dates `["1930-01-01", "today"]` ("today" = the clock's date). */
  range?: [number, number] | [string, string];
  /** Name of a column in another contract that must contain the value (`org_unit.org_unit_id`). */
  references?: string;
  /** Shown only to readers with person-level rights; never a model input. */
  protected?: boolean;
}

export interface Contract {
  table: string;
  title: Text;
  grain: Text;
  key: string[];
  columns: Column[];
  /** Pairs of columns whose first may not be later than the second (`dates_in_order`). */
  ordered?: [string, string][];
  /** Two columns that must not name the same person (`not_oneself`). */
  distinct?: [string, string];
  /** Names of cross-row rules that ingest runs for this table (see engine/ingest/checks.ts). */
  checks: string[];
  /** What becomes possible with this source. */
  unlocks: Text;
  required?: boolean;
}
