// A question's fields → units and at most one attribute, or nothing that is ever released. Decided without data.
import { isUnitColumn, type ReleasedAttribute } from "../disclosure/released-attributes.js";
import type { AttributeValue } from "../disclosure/membership.js";
import type { DimensionNode, Predicate, QueryTree } from "./tree.js";

export interface ReleasedShape {
  attribute: ReleasedAttribute | null;
  /** Whether the answer has a row per group of the attribute. */
  byAttribute: boolean;
  /** Depth of the deepest unit dimension; Infinity = as deep as the release goes; null = none. */
  byDepth: number | null;
  /** Conditions on units: ids with everything below, or names at a depth. */
  units: ({ kind: "ids"; ids: string[] } | { kind: "names"; depth: number; names: string[] })[];
  /** Conditions on the attribute; a group must lie wholly inside. */
  values: ((value: AttributeValue) => boolean)[];
  /** Values that were named: each must be one of the group's. */
  named: AttributeValue[][];
}

/** Depth of the levels that have names, below the whole. */
const depths: Record<string, number> = { division: 1, department: 2, team: 3, org_unit_id: Infinity };

export const unitDepth = (column: string): number => depths[column];

/** Null: no release could ever hold the answer. */
export function releasedShape(
  { dimensions, filters }: Pick<QueryTree, "dimensions" | "filters">,
  attributes: readonly ReleasedAttribute[],
): ReleasedShape | null {
  const shape: ReleasedShape = {
    attribute: null,
    byAttribute: false,
    byDepth: null,
    units: [],
    values: [],
    named: [],
  };
  const take = (column: string): boolean => {
    const found = attributes.find((attribute) => attribute.column === column);
    if (!found || (shape.attribute && shape.attribute.name !== found.name)) return false;
    shape.attribute = found;
    return true;
  };
  for (const { column } of dimensions)
    if (isUnitColumn(column)) shape.byDepth = Math.max(shape.byDepth ?? 0, unitDepth(column));
    else if (take(column)) shape.byAttribute = true;
    else return null;
  for (const filter of filters) if (!takeFilter(filter, shape, take)) return null;
  return shape;
}

/** Names as answers show them: merged units joined with " + ", twins after the unit above them. */
const namesIn = (values: readonly unknown[]): string[] =>
  values.flatMap((value) => [String(value), ...String(value).split(" + ")]);

function takeFilter(filter: Predicate, shape: ReleasedShape, take: (column: string) => boolean): boolean {
  if (filter.kind === "within_unit") {
    if (filter.negated || filter.orNull) return false;
    shape.units.push({ kind: "ids", ids: filter.units });
    return true;
  }
  if (filter.kind === "one_of" && isUnitColumn(filter.column)) {
    if (filter.negated || filter.orNull) return false;
    shape.units.push({ kind: "names", depth: unitDepth(filter.column), names: namesIn(filter.values) });
    return true;
  }
  if (filter.kind === "managed_by" || !take(filter.column)) return false;
  if (filter.kind === "range") {
    const { from = -Infinity, to = Infinity } = filter;
    shape.values.push((value) => typeof value === "number" && value >= from && value <= to);
    return true;
  }
  if (filter.negated) return false;
  const wanted: AttributeValue[] = [
    ...(filter.values as (string | number)[]),
    ...(filter.orNull ? [null] : []),
  ];
  shape.values.push((value) => wanted.includes(value));
  shape.named.push(wanted);
  return true;
}

/** Whether the question names units or attributes at all. */
export const asksForWhole = (shape: ReleasedShape): boolean =>
  shape.attribute === null && shape.byDepth === null && shape.units.length === 0;

export const dimensionLabels = (dimensions: readonly DimensionNode[]): string[] =>
  dimensions.map(({ definition }) => definition.id);
