// Which attributes are released beside the totals, and in which order they get their turn.

/** A permitted breakdown, as queries/dimensions.yml declares it. */
export interface Breakdown {
  id: string;
  column: string;
  groupable: boolean;
  hierarchical: boolean;
  values?: readonly { value: string }[];
}

export interface ReleasedAttribute {
  /** Id of the dimension. */
  name: string;
  column: string;
  order?: readonly string[];
}

/** What comes first keeps most of its detail. A workspace may name its own order in rapport.yml (disclosure.attributes). */
export const usualOrder = [
  "gender",
  "tenure_band",
  "level",
  "age_band",
  "job_family",
  "site",
  "employment_type",
  "recruitment_source",
] as const;

/** Columns that say where somebody stands; the tree of units covers them. */
const unitColumns = new Set(["org_unit_id", "division", "department", "team", "manager_id"]);

export const isUnitColumn = (column: string): boolean => unitColumns.has(column) && column !== "manager_id";

/** Attributes in the order of their turn; names that are no groupable breakdown are left out. */
export function releasedAttributes(
  breakdowns: Iterable<Breakdown>,
  order: readonly string[] = usualOrder,
): ReleasedAttribute[] {
  const byId = new Map([...breakdowns].map((breakdown) => [breakdown.id, breakdown]));
  return order.flatMap((id) => {
    const found = byId.get(id);
    if (!found || !found.groupable || unitColumns.has(found.column)) return [];
    return [{ name: id, column: found.column, order: found.values?.map(({ value }) => value) }];
  });
}
