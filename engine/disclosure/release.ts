// What was released for one closed month: units as they were, tables, and the file that keeps them for good.
import { createHash } from "node:crypto";
import { largestFloor } from "./audit.js";
import { membershipOf, whole, type Attribute, type Member } from "./membership.js";
import { releaseTables, type ReleasedTables } from "./release-tables.js";

export interface ReleasedUnit {
  id: string;
  name: string;
  /** Ids from the whole down to the unit itself. */
  path: string[];
}

/** Content of releases/YYYY-MM.json. Depends on who was where with which attributes, never on a measured value. */
export interface Release extends ReleasedTables {
  version: 1;
  month: string;
  /** People behind each cell at least. */
  k: number;
  /** No combination of cells isolates fewer people than this: k, at most 5. */
  floor: number;
  people: number;
  /** True where one unit stands above all others: it counts as the whole. */
  singleRoot: boolean;
  /** Id of that unit; null without one. */
  root: string | null;
  attributes: string[];
  /** Unit with fewer than k people of its own → the unit below that they are counted with. */
  hosts: Record<string, string>;
  units: ReleasedUnit[];
}

/** A member with the names of the units on the path, as far as the sources name them. */
export interface NamedMember extends Member {
  /** Division, department, team: names of the second to fourth step of the canonical path. */
  names: readonly (string | null)[];
}

export function releaseOf(
  month: string,
  members: readonly NamedMember[],
  attributes: readonly Attribute[],
  k: number,
  previous?: Release,
): Release {
  const membership = membershipOf(members, attributes, k, previous?.hosts);
  const { tables, refused } = releaseTables(membership, k, previous?.tables);
  return {
    version: 1,
    month,
    k,
    floor: Math.min(k, largestFloor),
    people: membership.people,
    singleRoot: membership.singleRoot,
    root: membership.singleRoot ? members[0].orgPath![0] : null,
    attributes: attributes.map(({ name }) => name),
    hosts: membership.hosts,
    units: unitsOf(members, membership.singleRoot),
    tables,
    refused,
  };
}

function unitsOf(members: readonly NamedMember[], singleRoot: boolean): ReleasedUnit[] {
  // who sits at the very top bears its name as division, department and team
  const atTop = singleRoot ? members.find(({ orgPath }) => orgPath!.length === 1) : undefined;
  const name = atTop?.names[0] ?? (singleRoot ? members[0].orgPath![0] : whole);
  const units = new Map<string, ReleasedUnit>([[whole, { id: whole, name, path: [whole] }]]);
  for (const { orgPath, names } of members) {
    const path = [whole, ...(orgPath ?? []).slice(singleRoot ? 1 : 0)];
    for (let depth = 1; depth < path.length; depth++) {
      const id = path[depth];
      if (!units.has(id)) units.set(id, { id, name: names[depth - 1] ?? id, path: path.slice(0, depth + 1) });
    }
  }
  return [...units.values()].sort((a, b) => (a.path.join("\u0001") < b.path.join("\u0001") ? -1 : 1));
}

/** The bytes of the file: the same membership gives the same bytes on every machine. */
export function releaseText(release: Release): string {
  const { tables, units, ...head } = release;
  return `${JSON.stringify(head).slice(0, -1)},\n"units":${lines(units)},\n"tables":${lines(tables)}\n}\n`;
}

const lines = (list: readonly unknown[]): string =>
  list.length === 0 ? "[]" : `[\n${list.map((entry) => `  ${JSON.stringify(entry)}`).join(",\n")}\n]`;

export const releaseHash = (text: string): string => createHash("sha256").update(text).digest("hex");
