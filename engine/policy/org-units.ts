// A cache → the units of its last month with the people in each: what rights are spelled out on.
import type { MetricCache } from "../metrics/cache-facts.js";

export interface OrgUnitNow {
  id: string;
  /** Ids from the top down to the unit. */
  path: string[];
  name: string;
}

/** Every unit with somebody in or below it in the last month, from the top. */
export async function orgUnitsNow({ database }: MetricCache): Promise<OrgUnitNow[]> {
  const rows = await database.rows<{
    path: string;
    division: string | null;
    department: string | null;
    team: string | null;
  }>(
    `SELECT DISTINCT array_to_string(org_path, chr(1)) AS path, division, department, team
     FROM employee_month WHERE month = (SELECT max(month) FROM employee_month) AND org_path IS NOT NULL`,
  );
  const singleRoot = new Set(rows.map(({ path }) => path.split("\u0001")[0])).size === 1;
  const units = new Map<string, OrgUnitNow>();
  for (const { path, division, department, team } of rows) {
    const ids = path.split("\u0001");
    const names = [...(singleRoot ? [undefined] : []), division, department, team];
    for (const [i, id] of ids.entries())
      if (!units.has(id)) units.set(id, { id, path: ids.slice(0, i + 1), name: names[i] ?? id });
  }
  return [...units.values()].sort((a, b) => (a.path.join("\u0001") < b.path.join("\u0001") ? -1 : 1));
}
