// People's gaps of one dimension → what readers of groups may know: who falls short, per unit and role, in cells that no combination
// isolates fewer than k people by, in multiples of k, and in words below 5k people. The engine's own release, over the rated people.
import { indexed } from "../../engine/disclosure/release-book.js";
import { flooredCount, publishedShare, type ShareBand } from "../../engine/disclosure/honest-digits.js";
import { unitAt, whole } from "../../engine/disclosure/membership.js";
import { releaseOf, type NamedMember, type Release } from "../../engine/disclosure/release.js";
import { wilson } from "../../engine/metrics/interval.js";
import type { Reader } from "../../engine/metrics/reader.js";
import { cellsOfMonth, nameOf } from "../../engine/metrics/released-cells.js";
import type { GroupGap, PersonGap } from "./competency-gap.js";
import type { PersonRow } from "./competency-rows.js";

/** What is kept of one dimension; it names no person. */
export interface ReleasedDimension {
  id: string;
  release: Release;
  /** Key of a cell → people rated below the required level, in multiples of k, and the word for it below 5k people. */
  short: Record<string, { count: number; band: ShareBand | null }>;
}

/** One cell as a reader is shown it. */
export interface ReleasedGap {
  by: GroupGap["by"];
  /** Units or roles that stand together in the cell. */
  groups: string[];
  /** At least so many people: a multiple of k. */
  people: number;
  /** In multiples of k; null where only the word is known. */
  count: number | null;
  share: { value: number; low: number; high: number } | null;
  band: ShareBand | null;
}

const role = { name: "role", column: "role" };
/** Unit levels that have names. */
const levels = ["company", "division", "department", "team"] as const;

export function releaseGaps(
  dimension: string,
  month: string,
  gaps: readonly PersonGap[],
  people: ReadonlyMap<string, PersonRow>,
  k: number,
  previous?: Release,
): ReleasedDimension | null {
  if (gaps.length < k) return null;
  const members = gaps.map((gap) => memberOf(gap, people.get(gap.person)));
  const release = releaseOf(month, members, [role], k, previous?.k === k ? previous : undefined);
  const short: ReleasedDimension["short"] = {};
  for (const { attribute, depth, blocks, groups } of release.tables) {
    // roles of single units are not shown to anybody, so nothing is kept of them
    if (attribute !== null && depth > 0) continue;
    for (const units of blocks)
      for (const values of groups) {
        const inside = gaps.filter((gap, i) => {
          const path = [whole, ...(members[i].orgPath ?? []).slice(release.singleRoot ? 1 : 0)];
          return units.includes(unitAt(path, depth)) && (attribute === null || values.includes(gap.role));
        });
        if (inside.length < k) continue;
        const below = inside.filter(({ raw, required }) => raw < required).length;
        const { count, band } = publishedShare(below, inside.length, k, inside.length);
        short[JSON.stringify([depth, units, attribute === null ? null : values])] = {
          count: count.value,
          band,
        };
      }
  }
  return { id: dimension, release, short };
}

function memberOf(gap: PersonGap, person: PersonRow | undefined): NamedMember {
  const { org_path: path, division, department, team } = person ?? { org_path: null };
  return {
    id: gap.person,
    orgPath: path === null || path === "" ? null : path.split("/"),
    names: [division ?? null, department ?? null, team ?? null],
    values: [gap.role],
  };
}

/** Cells within the reader's scope whose rest, beside what they read exactly, is nobody or k people: the policy of every release. */
export function gapsFor(
  { release, short }: ReleasedDimension,
  reader: Pick<Reader, "scope" | "person" | "hide" | "mask">,
): ReleasedGap[] {
  const { k } = release;
  const month = indexed(release);
  const found: ReleasedGap[] = [];
  const add = (by: GroupGap["by"], byDepth: number, byRole: boolean): void => {
    const shape = {
      attribute: byRole ? role : null,
      byAttribute: byRole,
      byDepth,
      units: [],
      values: [],
      named: [],
    };
    for (const { key, people, units, values } of cellsOfMonth(month, shape, reader, k)) {
      const kept = short[key];
      if (!kept) continue;
      const groups = byRole
        ? values!.map(String)
        : units.map((unit) => (unit === whole ? "" : nameOf(month, unit)));
      found.push({ by, groups, people: flooredCount(people, k), ...sharesOf(kept, people, k) });
    }
  };
  for (const [depth, by] of levels.entries()) {
    const isHidden = reader.hide?.includes(by) || reader.mask?.includes(by);
    if (!isHidden && depth <= month.depth) add(by, depth, false);
  }
  add("role", 0, true);
  return found;
}

/** The interval counts people as a sample and the rounding to multiples of k. */
function sharesOf(
  { count, band }: ReleasedDimension["short"][string],
  people: number,
  k: number,
): Pick<ReleasedGap, "count" | "share" | "band"> {
  if (band !== null) return { count: null, share: null, band };
  const base = Math.round(people / k) * k;
  const most = (x: number): number => Math.min(base, Math.max(0, x));
  return {
    count,
    band,
    share: {
      value: most(count) / base,
      low: wilson(most(count - k / 2), base).low,
      high: wilson(most(count + k / 2), base).high,
    },
  };
}
