// What a back-test of two schemes hands on: groups of people, never one of them. Types only; the browser reads it.
import type { Bilingual } from "../../../engine/locale.js";
import type { ImpactTable } from "../../traits/impact-ratio.js";

export interface Limits {
  low: number;
  high: number;
}

/** How far the two can be set against each other. */
export interface Comparability {
  /** Points of 100 that could be scored: 60 where a scheme states only 60, or where sources are missing. */
  known: { a: number; b: number };
  /**
   * whole: both state 100 points; totals, bands and cost are compared.
   * common: only the indicators that both have, in per cent of their own points; no bands, no cost.
   * none: no indicator in common; each stands alone.
   */
  basis: "whole" | "common" | "none";
  /** Ids of the indicators compared, where the basis is common. */
  common: string[];
}

/** Number of people in a range of scores or of changes; limits are [from, to). Null = open. */
export interface Range {
  from: number | null;
  to: number | null;
  people: number;
}

export interface SideFacts {
  /**
   * People-periods scored, and those of them left out because something is not known of them. Where nobody can be scored on all
   * 100 points, scores are in per cent of the points that could be.
   */
  scored: number;
  incomplete: number;
  people: number;
  mean: number;
  median: number;
  /** People-periods by band, from the lowest; empty where the scheme has none. */
  bands: { name: Bilingual; atLeast: number; count: number; share: number; limits: Limits }[];
  histogram: Range[];
}

export interface CostFacts {
  /** Whole minor units, of the people-periods whose multiplier is known by both; null: not known, with the reason. */
  a: number | null;
  b: number | null;
  difference: number | null;
  /** no_rule: no pay rule gives a base. no_multiplier: bands without one. partial: a scheme states only part. */
  unknown: "no_rule" | "no_multiplier" | "partial" | null;
  /** People-periods in it, and those left out because a gate or an indicator of theirs is not known. */
  counted: number;
  leftOut: number;
  /** Mean multiplier of those in it. */
  multiplier: { a: number | null; b: number | null };
}

export interface RankFacts {
  people: number;
  tau: number;
  limits: Limits;
  /** Of those in the top fifth by A, the share that is not there by B. */
  topFifth: { size: number; turnover: number; limits: Limits };
  /** People-periods whose band is another; by more than one band among them. */
  bandMoves: { up: number; down: number; same: number; byMoreThanOne: number } | null;
  /** People by fifth of A (row, from the lowest) and of B (column). */
  flow: number[][];
}

export interface WeightShift {
  indicator: string;
  name: Bilingual;
  weight: number;
  /** Points moved to the indicator, taken from a person's others in proportion. */
  shift: 5 | -5;
  meanChange: number;
  /** Null: too few to be shown to readers of groups. */
  bandChanges: number | null;
  topFifthChanges: number | null;
  /** Smallest shift within ±20 in this direction that moves somebody over a band's edge; null: none does. */
  firstCrossing: number | null;
}

export interface Sensitivity {
  scheme: "a" | "b";
  people: number;
  shifts: WeightShift[];
  draws: {
    count: number;
    /** Mean absolute move of one weight in the draws, in points. */
    typicalMove: number;
    /** Share of people-periods whose band stays in at least nine draws of ten. */
    steadyBands: number | null;
    /** Mean share of the top fifth that a draw replaces. */
    topFifthTurnover: number;
  };
}

export interface NoiseFacts {
  /** Points of 100 of whose values the sampling error is known. Below 100, the noise is at least what is said. */
  knownWeight: number;
  /** Median standard error of a total, points. */
  medianError: number;
  /** Rank correlation of A with A measured again, by its own noise. */
  tauOfSame: number;
  /** Share of people whose rank changes by more than 95 % of A's own remeasurements do. */
  beyondNoise: number;
  limits: Limits;
}

export type BunchingRefusal = "too_few" | "too_coarse" | "no_spread";

export interface Bunching {
  scheme: "a" | "b";
  threshold: number;
  values: number;
  refused: BunchingRefusal | null;
  below: number | null;
  above: number | null;
  ratio: number | null;
  /** 95 % interval of the difference of densities (robust), and p after Holm over the edges of the scheme. */
  difference: number | null;
  limits: Limits | null;
  p: number | null;
  pHolm: number | null;
  bandwidth: number | null;
  /** More stand just above than just below, beyond chance. */
  isFound: boolean;
}

export interface PullForward {
  indicator: string;
  name: Bilingual;
  refused: "too_few_periods" | "no_amounts" | null;
  /** Boundaries between two periods, and months in all. */
  boundaries: number;
  months: number;
  /** Share of a period's amount in its last month, and of the next one's in its first; per working day. Even = a third. */
  lastShare: number | null;
  firstShare: number | null;
  /** Last month above, and next first month below, the months between: 0.1 = 10 % more a working day, and 10 % less. */
  effect: number | null;
  limits: Limits | null;
  p: number | null;
  /** It stands whichever calendar month's period end is left out: no single month makes it. */
  isSteady: boolean;
  isFound: boolean;
}

export interface UntracedReports {
  indicator: string;
  name: Bilingual;
  /** Named measured sources of the same activity. */
  sources: string[];
  refused: "no_measured_source" | "no_claims" | "small_group" | null;
  /** People-periods that claim something, and those of them without any row in a measured source. */
  claims: number;
  withoutTrace: number;
  share: number | null;
  /** 95 %, people drawn whole. */
  limits: Limits | null;
  /** Share of the claimed amount that exceeds what the source holds; null where the units are not the same. */
  excess: number | null;
  excessLimits: Limits | null;
}

export interface ContributionRow {
  scheme: "a" | "b";
  indicator: string;
  name: Bilingual;
  /** With a score of this indicator. */
  people: number;
  meanWeight: number;
  meanScore: number | null;
  /** Share of people-periods that reach their target. */
  reached: number | null;
}

export interface Backtest {
  a: { id: string; name: Bilingual; version: string | null };
  b: { id: string; name: Bilingual; version: string | null };
  periods: string[];
  /** Below this, no group is shown to readers of groups. */
  k: number;
  comparability: Comparability;
  sides: { a: SideFacts; b: SideFacts };
  /** People in both; those whom only one scheme covers. */
  people: { both: number; onlyA: number; onlyB: number };
  /** Mean change per person, B − A, by ranges from the greatest loss; null where nothing can be compared. */
  changes: {
    ranges: Range[];
    mean: number;
    /** By more than a point; null: too few to be shown to readers of groups. */
    winners: number | null;
    losers: number | null;
    same: number | null;
  } | null;
  cost: CostFacts;
  ranks: RankFacts | null;
  noise: NoiseFacts | null;
  sensitivity: Sensitivity[];
  bunching: Bunching[];
  pullForward: PullForward[];
  untraced: UntracedReports[];
  contributions: ContributionRow[];
  /** Reaching the highest band, by protected group. */
  fairness: { scheme: "a" | "b"; band: Bilingual; tables: ImpactTable[] }[];
  /** Set for readers of groups: what was left out or drawn together so that nobody is told apart. */
  isReleased: boolean;
}
