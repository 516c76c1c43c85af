// A month's release → what a person wants to know of it: which tables there are and how many people keep their own unit.
import type { Bilingual } from "../locale.js";
import { unitAt } from "./membership.js";
import type { Release } from "./release.js";

export interface TableSummary {
  attribute: string | null;
  depth: number;
  label: Bilingual;
  /** Share of people whose unit shares its block with no other unit of its level. */
  ownUnit: number;
  blocks: number;
  groups: number;
}

export interface ReleaseSummary {
  month: string;
  k: number;
  people: number;
  /** No unit below the whole stands alone with anything beside totals: comparing groups would point at people. */
  isTooSmall: boolean;
  tables: TableSummary[];
}

/** Below this many people groups are too few and too small to be compared. */
const fewPeople = 40;

const levels: Bilingual[] = [
  { en: "company", zh: "全公司" },
  { en: "division", zh: "事业部" },
  { en: "department", zh: "部门" },
  { en: "team", zh: "团队" },
];

export function releaseSummary(release: Release): ReleaseSummary {
  const paths = new Map(release.units.map(({ id, path }) => [id, path]));
  const tables = release.tables.map(({ attribute, depth, groups, blocks, people }): TableSummary => {
    const own = blocks.reduce((sum, units, b) => {
      const here = new Set(
        units
          .filter((unit) => paths.get(unit)!.length === depth + 1)
          .map((unit) => unitAt(paths.get(unit)!, depth)),
      );
      return here.size <= 1 ? sum + people[b].reduce((all, n) => all + n, 0) : sum;
    }, 0);
    const level = levels[depth] ?? { en: `level ${depth}`, zh: `第 ${depth} 级` };
    return {
      attribute,
      depth,
      label: {
        en: attribute === null ? level.en : `${level.en} × ${attribute}`,
        zh: attribute === null ? level.zh : `${level.zh} × ${attribute}`,
      },
      ownUnit: release.people === 0 ? 0 : own / release.people,
      blocks: blocks.length,
      groups: groups.length,
    };
  });
  const { month, k, people } = release;
  return { month, k, people, isTooSmall: people < fewPeople, tables };
}
