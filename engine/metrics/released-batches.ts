// Planned rows → batches that one statement can read each, and what was read back at the places of the rows.
import type { ReleaseBook } from "../disclosure/release-book.js";
import type { Frame } from "./frame.js";
import type { ReleasedCell } from "./released-cells.js";
import type { PlannedRow } from "./released-plan.js";
import { scaleYear } from "./released-scale.js";
import type { QueryTree } from "./tree.js";

export interface Batch {
  periods: QueryTree["periods"];
  cells: ReleasedCell[];
  rows: number[];
  year: string;
}

/** Periods whose cells do not contradict each other are read together: a unit in two blocks needs two readings. */
export function batchesOf(rows: readonly PlannedRow[], book: ReleaseBook, fiscalYearStart: number): Batch[] {
  const batches: (Batch & {
    blocks: Map<string, string>;
    groups: Map<string, string>;
    numbers: Map<string, number>;
  })[] = [];
  const byPeriod = new Map<QueryTree["periods"][number], number[]>();
  for (const [row, { period, people }] of rows.entries())
    if (people.some((n) => n > 0)) byPeriod.set(period, [...(byPeriod.get(period) ?? []), row]);
  for (const [period, members] of byPeriod) {
    const { year } = scaleYear(book, period.to, fiscalYearStart);
    const fits = (batch: (typeof batches)[number]): boolean =>
      batch.year === year &&
      members.every((row) => {
        const { units, values, depth } = rows[row].cell;
        const [block, group] = [JSON.stringify([depth, units]), JSON.stringify(values)];
        return (
          units.every((unit) => (batch.blocks.get(unit) ?? block) === block) &&
          (values ?? [null]).every((value) => (batch.groups.get(String(value)) ?? group) === group) &&
          batch.cells.every((cell) => cell.depth === depth)
        );
      });
    let batch = batches.find(fits);
    if (!batch)
      batches.push(
        (batch = {
          periods: [],
          cells: [],
          rows: [],
          year,
          blocks: new Map(),
          groups: new Map(),
          numbers: new Map(),
        }),
      );
    batch.periods.push(period);
    for (const row of members) {
      const { cell } = rows[row];
      batch.rows.push(row);
      if (!batch.numbers.has(cell.key)) {
        batch.numbers.set(cell.key, batch.cells.length);
        batch.cells.push(cell);
      }
      for (const unit of cell.units) batch.blocks.set(unit, JSON.stringify([cell.depth, cell.units]));
      for (const value of cell.values ?? [null]) batch.groups.set(String(value), JSON.stringify(cell.values));
    }
  }
  return batches;
}

/** The read sums at the places of the planned rows. */
export function fill(
  sums: Map<string, Float64Array>,
  read: Frame,
  batch: Batch,
  rows: readonly PlannedRow[],
): void {
  const at = new Map<string, number>();
  for (let i = 0; i < read.length; i++) at.set(`${read.periodOf(i).start} ${read.keys[0][i]}`, i);
  const numbers = new Map(batch.cells.map((cell, number) => [cell.key, number]));
  for (const [name, values] of read.sums) {
    let target = sums.get(name);
    if (!target) sums.set(name, (target = new Float64Array(rows.length).fill(NaN)));
    for (const row of batch.rows) {
      const found = at.get(`${rows[row].period.start} ${numbers.get(rows[row].cell.key)}`);
      if (found !== undefined) target[row] = values[found];
    }
  }
}
