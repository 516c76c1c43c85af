// Numbers → people by range, and ranges drawn together until none has fewer than k.
import type { Range } from "./backtest-types.js";

/** Ranges [edge, next edge), open at both ends. */
export function countRanges(values: readonly number[], edges: readonly number[]): Range[] {
  const limits = [null, ...edges, null];
  return limits.slice(0, -1).map((from, i) => {
    const to = limits[i + 1]!;
    const people = values.filter((v) => (from === null || v >= from) && (to === null || v < to)).length;
    return { from, to, people };
  });
}

/**
 * Neighbours are added up until every range has k people or nobody at all stands in any; empty ranges go to a neighbour too,
 * since an empty range says of everybody that they are not in it. Null where there are fewer than k in all.
 */
export function mergedRanges(ranges: readonly Range[], k: number): Range[] | null {
  const all = ranges.reduce((sum, { people }) => sum + people, 0);
  if (all < k || ranges.length === 0) return null;
  const merged: Range[] = [];
  let open: Range | null = null;
  for (const range of ranges) {
    const sum: Range = open
      ? { from: open.from, to: range.to, people: open.people + range.people }
      : { ...range };
    if (sum.people >= k) {
      merged.push(sum);
      open = null;
    } else open = sum;
  }
  if (open) {
    const last = merged.pop()!;
    merged.push({ from: last.from, to: open.to, people: last.people + open.people });
  }
  return merged;
}
