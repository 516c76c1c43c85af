// All releases of a workspace → what the compile rules look up: units, blocks and groups by month. No rows are read.
import { readdirSync, readFileSync, existsSync } from "node:fs";
import type { Workspace } from "../workspace.js";
import { whole } from "./membership.js";
import type { Release, ReleasedUnit } from "./release.js";
import type { ReleasedTable } from "./release-tables.js";

/** One month, indexed. */
export interface ReleasedMonth {
  release: Release;
  units: ReadonlyMap<string, ReleasedUnit>;
  /** "attribute@depth" → table; totals have an empty attribute. */
  tables: ReadonlyMap<string, ReleasedTable>;
  /** Deepest level that has totals. */
  depth: number;
}

export interface ReleaseBook {
  /** "YYYY-MM" → the month. */
  months: ReadonlyMap<string, ReleasedMonth>;
  /** Hash over what is there: part of the policy's fingerprint. */
  edition: string;
  /** Folder of the rows kept at the close; undefined where releases live in memory only. */
  folder?: string;
}

export const tableKey = (attribute: string | null, depth: number): string => `${attribute ?? ""}@${depth}`;

export function indexed(release: Release): ReleasedMonth {
  return {
    release,
    units: new Map(release.units.map((unit) => [unit.id, unit])),
    tables: new Map(release.tables.map((table) => [tableKey(table.attribute, table.depth), table])),
    depth: Math.max(...release.tables.filter((t) => t.attribute === null).map((t) => t.depth), -1),
  };
}

export function bookOf(releases: readonly Release[], edition: string, folder?: string): ReleaseBook {
  return { months: new Map(releases.map((release) => [release.month, indexed(release)])), edition, folder };
}

const opened = new Map<string, ReleaseBook>();

/** Releases are written once, so a book is read again only when there are more of them. */
export function openBook(workspace: Pick<Workspace, "path">): ReleaseBook {
  const folder = workspace.path("releases");
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^\d{4}-\d\d\.json$/.test(name))
        .sort()
    : [];
  const edition = names.join(" ");
  const known = opened.get(folder);
  if (known?.edition === edition) return known;
  const releases = names.map((name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as Release);
  const book = bookOf(releases, edition, folder);
  opened.set(folder, book);
  return book;
}

/** The unit with which somebody of this unit is counted at a depth: few who sit above others have a host below. */
export function countedWith({ release, units }: ReleasedMonth, unit: string, depth: number): string {
  let at = unit;
  while ((units.get(at)?.path.length ?? Infinity) - 1 < depth && release.hosts[at] !== undefined)
    at = release.hosts[at];
  return at;
}

/** Whether the unit lies in the subtree of the scope, as the organisation was that month. */
export const isWithin = (month: ReleasedMonth, unit: string, scope: string | undefined): boolean =>
  scope === undefined || (month.units.get(unit)?.path.includes(scope) ?? false);

/** A unit id as questions write it → as the release has it: the one unit above all others is the whole. */
export function canonicalUnit(month: ReleasedMonth, unit: string): string | undefined {
  if (month.units.has(unit)) return unit;
  return month.release.singleRoot && unit === month.release.root ? whole : undefined;
}
