// Tree of forecasts + targets on record → rows from the whole down, each with its target, what its parts' targets come to, and the gap.
import type { HierarchyAnswer, TargetSum, TargetSums } from "../../../models/index.js";

export interface HierarchyRow {
  name: string;
  level: string;
  depth: number;
  /** Made to add up; its 80 % interval; what its own series alone says. */
  value: number;
  low80: number;
  high80: number;
  forecast: number;
  /** On record for it; null where there is none. */
  target: number | null;
  /** Of its parts' targets, where it or any of them has one; the gap is known once each has one. */
  parts: { sum: number | null; missing: number; gap: number | null } | null;
  /** Parts that are people: shown when asked for. */
  people: HierarchyRow[];
}

/** In the tree's order; people stand in their unit's `people`. */
export function hierarchyRows(
  { nodes }: HierarchyAnswer,
  { sums }: Pick<TargetSums, "sums">,
): HierarchyRow[] {
  const wholes = new Map(sums.map((sum) => [keyOf(sum.whole.level, sum.whole.name ?? ""), sum]));
  const targets = new Map(sums.flatMap(targetsOf));
  const children = new Map<number, number[]>();
  for (const [i, { parent }] of nodes.entries()) children.set(parent, [...(children.get(parent) ?? []), i]);
  const rowOf = (i: number, depth: number): HierarchyRow => {
    const { name, level, value, low80, high80, forecast } = nodes[i]!;
    const key = keyOf(level, name);
    const sum = wholes.get(key);
    const people = (children.get(i) ?? []).filter((child) => nodes[child]!.level === "person");
    return {
      name,
      level,
      depth,
      value,
      low80,
      high80,
      forecast,
      target: targets.get(key) ?? null,
      parts: sum ? partsOf(sum) : null,
      people: people.map((child) => rowOf(child, depth + 1)),
    };
  };
  const walk = (parent: number, depth: number): HierarchyRow[] =>
    (children.get(parent) ?? [])
      .filter((i) => nodes[i]!.level !== "person")
      .flatMap((i) => [rowOf(i, depth), ...walk(i, depth + 1)]);
  return walk(-1, 0);
}

const keyOf = (level: string, name: string): string => `${level} ${name}`;

const partsOf = ({ sum, set, missing, gap }: TargetSum): HierarchyRow["parts"] => ({
  sum: set > 0 ? sum : null,
  missing,
  gap: missing > 0 ? null : gap,
});

const targetsOf = ({ whole, target, parts, of }: TargetSum): [string, number][] =>
  [
    { key: keyOf(whole.level, whole.name ?? ""), target },
    ...of.map((part) => ({ key: keyOf(parts, part.name), target: part.target })),
  ].flatMap((one): [string, number][] => (one.target === null ? [] : [[one.key, one.target]]));

/** The unit whose parts' targets miss its own by most: what a title names. */
export function widestGap(rows: readonly HierarchyRow[]): { row: HierarchyRow; gap: number } | null {
  const gaps = rows.flatMap((row) => {
    const gap = row.parts?.gap ?? 0;
    return Math.abs(gap) < 1 ? [] : [{ row, gap }];
  });
  return gaps.toSorted((a, b) => Math.abs(b.gap) - Math.abs(a.gap))[0] ?? null;
}
