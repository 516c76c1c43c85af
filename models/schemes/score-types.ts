// What scoring hands on: one person's score of a period, its parts to the numbers behind them. Types only; the browser reads it.
import type { Bilingual } from "../../engine/locale.js";
import type { Band, IndicatorKind, Provenance } from "./scheme-schema.js";

export type { Band } from "./scheme-schema.js";

/** Why a part has no points, or has them without a value. */
export type PartReason =
  | "no_source" // the source was never imported
  | "no_exposure" // the rate has nothing to be counted on, and the scheme says nothing about such people
  | "no_value" // the person has no value in the period
  | "outside_history"
  | "months_not_readable" // the reader may read only some of the person's months
  | "not_eligible_pro_rata" // not for this person: the weight went to the other indicators
  | "not_eligible_full" // not for this person: counts in full
  | "watched"; // weight 0

/** One condition of a target, as it came out. */
export interface ConditionResult {
  /** Metric or KPI name. */
  source: string;
  value: number | null;
  /** After multiplying by the months or weeks of the period. */
  target: number | null;
  direction: "at_least" | "at_most";
  /** Per cent of the target, before floor and cap. */
  attainment: number | null;
  isMet: boolean | null;
}

export interface ScorePart {
  indicator: string;
  name: Bilingual;
  kind: IndicatorKind;
  provenance: Provenance;
  /** Version of the scheme that this part was scored by, and its months. */
  version: string;
  from: string;
  to: string;
  /** Points of 100 that the indicator counts for this person, after tiers, exposure and a split period; 2 decimals. */
  weight: number;
  value: number | null;
  /** The first condition's target; null where there is none. */
  target: number | null;
  conditions: ConditionResult[];
  attainment: number | null;
  /** 0 … cap; null where it is not scored. */
  score: number | null;
  /** weight × score ÷ 100, rounded half up to hundredths. */
  points: number | null;
  isEligible: boolean;
  /** Working days employed and of the months scored, where the scheme reckons part periods by them and they differ. */
  employed: { worked: number; of: number } | null;
  reason: PartReason | null;
  /** value = numerator ÷ denominator. */
  numerator: number | null;
  denominator: number | null;
  /** Rows behind the value: relation and months; `rapport scheme rows` lists them. */
  rows: { relation: string; months: string[] };
}

export interface GateResult {
  gate: string;
  name: Bilingual;
  version: string;
  value: number | null;
  atLeast: number;
  /** Null: the value is unknown, and the score not complete; or the gate is not for this person. */
  isPassed: boolean | null;
  isEligible: boolean;
  /** What decides whom the gate is for; null: it is for everybody, nothing is known of it, or it may not be read. */
  exposed: { value: number; atLeast: number } | null;
  /** 1 where the gate holds. */
  bonusFactor: number;
  /** Points that a cap takes away: 0 or less. */
  points: number;
}

/** total = Σ points of parts + Σ points of gates, exactly, in hundredths. */
export interface PersonScore {
  employee: string;
  scheme: string;
  /** First month of the period, YYYY-MM, and its months that were scored. */
  period: string;
  from: string;
  to: string;
  /** In the order of their beginning; more than one where the period was split. */
  versions: string[];
  /** Null: the version's plain weights. Of the last version, where the period was split. */
  tier: string | null;
  /** 2 decimals. Of what could be scored: see isComplete and weightScored. */
  total: number;
  /** Points of 100 that were scored at all. */
  weightScored: number;
  /** Null where the score is not complete, the version is partial or has no bands. */
  band: Band | null;
  /** Band's multiplier × bonus factors of the gates; null where it is not known. */
  multiplier: number | null;
  parts: ScorePart[];
  gates: GateResult[];
  /** Every weighted indicator and gate has a value, and the version states all 100 points. */
  isComplete: boolean;
}
