// The organisation as of the last month → divisions, departments and teams inside one another: who a target is for, what adds up to it.
import type { Filter } from "../../engine/metrics/metric-query.js";
import { querySql } from "../../queries/index.js";
import type { ModelContext } from "../model-context.js";

export const unitLevels = ["company", "division", "department", "team"] as const;
export type UnitLevel = (typeof unitLevels)[number];
export type PartOfCompany = Exclude<UnitLevel, "company">;

export interface PlacedName {
  level: UnitLevel;
  /** Null: the company. */
  name: string | null;
}

export interface Units {
  /** Paths of the units that meet the conditions; undefined where a condition is on anything but the organisation. */
  pathsWithin(where: readonly Filter[]): string[][] | undefined;
  /** The topmost unit made of just the rows that the conditions mean; undefined where there is none. */
  unitOf(where: readonly Filter[]): PlacedName | undefined;
  /** Units of a level inside another: names without repetition, in order. */
  below(whole: PlacedName, level: PartOfCompany): string[];
}

interface PlacedUnit {
  division: string | null;
  department: string | null;
  team: string | null;
  path: string[];
}

export async function unitsOf({ cache }: Pick<ModelContext, "cache">): Promise<Units> {
  const found = await cache.database.rows<Omit<PlacedUnit, "path"> & { org_path: string | null }>(
    querySql("target-unit"),
  );
  const places = found.map(({ org_path, ...names }): PlacedUnit => {
    return { ...names, path: org_path?.split("/").filter(Boolean) ?? [] };
  });
  const within = (where: readonly Filter[]): PlacedUnit[] =>
    places.filter((place) => where.every((filter) => meets(place, filter)));
  return {
    pathsWithin: (where) => (where.every(isOnUnits) ? within(where).map(({ path }) => path) : undefined),
    unitOf(where) {
      if (!where.every(isOnUnits)) return undefined;
      const meant = within(where);
      if (meant.length === places.length) return { level: "company", name: null };
      for (const level of ["division", "department", "team"] as const) {
        const name = meant[0]?.[level];
        if (typeof name !== "string") continue;
        const same = places.filter((place) => place[level] === name);
        if (same.length === meant.length && same.every((place) => meant.includes(place)))
          return { level, name };
      }
      return undefined;
    },
    below({ level: above, name }, level) {
      const inside = places.filter((place) => above === "company" || place[above] === name);
      return [...new Set(inside.flatMap((place) => place[level] ?? []))].sort((a, b) => a.localeCompare(b));
    },
  };
}

const isOnUnits = ({ field, op }: Filter): boolean =>
  ["org_unit", "division", "department", "team"].includes(field) && (op === "=" || op === "in");

function meets(place: PlacedUnit, { field, value }: Filter): boolean {
  const wanted = Array.isArray(value) ? value : [value];
  if (field === "org_unit") return place.path.some((unit) => wanted.includes(unit));
  return wanted.includes(place[field as PartOfCompany]);
}
