// A question, checked and ready for policy and emitters: a small typed tree that knows no SQL dialect.
import type { Organisation } from "../organisation/organisation.js";
import type { CataloguedMetric } from "./catalogue.js";
import type { DimensionDefinition } from "./catalogue-schema.js";
import type { TimeGrain } from "./metric-query.js";
import type { MonthRange, Period } from "./period.js";
import type { RelationName } from "./relation-columns.js";

export type Scalar = string | number | boolean;

/** One checked condition on a column; values travel as parameters. */
export type Predicate =
  | { kind: "one_of"; column: string; values: Scalar[]; orNull: boolean; negated: boolean }
  | { kind: "range"; column: string; from?: number; to?: number }
  /** The unit or anything below it, as the organisation was that month. */
  | { kind: "within_unit"; units: string[]; orNull: boolean; negated: boolean }
  /** Reports of an employee, direct and indirect, in each month or (`current_team`) in the last one. Policy only. */
  | { kind: "managed_by"; employee: string; past: "own_months" | "current_team" };

/**
 * A sum over rows: (columns added, less `minus`; 1 without columns) × times, only rows where `where` is true or above 0
 * and `recorded` is not null. With `own`, times a product of the person's own sums over other months (MeasureNode.own),
 * only rows of people about whom these months say something.
 */
export interface TermNode {
  columns: string[];
  minus?: string[];
  times?: string;
  where?: string;
  recorded?: string;
  own?: { column: string; power: number }[];
}

/**
 * Which rows a cell is made of: all months of the period, its last month only, the twelve months that end with it, or
 * the month twelve months before its last.
 */
export type RowChoice = "period" | "last_month" | "trailing_year" | "year_before";

/**
 * Other months of the person behind a row, added up for that person alone and read beside the row: one value per row,
 * so nothing fans out. `everywhere`: also months outside the reader's scope (for what the staff directory shows).
 */
export interface OwnMonths {
  /** The twelve months that end with the row's month, or the month twelve months after it. */
  months: "trailing_year" | "year_later";
  columns: string[];
  everywhere: boolean;
}

/** One metric as sums: value = numerator ÷ (denominator ÷ `per`). */
export interface MeasureNode {
  metric: CataloguedMetric;
  relation: RelationName;
  rows: RowChoice;
  numerator: TermNode;
  /** `months` = calendar months of the period; null = no denominator. */
  denominator: TermNode | "months" | null;
  /** 12 where person-months are read as person-years, else 1. */
  per: number;
  /** Whether sums of squares per person are needed for the interval. */
  byPerson: boolean;
  /** Who is counted as n: people with the numerator recorded, or with it above 0, or with the denominator above 0. */
  people: "recorded" | "numerator" | "denominator";
  /** `people`: numerator and denominator count distinct people whose own sums are above 0. */
  counts?: "people";
  own?: OwnMonths;
  /** Column whose non-null people are counted for the smallest group as well. */
  contributors?: string;
}

/** What of a cell may be read: everything, or only cells that rest on at least k people. */
export type Release = { kind: "exact" } | { kind: "at_least"; k: number };

export interface QueryTree {
  measures: MeasureNode[];
  dimensions: DimensionNode[];
  grain: TimeGrain | null;
  fiscalYearStart: number;
  range: MonthRange;
  periods: Period[];
  filters: Predicate[];
  /** The organisation put in the place of each month's own; each month's own when left out. */
  organisation?: Organisation;
  /** The reader's part of the organisation; put in by policy only. */
  scope: Predicate[];
  release: Release;
  /**
   * True: every combination of values that occur anywhere in the scope has a row, so that a missing row never tells
   * that a group is empty.
   */
  grid: boolean;
}

export interface DimensionNode {
  definition: DimensionDefinition;
  column: string;
}

/** Whether a denominator is a sum of its own, not the calendar. */
export const isTerm = (x: MeasureNode["denominator"]): x is TermNode => x !== null && x !== "months";
