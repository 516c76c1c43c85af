// Released cells → what the rows of the answer are called: units and groups by name, merged ones joined with " + ".
import { unitAt } from "../disclosure/membership.js";
import { countedWith, type ReleaseBook, type ReleasedMonth } from "../disclosure/release-book.js";
import { isUnitColumn } from "../disclosure/released-attributes.js";
import type { AttributeValue } from "../disclosure/membership.js";
import { nameOf } from "./released-cells.js";
import { namingMonth, type PlannedRow } from "./released-plan.js";
import { unitDepth, type ReleasedShape } from "./released-shape.js";
import type { DimensionNode } from "./tree.js";

const joint = " + ";
const notGiven = { en: "not given", zh: "未填写" };

/** Dimensions as texts; an attribute lists its released groups, merged ones with joined labels, in their order. */
export function releasedDimensions(dimensions: readonly DimensionNode[], book: ReleaseBook): DimensionNode[] {
  return dimensions.map((dimension) => {
    const { definition, column } = dimension;
    if (isUnitColumn(column)) return dimension;
    const groups = new Map<string, AttributeValue[]>();
    for (const { release } of book.months.values())
      for (const table of release.tables)
        if (table.attribute === definition.id)
          for (const values of table.groups) groups.set(keyOfValues(values) ?? "", values);
    const label = (value: AttributeValue, locale: "en" | "zh"): string =>
      value === null
        ? notGiven[locale]
        : (definition.values?.find((known) => known.value === String(value))?.label[locale] ?? String(value));
    const values = [...groups].flatMap(([key, group]) =>
      key === ""
        ? []
        : [
            {
              value: key,
              label: {
                en: group.map((value) => label(value, "en")).join(joint),
                zh: group.map((value) => label(value, "zh")).join(joint),
              },
            },
          ],
    );
    return { column, definition: { ...definition, type: "text" as const, values } };
  });
}

/** The text of a group as it stands in the answer; null for the group of those without a value. */
export function keyOfValues(values: readonly AttributeValue[]): string | null {
  if (values.length === 1) return values[0] === null ? null : String(values[0]);
  return values.map((value) => (value === null ? notGiven.en : String(value))).join(joint);
}

/** Value of each dimension per row. */
export function keysOf(
  rows: readonly PlannedRow[],
  dimensions: readonly DimensionNode[],
  shape: ReleasedShape | null,
  book: ReleaseBook,
): (string | null)[][] {
  return dimensions.map(({ column }) =>
    rows.map(({ cell, period }) => {
      if (!isUnitColumn(column)) return shape && cell.values ? keyOfValues(cell.values) : null;
      const month = namingMonth(book, period);
      if (!month) return cell.units.join(joint);
      const units = [...new Set(cell.units.map((unit) => countedWith(month, unit, cell.depth)))];
      if (column === "org_unit_id") return units.map((unit) => realId(month, unit)).join(joint);
      const depth = unitDepth(column);
      const above = new Set(
        units.map((unit) => unitAt(month.units.get(unit)?.path ?? [unit], Math.min(depth, month.depth))),
      );
      return [...new Set([...above].map((unit) => shownName(month, unit, depth)))].join(joint);
    }),
  );
}

const realId = ({ release }: ReleasedMonth, unit: string): string =>
  unit === "*" ? (release.root ?? unit) : unit;

/** The name; with the one above where another unit of the same level bears it too. */
function shownName(month: ReleasedMonth, unit: string, depth: number): string {
  const name = nameOf(month, unit);
  const path = month.units.get(unit)?.path ?? [];
  const twins = month.release.units.filter(
    (other) => other.name === name && other.path.length === path.length && other.id !== unit,
  );
  if (twins.length === 0 || path.length < 3 || depth < 2) return name;
  return `${nameOf(month, path[path.length - 2])} / ${name}`;
}
