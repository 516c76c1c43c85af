// What every question is answered with: columns with meaning, an Arrow table, and the evidence behind each number.
// Types only here and in what this file imports as types: the browser reads it.
import type { Table } from "apache-arrow";
import type { Bilingual } from "./locale.js";
import type { MetricQuerySpec, TimeGrain } from "./metrics/metric-query.js";
import type { DifferenceUnit, Unit } from "./metrics/unit.js";

/**
 * What a column of metric `m` holds. Names: `m` (value), `m__low`, `m__high`, `m__n`, `m__events`, `m__exposure`,
 * `m__refused`; per comparison c (`previous_period`, `previous_year`, `cohort`, `cohort_2`…): `m__c` (previous),
 * `m__c_difference`, `m__c_difference_low`, `m__c_difference_high`, `m__c_chance`, `m__c_refused`.
 */
export type MetricPart =
  | "value" // no suffix
  | "low" // 95 % interval
  | "high"
  | "n" // distinct people behind the number
  | "events" // events or numerator, where the metric has one (25 exits)
  | "exposure" // denominator (100.0 person-years)
  | "refused" // reason code when the number is withheld or undefined, else null
  | "previous" // value compared with, per comparison
  | "difference"
  | "difference_low"
  | "difference_high"
  | "chance"; // "beyond_chance" | "could_be_chance" | "too_few"

export type Comparison = "previous_period" | "previous_year" | "cohort";
export type Chance = "beyond_chance" | "could_be_chance" | "too_few";

/** How the 95 % interval of a metric is found; `none` for counts of what happened. */
export type IntervalMethod = "none" | "poisson" | "wilson" | "ratio_by_person" | "mean_by_person";

export interface ResultColumn {
  /** Name in the Arrow table. */
  name: string;
  /** `flag`: `period__partial`, true where a quarter or year is not wholly covered by the question's months. */
  role: "dimension" | "time" | "metric" | "flag";
  label: Bilingual;
  /** For role time: the column holds the first day of the period (Arrow DateDay). */
  grain?: TimeGrain;
  /** For role dimension: labels of coded values (`<1y`), where the dimension declares them; their order is the values'. */
  values?: { value: string; label: Bilingual }[];
  /** For role metric. */
  metric?: string;
  part?: MetricPart;
  comparison?: Comparison;
  unit?: Unit | DifferenceUnit;
  interval?: IntervalMethod;
  /** For part value: the exact definition. */
  description?: Bilingual;
}

/** Why a number is not there. */
export type RefusalCode =
  | "small_group"
  | "no_exposure"
  | "needs_12_months"
  | "no_source"
  | "not_followed_yet"
  | "outside_history";

export interface Receipt {
  id: string;
  /** Hash of the definitions of the metrics asked for. */
  definitions: string;
  /** Snapshot of the data: hash over the manifests of the imports it was built from. */
  snapshot: string;
  policy: string;
  spec: MetricQuerySpec;
  sql: string;
  /** Values bound to $1, $2, … of the SQL. */
  parameters: (string | number | boolean | null)[];
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
