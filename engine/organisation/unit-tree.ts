// An organisation → its units as a tree: names, parents, depth, in the order in which they are read.
import type { Database } from "../database.js";
import type { Organisation } from "./organisation.js";
import { organisationCtes } from "./recast-sql.js";

export interface UnitNode {
  unit: string;
  name: string;
  /** Null for a root. */
  parent: string | null;
  /** 1 for a root. */
  depth: number;
}

/** Parents before their units, names in order on each level. */
export async function unitTree(database: Database, organisation: Organisation): Promise<UnitNode[]> {
  const rows = await database.rows<{ unit: string; name: string; parent: string | null; depth: number }>(
    `WITH RECURSIVE ${organisationCtes(organisation).join(",\n")}
     SELECT org_unit_id AS unit, name, parent_id AS parent, len(org_path)::INTEGER AS depth FROM org_path
     ORDER BY name, unit`,
  );
  return inTreeOrder(rows);
}

/** Depth-first; a unit whose parent is not among them stands as a root. */
export function inTreeOrder<U extends { unit: string; parent: string | null }>(units: readonly U[]): U[] {
  const known = new Set(units.map((u) => u.unit));
  const below = new Map<string | null, U[]>();
  for (const unit of units) {
    const parent = unit.parent !== null && known.has(unit.parent) ? unit.parent : null;
    const list = below.get(parent);
    if (list) list.push(unit);
    else below.set(parent, [unit]);
  }
  const ordered: U[] = [];
  const seen = new Set<string>();
  const visit = (parent: string | null): void => {
    for (const unit of below.get(parent) ?? []) {
      if (seen.has(unit.unit)) continue;
      seen.add(unit.unit);
      ordered.push(unit);
      visit(unit.unit);
    }
  };
  visit(null);
  for (const unit of units) if (!seen.has(unit.unit)) ordered.push(unit);
  return ordered;
}
