// What every question is answered with: columns with meaning, an Arrow table, and the evidence behind each number.
// Types only here and in what this file imports as types: the browser reads it.
import type { Table } from "apache-arrow";
import type { Bilingual } from "./locale.js";
import type { MetricQuerySpec } from "./metrics/metric-query.js";
import type { DifferenceUnit, Unit } from "./metrics/unit.js";

/** Suffixes of the columns that stand beside metric `m` in the table: `m__low`, `m__n`, … */
export type MetricPart =
  | "value" // no suffix
  | "low" // 95 % interval
  | "high"
  | "n" // distinct people behind the number
  | "events" // events or numerator, where the metric has one (25 exits)
  | "exposure" // denominator (100.0 person-years)
  | "refused" // reason code when the number is withheld or undefined, else null
  | "previous" // value compared with, per comparison: `m__previous_period`, `m__previous_year`
  | "difference"
  | "difference_low"
  | "difference_high"
  | "chance"; // "beyond_chance" | "could_be_chance" | "too_few"

export interface ResultColumn {
  /** Name in the Arrow table. */
  name: string;
  role: "dimension" | "time" | "metric";
  label: Bilingual;
  /** For role metric. */
  metric?: string;
  part?: MetricPart;
  comparison?: "previous_period" | "previous_year" | "cohort";
  unit?: Unit | DifferenceUnit;
}

/** Why a number is not there. */
export type RefusalCode =
  | "small_group"
  | "no_exposure"
  | "needs_12_months"
  | "no_source"
  | "not_followed_yet";

export interface Receipt {
  id: string;
  /** Hash of the definitions of the metrics asked for. */
  definitions: string;
  /** Snapshot of the data: hash over the manifests of the imports it was built from. */
  snapshot: string;
  policy: string;
  spec: MetricQuerySpec;
  sql: string;
  askedAt: string;
}

export interface Warning {
  code: string;
  text: Bilingual;
}

/** In the browser the table arrives as Arrow IPC, the rest as JSON in the schema's metadata (key "rapport"). */
export interface ResultMeta {
  columns: ResultColumn[];
  receipt: Receipt;
  warnings: Warning[];
  /** Months really covered (after clipping to the history), "YYYY-MM". */
  from: string;
  to: string;
}

export interface Result extends ResultMeta {
  table: Table;
  /** The same metrics without dimensions, at their own grain: never a sum of the rows. One row. */
  total: Table;
}
