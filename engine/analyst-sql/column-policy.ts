// Reader + catalogue → columns that its SQL does not have, and columns that it has as pseudonyms.
import type { Catalogue } from "../metrics/catalogue.js";
import type { Reader } from "../metrics/reader.js";

export interface ColumnPolicy {
  hidden: ReadonlySet<string>;
  /** Column → dimension whose pseudonyms stand in it. */
  masked: ReadonlyMap<string, string>;
}

/** Columns that tell where somebody belongs although the unit's own column is hidden or masked. */
const organisation = ["org_unit_id", "division", "department", "team"];
const keys = new Set(["employee_id", "month"]);

/** Undefined where the role leaves every column as it is. */
export function columnPolicy(reader: Reader, catalogue: Catalogue): ColumnPolicy | undefined {
  const [hide, mask] = [reader.hide ?? [], reader.mask ?? []];
  if (hide.length === 0 && mask.length === 0) return undefined;
  const dimensions = [...catalogue.dimensions.values()];
  const columnsOf = (name: string): string[] => dimensions.filter((d) => d.id === name).map((d) => d.column);
  const hidden = new Set<string>();
  for (const name of hide) {
    hidden.add(name);
    for (const column of columnsOf(name)) hidden.add(column);
    // A hidden metric could be computed from its parts.
    const metric = catalogue.metrics.get(name);
    if (metric) for (const word of wordsIn(metric.formula)) if (!keys.has(word)) hidden.add(word);
  }
  const masked = new Map<string, string>();
  for (const dimension of dimensions)
    if (mask.includes(dimension.id)) masked.set(dimension.column, dimension.id);
  if (organisation.some((column) => hidden.has(column) || masked.has(column))) hidden.add("org_path");
  return { hidden, masked };
}

/** Every text in a formula: column names among them, whatever form the formula has. */
function wordsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
}
