// People of one month → in each grouping, the groups that may be shown. None has fewer than k people, and no sum or difference of
// groups of two groupings does: else a division less its departments would be one person's risk.

export interface ShownGroup {
  /** Null: people without that attribute, or the rest. */
  group: string | null;
  /** Groups that may not stand alone, taken together. */
  isRest: boolean;
  /** Places of its people among the rows. */
  at: number[];
}

/**
 * Groupings in order, coarse ones first: an earlier one keeps its groups where two are at odds. What each shows does not depend
 * on which is asked for.
 */
export function shownGroups<Grouping extends string>(
  rows: readonly Readonly<Record<Grouping, string | null>>[],
  groupings: readonly Grouping[],
  k: number,
): Record<Grouping, ShownGroup[]> {
  const shown = {} as Record<Grouping, ShownGroup[]>;
  const earlier: number[][][] = [];
  for (const grouping of groupings) {
    const members = new Map<string | null, number[]>();
    rows.forEach((row, i) => {
      const list = members.get(row[grouping]);
      if (list) list.push(i);
      else members.set(row[grouping], [i]);
    });
    shown[grouping] = grouped(members, earlier, rows.length, k);
    earlier.push(shown[grouping].map(({ at }) => at));
  }
  return shown;
}

function grouped(
  members: ReadonlyMap<string | null, number[]>,
  earlier: readonly number[][][],
  people: number,
  k: number,
): ShownGroup[] {
  let large = [...members].filter(([, at]) => at.length >= k).sort((a, b) => b[1].length - a[1].length);
  const rest = [...members].flatMap(([, at]) => (at.length < k ? at : []));
  for (;;) {
    // A rest below k would be found by subtraction: the smallest shown group joins it.
    while (rest.length > 0 && rest.length < k && large.length > 0) rest.push(...large.pop()![1]);
    const blocks = [...large.map(([, at]) => at), ...(rest.length >= k ? [rest] : [])];
    const merged = new Set(earlier.flatMap((other) => atOdds(blocks, other, large.length, people, k)));
    if (merged.size === 0 || large.length === 0) break;
    for (const i of merged) rest.push(...large[i][1]);
    large = large.filter((_, i) => !merged.has(i));
  }
  const groups = large.map(([group, at]): ShownGroup => ({ group, isRest: false, at }));
  return rest.length >= k ? [...groups, { group: null, isRest: true, at: rest }] : groups;
}

/** Blocks (the first `large` of them, by their places) that must join the rest so that no difference is below k. */
function atOdds(
  blocks: readonly number[][],
  other: readonly number[][],
  large: number,
  people: number,
  k: number,
): number[] {
  const smallest = (of: readonly number[]): number[] => {
    const free = of.filter((i) => i < large);
    return free.length > 0 ? [free.reduce((a, b) => (blocks[b].length < blocks[a].length ? b : a))] : [];
  };
  const touched = touching(other, blocks, people);
  for (const [i, block] of other.entries()) {
    const [inside, crossing] = split(touched[i], blocks);
    const left = block.length - inside.reduce((sum, b) => sum + blocks[b].length, 0);
    if (inside.length === 0 || left === 0 || left >= k) continue;
    const joins = smallest(inside);
    return joins.length > 0 ? joins : smallest(crossing);
  }
  for (const [i, touches] of touching(blocks, other, people).entries()) {
    const [inside] = split(touches, other);
    const left = blocks[i].length - inside.reduce((sum, b) => sum + other[b].length, 0);
    if (inside.length === 0 || left === 0 || left >= k) continue;
    return i < large ? [i] : smallest([...blocks.keys()]);
  }
  return [];
}

/** For each block, how many of its people are in which of the others. */
function touching(
  blocks: readonly number[][],
  others: readonly number[][],
  people: number,
): Map<number, number>[] {
  const otherOf = new Int32Array(people).fill(-1);
  for (const [o, at] of others.entries()) for (const row of at) otherOf[row] = o;
  return blocks.map((at) => {
    const count = new Map<number, number>();
    for (const row of at) if (otherOf[row] >= 0) count.set(otherOf[row], (count.get(otherOf[row]) ?? 0) + 1);
    return count;
  });
}

/** Others that lie wholly inside, and those that cross the border. */
function split(touches: ReadonlyMap<number, number>, others: readonly number[][]): [number[], number[]] {
  const inside = [...touches].filter(([o, count]) => others[o].length === count).map(([o]) => o);
  const crossing = [...touches].filter(([o, count]) => others[o].length > count).map(([o]) => o);
  return [inside, crossing];
}
