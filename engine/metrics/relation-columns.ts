// Name of a relation → the columns that a metric or a dimension may name, with their types and facts.
import {
  dimensionFacts,
  employeeMonthFacts,
  hireCohortFacts,
  type ColumnFact,
  type ColumnKind,
} from "./column-facts.js";

export type { ColumnKind } from "./column-facts.js";
export type RelationName = "employee_month" | "hire_cohort";

/** At the hire nobody has tenure, and age changes by month: these describe employee-months only. */
const { tenure_months: _months, tenure_band: _band, age: _age, ...hireDimensions } = dimensionFacts;

export const columnFacts: Record<RelationName, Record<string, ColumnFact>> = {
  employee_month: { ...dimensionFacts, ...employeeMonthFacts },
  hire_cohort: { ...hireDimensions, ...hireCohortFacts },
};

const kindsOf = (facts: Record<string, ColumnFact>): Record<string, ColumnKind> =>
  Object.fromEntries(Object.entries(facts).map(([name, { kind }]) => [name, kind]));

export const relationColumns: Record<RelationName, Record<string, ColumnKind>> = {
  employee_month: kindsOf(columnFacts.employee_month),
  hire_cohort: kindsOf(columnFacts.hire_cohort),
};

/** Columns a dimension may stand on. */
export const dimensionColumns: Record<string, ColumnKind> = kindsOf(dimensionFacts);

/** Relations beside the spine that hold some of its columns: key employee_id and month, one row at most. */
export const besideRelations = ["leaver", "course_month"] as const;
export type BesideRelation = (typeof besideRelations)[number];

/** Of these columns, those that stand beside the spine, by relation. */
export function besideColumns(
  relation: RelationName,
  names: readonly string[],
): Map<BesideRelation, string[]> {
  const found = new Map<BesideRelation, string[]>();
  for (const name of new Set(names)) {
    const { beside } = columnFacts[relation][name] ?? {};
    if (beside) found.set(beside, [...(found.get(beside) ?? []), name]);
  }
  return found;
}
