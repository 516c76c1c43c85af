// How many exits of a kind → the multiple that is published, on a grid that depends on the number of all exits only.
import { snap, type Published } from "./honest-digits.js";
import { kinds, within, type ByKind, type KindSet } from "./kind-sets.js";

export interface KindGrid {
  exits: number;
  step: number;
  /** A count is published as the multiple at or below itself plus this. */
  offset: number;
}

/** Steps that all exits are cut into at most: a company with thousands of exits needs no count to the nearest five. */
const mostSteps = 50;

/**
 * Multiples of k, to the nearest; where two kinds rounded up would leave nothing for the third (3 + 3 + 0 of 6 as 5 + 5 + 0),
 * rounded up one later. The number of all exits is visible, so the grid tells nothing. On it each exit may be of each kind and
 * need not, whatever is published of at least k exits (for k of 3 and more; tested for every split of up to 40 exits).
 */
export function kindGrid(exits: number, k: number): KindGrid {
  const step = k * Math.max(1, exits > mostSteps * k ? snap(exits / (mostSteps * k)) : 1);
  const nearest = Math.floor(step / 2);
  return { exits, step, offset: (exits + 2 * nearest) % step === 0 ? nearest - 1 : nearest };
}

const topOf = ({ exits, step }: KindGrid): number => Math.floor(exits / step) * step;

/** Counts that are published as this value. */
function meaning(value: number, grid: KindGrid): { low: number; high: number } {
  const { exits, step, offset } = grid;
  return {
    low: value === 0 ? 0 : value - offset,
    high: value === topOf(grid) ? exits : value + step - 1 - offset,
  };
}

/** Never more than all exits; the step says how far off the value can be, up or down. */
export function publishedKind(count: number, grid: KindGrid): Published {
  const { step, offset } = grid;
  const value = Math.min(Math.floor((count + offset) / step) * step, topOf(grid));
  const { low, high } = meaning(value, grid);
  return { value, step: Math.max(step, 2 * (value - low), 2 * (high - value)) };
}

/** Counts of all kinds that what is published of them allows; a kind that is not published may be anything. */
export function allowed(values: readonly (number | null)[], grid: KindGrid): { low: ByKind; high: ByKind } {
  const means = kinds.map((i) => {
    const value = values[i];
    return value === null ? { low: 0, high: grid.exits } : meaning(value, grid);
  });
  const [a, b, c] = means;
  return { low: [a.low, b.low, c.low], high: [a.high, b.high, c.high] };
}

/** Everything that could be published of a group whose counts lie in the set: all kinds, or the voluntary ones alone. */
export function* outcomes(
  set: KindSet,
  grid: KindGrid,
  isWhole: boolean,
): Generator<readonly [number, number | null, number | null]> {
  const values = (kind: 0 | 1 | 2): number[] => {
    const [from, to] = [set.low[kind], set.high[kind]].map((count) => publishedKind(count, grid).value);
    return Array.from({ length: (to - from) / grid.step + 1 }, (_, i) => from + i * grid.step);
  };
  for (const voluntary of values(0)) {
    if (!isWhole) {
      yield [voluntary, null, null];
      continue;
    }
    for (const involuntary of values(1))
      for (const other of values(2)) {
        const { low, high } = allowed([voluntary, involuntary, other], grid);
        if (within(set, low, high)) yield [voluntary, involuntary, other];
      }
  }
}
