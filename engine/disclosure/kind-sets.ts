// Counts of exits by kind that are possible for a group → sums, differences and intersections of such sets, exactly.

/** Voluntary, involuntary, other. */
export type ByKind = readonly [number, number, number];

export const kinds = [0, 1, 2] as const;

/**
 * All counts by kind between `low` and `high` that add up to `total`. Tight: each bound is reached.
 * With three kinds these sets are M-convex, so the sum of two of them holds every whole-numbered sum and its bounds are the
 * sums of the bounds; no solver is needed. Source: Murota, Discrete Convex Analysis (2003), theorem 4.23.
 */
export interface KindSet {
  total: number;
  low: ByKind;
  high: ByKind;
}

/** Every way to give `total` exits kinds. */
export const anyKinds = (total: number): KindSet => ({
  total,
  low: [0, 0, 0],
  high: [total, total, total],
});

const each = (f: (kind: 0 | 1 | 2) => number): ByKind => [f(0), f(1), f(2)];
const sum = ([a, b, c]: ByKind): number => a + b + c;

/** Counts that are in the set and between the bounds; undefined when there are none. */
export function within(set: KindSet, low: ByKind, high: ByKind): KindSet | undefined {
  const [l, h] = [each((i) => Math.max(set.low[i], low[i])), each((i) => Math.min(set.high[i], high[i]))];
  const { total } = set;
  if (kinds.some((i) => l[i] > h[i]) || sum(l) > total || sum(h) < total) return undefined;
  return {
    total,
    low: each((i) => Math.max(l[i], total - (sum(h) - h[i]))),
    high: each((i) => Math.min(h[i], total - (sum(l) - l[i]))),
  };
}

/** Counts of two groups together. */
export const plus = (a: KindSet, b: KindSet): KindSet => ({
  total: a.total + b.total,
  low: each((i) => a.low[i] + b.low[i]),
  high: each((i) => a.high[i] + b.high[i]),
});

/** What is left of a whole when a part may be anything of its own set. */
const less = (whole: KindSet, part: KindSet): KindSet => ({
  total: whole.total - part.total,
  low: each((i) => whole.low[i] - part.high[i]),
  high: each((i) => whole.high[i] - part.low[i]),
});

/** Counts of the part for which the rest can make up some of the counts of the whole. */
export function partOf(whole: KindSet, part: KindSet, rest: KindSet): KindSet | undefined {
  const { low, high } = less(whole, rest);
  return within(part, low, high);
}

/** Of a sum of sets, the sum without one of them. */
export const without = (all: KindSet, one: KindSet): KindSet => ({
  total: all.total - one.total,
  low: each((i) => all.low[i] - one.low[i]),
  high: each((i) => all.high[i] - one.high[i]),
});

/** Whether each single one of the exits may still be of each kind, and need not be. */
export const isOpen = ({ total, low, high }: KindSet): boolean =>
  total === 0 || kinds.every((i) => high[i] >= 1 && low[i] <= total - 1);

/** Whether the number of some kind is known exactly. */
export const isCounted = ({ total, low, high }: KindSet): boolean =>
  total > 0 && kinds.some((i) => low[i] === high[i]);

export const sameSet = (a: KindSet, b: KindSet): boolean =>
  a.total === b.total && kinds.every((i) => a.low[i] === b.low[i] && a.high[i] === b.high[i]);
