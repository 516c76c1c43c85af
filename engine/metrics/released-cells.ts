// A shape and a month's release → the cells that answer it, within the reader's scope. A lookup: no rows are read.
import {
  canonicalUnit,
  countedWith,
  isWithin,
  tableKey,
  type ReleaseBook,
  type ReleasedMonth,
} from "../disclosure/release-book.js";
import type { AttributeValue } from "../disclosure/membership.js";
import type { Reader } from "./reader.js";
import type { ReleasedShape } from "./released-shape.js";
import { monthText, type MonthNumber, type MonthRange } from "./period.js";

export interface ReleasedCell {
  /** The same units and values: the same cell, in whatever month. */
  key: string;
  depth: number;
  units: string[];
  /** Values of the group; null for totals. */
  values: AttributeValue[] | null;
  people: number;
}

/** Cells of one month, none where nothing was released. */
export function cellsOfMonth(
  month: ReleasedMonth,
  shape: ReleasedShape,
  { scope, person }: Pick<Reader, "scope" | "person">,
  k: number,
): ReleasedCell[] {
  const inScope = scope === undefined ? undefined : canonicalUnit(month, scope);
  if (scope !== undefined && inScope === undefined) return [];
  const depth = depthOf(month, shape, inScope);
  if (depth === undefined) return [];
  const table = month.tables.get(tableKey(shape.attribute?.name ?? null, depth));
  if (!table) return [];
  const passes = (own: string): boolean => {
    const unit = countedWith(month, own, depth);
    return isWithin(month, unit, inScope) && shape.units.every((condition) => meets(month, unit, condition));
  };
  const blocks = [...table.blocks.entries()].filter(([, units]) => units.every(passes));
  if (shape.byDepth === null && !standsAlone(table.blocks, passes)) return [];
  const groups = [...table.groups.entries()].filter(([, values]) => fits(values, table.groups, shape));
  const cells: ReleasedCell[] = [];
  for (const [b, units] of blocks)
    for (const [g, values] of groups) {
      const people = table.people[b][g];
      if (people < k) continue;
      const cell = {
        key: JSON.stringify([depth, units, shape.attribute ? values : null]),
        depth,
        units,
        values: shape.attribute ? values : null,
        people,
      };
      if (person === undefined || restIsSafe(month, table.attribute, cell, person, k)) cells.push(cell);
    }
  return cells;
}

/** The depth whose blocks are asked for; undefined when the units named have none in common. */
function depthOf(month: ReleasedMonth, shape: ReleasedShape, scope: string | undefined): number | undefined {
  if (shape.byDepth !== null) return Math.min(shape.byDepth, month.depth);
  const named = shape.units.map((condition): number | undefined => {
    if (condition.kind === "names") return Math.min(condition.depth, month.depth);
    const levels = condition.ids.map((id) => {
      const unit = canonicalUnit(month, id);
      return unit === undefined ? undefined : month.units.get(unit)!.path.length - 1;
    });
    return levels.every((level) => level !== undefined && level === levels[0]) ? levels[0] : undefined;
  });
  if (named.some((depth) => depth === undefined)) return undefined;
  const scopeDepth = scope === undefined ? 0 : month.units.get(scope)!.path.length - 1;
  return Math.max(scopeDepth, ...(named as number[]));
}

function meets(month: ReleasedMonth, unit: string, condition: ReleasedShape["units"][number]): boolean {
  const path = month.units.get(unit)!.path;
  if (condition.kind === "ids")
    return condition.ids.some((id) => {
      const wanted = canonicalUnit(month, id);
      return wanted !== undefined && path.includes(wanted);
    });
  const at = path[Math.min(condition.depth, path.length - 1)];
  const above = path[path.indexOf(at) - 1];
  const name = nameOf(month, at);
  return condition.names.some((wanted) => wanted === name || wanted === `${nameOf(month, above)} / ${name}`);
}

/** Without a row per unit the question means one group: all units that pass, and nothing else, form one block. */
function standsAlone(blocks: readonly string[][], passes: (unit: string) => boolean): boolean {
  const touched = blocks.filter((units) => units.some(passes));
  return touched.length === 1 && touched[0].every(passes);
}

function fits(
  values: readonly AttributeValue[],
  all: readonly AttributeValue[][],
  shape: ReleasedShape,
): boolean {
  if (shape.attribute === null) return true;
  if (!values.every((value) => shape.values.every((condition) => condition(value)))) return false;
  if (shape.byAttribute) return true;
  // one group, made of exactly the values asked for
  const wanted = all.flat().filter((value) => shape.values.every((condition) => condition(value)));
  return (
    wanted.every((value) => values.includes(value)) &&
    shape.named.every((named) => named.every((value) => values.includes(value)))
  );
}

/** A reader with person-level rights on a unit could subtract its people: what remains must be nobody or at least k. */
function restIsSafe(
  month: ReleasedMonth,
  attribute: string | null,
  cell: ReleasedCell,
  person: string,
  k: number,
): boolean {
  const own = canonicalUnit(month, person);
  if (own === undefined || cell.units.every((unit) => isWithin(month, unit, own))) return true;
  const above = month.units.get(own)!.path;
  if (!cell.units.some((unit) => above.includes(unit) || isWithin(month, unit, own))) return true;
  const depth = above.length - 1;
  const table = month.tables.get(tableKey(attribute, depth));
  // with the unit's block come the few above it who are counted with it: taken as the reader's own, the rest is no larger
  const b =
    table?.blocks.findIndex((units) => units.every((unit) => countedWith(month, unit, depth) === own)) ?? -1;
  if (!table || b < 0) return false;
  let inside = 0;
  for (const [g, values] of table.groups.entries()) {
    const within = cell.values === null || values.every((value) => cell.values!.includes(value));
    const touches = cell.values === null || values.some((value) => cell.values!.includes(value));
    if (touches && !within) return false;
    if (within) inside += table.people[b][g];
  }
  const rest = cell.people - inside;
  return rest === 0 || rest >= k;
}

/** Name of a unit as shown; with the unit above it where two of one level bear the same name. */
export function nameOf(month: ReleasedMonth, id: string): string {
  return month.units.get(id)?.name ?? id;
}

/** A window's cells are those that every one of its months has. Undefined: a month of it is not closed. */
export function cellsOfWindow(
  book: ReleaseBook,
  { from, to }: MonthRange,
  cellsIn: (month: ReleasedMonth) => readonly ReleasedCell[],
): Map<string, ReleasedCell & { months: number }> | undefined {
  let common: Map<string, ReleasedCell & { months: number }> | undefined;
  for (let number: MonthNumber = from; number <= to; number++) {
    const month = book.months.get(monthText(number));
    if (!month) return undefined;
    const cells = new Map(cellsIn(month).map((cell) => [cell.key, cell]));
    if (!common) common = new Map([...cells].map(([key, cell]) => [key, { ...cell, months: 1 }]));
    else
      for (const [key, cell] of common) {
        const also = cells.get(key);
        if (also) common.set(key, { ...cell, people: cell.people + also.people, months: cell.months + 1 });
        else common.delete(key);
      }
  }
  return common;
}
