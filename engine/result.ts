// What every question is answered with: columns with meaning, an Arrow table, and the evidence behind each number.
// Types only here and in what this file imports as types: the browser reads it.
import type { Table } from "apache-arrow";
import type { Bilingual } from "./locale.js";
import type { ResultHash } from "./result-hash.js";
import type { MetricQuerySpec, TimeGrain } from "./metrics/metric-query.js";
import type { DifferenceUnit, Unit } from "./metrics/unit.js";

/**
 * What a column of metric `m` holds. Names: `m` (value), `m__low`, `m__high`, `m__n`, `m__events`, `m__exposure`,
 * `m__refused`; per comparison c (`previous_period`, `previous_year`, `spring_festival`, `period`, `period_2`, `cohort`,
 * `cohort_2`…): `m__c` (previous), `m__c_difference`, `m__c_difference_low`, `m__c_difference_high`, `m__c_p`, `m__c_q`,
 * `m__c_chance`, `m__c_refused`.
 */
export type MetricPart =
  | "value" // no suffix
  | "low" // 95 % interval
  | "high"
  | "n" // distinct people behind the number
  | "events" // events or numerator, where the metric has one (25 exits)
  | "exposure" // denominator (100.0 person-years)
  | "step" // the value is rounded to this, for readers of groups; empty where it is exact
  | "refused" // reason code when the number is withheld or undefined, else null
  | "previous" // value compared with, per comparison
  | "difference"
  | "difference_low"
  | "difference_high"
  | "p" // of the test of no difference; empty where none is made
  | "q" // p adjusted for all comparisons of the answer (Benjamini–Hochberg)
  | "chance"; // "beyond_chance" | "could_be_chance" | "too_few"

export type Comparison = "previous_period" | "previous_year" | "spring_festival" | "period" | "cohort";
export type Chance = "beyond_chance" | "could_be_chance" | "too_few";

/** How many differences of an answer were tested together, and how many of them chance alone hardly makes. */
export interface ChanceFamily {
  comparisons: number;
  beyond: number;
  /** Accepted share of false alarms among those beyond chance. */
  rate: number;
}

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
  /** For fiscal grains: first month of the fiscal year, 1–12. */
  fiscalYearStart?: number;
  /** For role dimension: labels of coded values (`<1y`), where the dimension declares them; their order is the values'. */
  values?: { value: string; label: Bilingual }[];
  /** For role metric. */
  metric?: string;
  part?: MetricPart;
  comparison?: Comparison;
  /** Which of the comparisons asked for: the c of the column's name; with what it is compared, in words. */
  against?: { key: string; label: Bilingual };
  unit?: Unit | DifferenceUnit;
  interval?: IntervalMethod;
  /** For part value: the exact definition. */
  description?: Bilingual;
}

/** Why a number is not there. */
export type RefusalCode =
  | "small_group"
  | "not_released" // the group is not among the released cells
  | "half_year_only" // shown at half-year ends (pay, ratings, protected attributes)
  | "fiscal_year_only" // shown for whole fiscal years (kinds of exits, early exits)
  | "share_low" // too few people for a figure: under a quarter of them
  | "share_middle" // a quarter to three quarters
  | "share_high" // over three quarters
  | "no_exposure"
  | "needs_12_months"
  | "no_source"
  | "not_followed_yet"
  | "no_counterpart" // the named period of a comparison has no period in this place
  | "outside_history";

export interface Receipt {
  id: string;
  /** Hash of the definitions of the metrics asked for. */
  definitions: string;
  /** The same metric by metric: id → hash. */
  metrics: Record<string, string>;
  /** Snapshot of the data: hash over the manifests of the imports it was built from. */
  snapshot: string;
  /** Identity of the cache: the snapshot with the settings and definitions it was built with. */
  build?: string;
  /** The organisation put in the place of each month's own; `draft` is the hash of its steps. */
  organisation?: { day: string; draft?: { name: string; hash: string } };
  policy: string;
  spec: MetricQuerySpec;
  sql: string;
  /** Values bound to $1, $2, … of the SQL. */
  parameters: (string | number | boolean | null)[];
  /** What came out: fingerprints of all cells and the total. */
  result: ResultHash;
  askedAt: string;
  /** SHA-256 over everything above. */
  seal: string;
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
  /** Present where something was compared. */
  chance?: ChanceFamily;
  /** Months really covered (after clipping to the history), "YYYY-MM". */
  from: string;
  to: string;
}

export interface Result extends ResultMeta {
  table: Table;
  /** The same metrics without dimensions, at their own grain: never a sum of the rows. One row. */
  total: Table;
}
