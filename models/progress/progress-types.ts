// What a person is told: figures with target, change, peers and evidence. Types only; the browser reads them.
import type { Bilingual } from "../../engine/locale.js";
import type { Filter } from "../../engine/metrics/metric-query.js";
import type { Unit } from "../../engine/metrics/unit.js";

/** An amount that adds up over time, a rate or mean that does not, or a recorded value of which nobody said which. */
export type Accumulation = "adds_up" | "rate" | "unstated";
export type Direction = "at_least" | "at_most";
export type Controllable = "yes" | "partly" | "no" | "unstated";

/** What a person is to reach in the period, and where the number comes from. */
export interface Goal {
  id: string;
  name: Bilingual;
  kind: "result" | "process" | "balance" | null;
  /** Points of 100; null where no scheme and no record weighs it. */
  weight: number | null;
  unit: Unit;
  adds: Accumulation;
  source: { metric: string; take: "value" | "numerator"; where?: Filter[] } | { kpi: string };
  /** Of the whole period, in the value's own unit (85 % is 0.85). */
  target: number | null;
  /** The sum of what was recorded month by month: nothing of it is due in the months without a record. */
  isRecordedMonthly?: true;
  direction: Direction;
  controllable: Controllable;
  provenance: "measured" | "self_reported" | "rated" | "recorded";
}

/** Value − target, in percentage points for shares; the sign is the number's, `isMet` says what it means. */
export interface Gap {
  difference: number;
  isMet: boolean;
  /** (value − target) ÷ |target|; null for a target of 0. Never mixed with points. */
  relative: number | null;
}

/** What was due by the day up to which data reach: target × working days gone ÷ working days of the period. */
export interface Due {
  amount: number;
  /** value − amount. */
  ahead: number;
  days: number;
  of: number;
  /** target × working days of a week ÷ working days of the period. */
  perWeek: number;
}
/** Why nothing is due by a day: a rate has no quota by week; nobody said whether it adds up; the period is over; no target. */
export type NoDue = "rate" | "unstated" | "over" | "no_target" | "at_most";

export type Noise = "more_than_chance" | "could_be_chance" | "not_known";
export interface Change {
  /** Months, YYYY-MM. */
  from: string;
  to: string;
  before: number;
  after: number;
  difference: number;
  relative: number | null;
  /** Probability of such a difference if only chance were at work. */
  p: number | null;
  noise: Noise;
}
export interface OwnPast {
  months: number;
  mean: number;
  latest: number;
  difference: number;
  p: number | null;
  noise: Noise;
}

export interface Peers {
  /** `isRest`: the small teams below that unit, taken together. */
  group: { id: string; name: string; isRest: boolean };
  /** At least so many people: a multiple of k. */
  people: number;
  /** Published: known to half of `step`. */
  mean: number;
  step: number;
  difference: number;
  /** Released quantiles; null where too few people or too alike. */
  median: number | null;
  top: number | null;
}
export interface Band {
  /** 1 = best. */
  place: number;
  of: 3 | 4;
  /** Published value from which the next band begins; null in the best band. */
  next: number | null;
  /** next − own value, in the better direction: what is missing. */
  distance: number | null;
}
/** `withheld`: too few people or too alike values; which of the two would itself tell something. */
export type Withheld = "group_small" | "withheld" | "no_value";

/** One of several conditions of a target that all have to hold. */
export interface Condition {
  /** Metric or recorded indicator. */
  source: string;
  name: Bilingual;
  unit: Unit;
  value: number | null;
  target: number | null;
  direction: Direction;
  isMet: boolean | null;
}

export interface Figure {
  goal: Goal;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  /** Why there is no value. */
  refused: string | null;
  /** Of a compound target; else empty. `gap` is the first condition's, met only when all are. */
  conditions: Condition[];
  gap: Gap | null;
  due: Due | null;
  noDue: NoDue | null;
  change: Change | null;
  past: OwnPast | null;
  peers: Peers | null;
  noPeers: Withheld | null;
  band: Band | null;
  noBand: Withheld | null;
  evidence: Evidence;
}

export interface Evidence {
  /** Names this figure: same data and definition give the same id. */
  receipt: string;
  definition: string;
  relation: string;
  from: string;
  to: string;
  snapshot: string;
}

export interface Alert {
  rule: string;
  name: Bilingual;
  text: Bilingual;
  /** Worst first. */
  severity: number;
}

export interface Note {
  /** `note`: of the superior; `say`: of the person. */
  kind: "note" | "say";
  by: string;
  at: string;
  text: string;
}

export interface Contest {
  id: string;
  employee: string;
  indicator: string;
  period: string;
  receipt: string;
  by: string;
  at: string;
  text: string;
  state: "open" | "answered";
  answer: { by: string; at: string; text: string } | null;
}

export type DigestKind = "weekly" | "monthly";

export interface ProgressSheet {
  kind: DigestKind;
  employee: string;
  name: string | null;
  unit: string | null;
  /** The months told about, and the day up to which data reach. */
  period: { from: string; to: string };
  through: string;
  importedAt: string;
  /** Days from `through` to the making of the sheet. */
  daysOld: number;
  madeAt: string;
  snapshot: string;
  scheme: { id: string; version: string; name: Bilingual } | null;
  k: number;
  currency: string;
  figures: Figure[];
  /** Indicator with the largest gap × weight among those that the person can move. */
  helpsMost: { indicator: string; worth: number } | null;
  noHelp: "all_met" | "nothing_controllable" | "no_weights" | null;
  well: string[];
  look: string[];
  alerts: Alert[];
  notes: Note[];
  contests: Contest[];
  days: { facts: number; talk: number; final: number };
}
