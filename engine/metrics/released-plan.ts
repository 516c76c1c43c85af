// A question's tree + releases + reader → which cells each period of the answer has, and which measures they may carry.
// From the question, the scope and the releases alone: nothing here reads a row, so a refusal cannot depend on one.
import type { ReleaseBook, ReleasedMonth } from "../disclosure/release-book.js";
import type { ReleasedAttribute } from "../disclosure/released-attributes.js";
import { windowsOf } from "./emit-duckdb-rows.js";
import { monthText, type Period } from "./period.js";
import type { Reader } from "./reader.js";
import { cellsOfMonth, cellsOfWindow, type ReleasedCell } from "./released-cells.js";
import { releasedShape, type ReleasedShape } from "./released-shape.js";
import type { QueryTree } from "./tree.js";

export interface PlannedRow {
  period: Period;
  cell: ReleasedCell;
  /** Per measure: mean people of the cell over the months it reads; 0 = not released for this measure. */
  people: number[];
}

export interface ReleasedPlan {
  shape: ReleasedShape | null;
  rows: PlannedRow[];
}

export interface ReleaseRules {
  book: ReleaseBook;
  attributes: readonly ReleasedAttribute[];
  reader: Reader;
  k: number;
}

export function releasedPlan(tree: QueryTree, rules: ReleaseRules): ReleasedPlan {
  const shape = releasedShape(tree, rules.attributes);
  if (!shape) return { shape, rows: [] };
  const { book, reader, k } = rules;
  const kept = new Map<ReleasedMonth, ReleasedCell[]>();
  const cellsIn = (month: ReleasedMonth): ReleasedCell[] => {
    let cells = kept.get(month);
    if (!cells) kept.set(month, (cells = cellsOfMonth(month, shape, reader, Math.max(k, month.release.k))));
    return cells;
  };
  const windows = tree.measures.map((node) => windowsOf(node, tree));
  const rows: PlannedRow[] = [];
  for (const [p, period] of tree.periods.entries()) {
    const cells = new Map<string, PlannedRow>();
    for (const [m, window] of windows.entries())
      for (const [key, cell] of cellsOfWindow(book, window[p], cellsIn) ?? []) {
        let row = cells.get(key);
        if (!row) cells.set(key, (row = { period, cell, people: tree.measures.map(() => 0) }));
        row.people[m] = cell.people / cell.months;
      }
    rows.push(...cells.values());
  }
  return { shape, rows };
}

/** Months that have a release, as far as they follow each other without a gap up to the last. */
export function releasedRange(book: ReleaseBook): { from: string; to: string } | null {
  const months = [...book.months.keys()].sort();
  return months.length === 0 ? null : { from: months[0], to: months[months.length - 1] };
}

/** The month whose names stand for the period: its last closed one. */
export function namingMonth(book: ReleaseBook, { from, to }: Period): ReleasedMonth | undefined {
  for (let month = to; month >= from - 12; month--) {
    const found = book.months.get(monthText(month));
    if (found) return found;
  }
  return undefined;
}
