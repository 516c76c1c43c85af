// Each person's pay under two sets of rules → how many win and lose, in bands none of which holds fewer than k people.
import type { Fen } from "./money.js";

/** Relative change: from `low` (included) up to `high`; null is open. −0.05 is five per cent less. */
export interface ChangeBand {
  low: number | null;
  high: number | null;
  people: number;
}

const cuts = [-0.2, -0.05, 0.05, 0.2];

/** b against a; something out of nothing, or nothing out of something, lies in an outer band. */
export function changeOf(a: Fen, b: Fen): number {
  if (a === b) return 0;
  return a <= 0 ? (b > a ? Infinity : -Infinity) : (b - a) / a;
}

/**
 * Bands of at least k people, or of none: one with fewer is joined to its neighbour towards the middle, so that nobody in it
 * is told apart. Fewer than k people in all have no bands.
 */
export function changeBands(changes: readonly number[], k: number): ChangeBand[] {
  if (changes.length < k) return [];
  const edges = [null, ...cuts, null];
  let bands = edges.slice(1).map((high, i): ChangeBand => {
    const low = edges[i]!;
    const people = changes.filter((c) => (low === null || c >= low) && (high === null || c < high)).length;
    return { low, high, people };
  });
  for (;;) {
    const small = bands.findIndex(({ people }) => people > 0 && people < k);
    if (small === -1) return bands;
    const middle = bands.findIndex(({ low, high }) => (low ?? -9) < 0 && (high ?? 9) > 0);
    const to = small < middle ? small + 1 : small > middle ? small - 1 : small === 0 ? 1 : small - 1;
    const [first, second] = [Math.min(small, to), Math.max(small, to)];
    const joined = { low: bands[first]!.low, high: bands[second]!.high, people: bands[first]!.people + bands[second]!.people }; // prettier-ignore
    bands = [...bands.slice(0, first), joined, ...bands.slice(second + 1)];
  }
}

export interface UnitCost {
  /** Null: several small units together. */
  unit: string | null;
  people: number;
  a: Fen;
  b: Fen;
}

/** Units of fewer than k people are put together, and with the smallest of the others until they are k. */
export function unitCosts(rows: readonly { unit: string | null; a: Fen; b: Fen }[], k: number): UnitCost[] {
  const units = new Map<string, UnitCost>();
  const rest: UnitCost = { unit: null, people: 0, a: 0, b: 0 };
  const add = (into: UnitCost, { people, a, b }: { people: number; a: Fen; b: Fen }): void => {
    into.people += people;
    into.a += a;
    into.b += b;
  };
  for (const { unit, a, b } of rows) {
    if (unit === null) {
      add(rest, { people: 1, a, b });
      continue;
    }
    const own = units.get(unit) ?? { unit, people: 0, a: 0, b: 0 };
    add(own, { people: 1, a, b });
    units.set(unit, own);
  }
  const rising = [...units.values()].sort((x, y) => x.people - y.people);
  while (rising.length > 0 && (rising[0]!.people < k || (rest.people > 0 && rest.people < k)))
    add(rest, rising.shift()!);
  return [...rising.sort((x, y) => y.a - x.a), ...(rest.people > 0 ? [rest] : [])];
}
