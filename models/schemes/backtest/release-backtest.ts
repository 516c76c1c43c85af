// A whole back-test → what a reader of groups may see: ranges of k people or more, nothing about fewer, no protected attribute.
// Ranges are drawn together with their neighbours, so what is left out cannot be had by taking the rest from the total; figures
// between them are on honest-backtest.ts's grids.
import type { Backtest, SideFacts } from "./backtest-types.js";
import { mergedRanges } from "./count-ranges.js";
import { honestBacktest } from "./honest-backtest.js";

/** Null: fewer than k people in all. A count of people-periods needs k times the periods: fewer may be of fewer than k people. */
export function releasedBacktest(full: Backtest): Backtest | null {
  const { k, people, sides } = full;
  const cell = k * full.periods.length;
  if (Math.min(sides.a.people, sides.b.people) < k) return null;
  // the people of one scheme alone, and those of both, are groups too
  const areSmall = [people.both, people.onlyA, people.onlyB].some((n) => n > 0 && n < k);
  const ranges = full.changes && !areSmall ? mergedRanges(full.changes.ranges, k) : null;
  return honestBacktest({
    ...full,
    people: areSmall ? { both: 0, onlyA: 0, onlyB: 0 } : people,
    sides: { a: releasedSide(sides.a, cell), b: releasedSide(sides.b, cell) },
    changes: ranges && full.changes ? { ...full.changes, ranges, ...signs(full.changes, k) } : null,
    cost: areSmall ? { ...full.cost, a: null, b: null, difference: null } : full.cost,
    ranks:
      full.ranks && !areSmall
        ? {
            ...full.ranks,
            flow: areCellsLarge(full.ranks.flow, k) ? full.ranks.flow : [],
            bandMoves: moves(full, cell),
          }
        : null,
    noise: areSmall ? null : full.noise,
    sensitivity: full.sensitivity.map((one) => ({
      ...one,
      // one person's total stands at the first crossing
      shifts: one.shifts.map((shift) => ({
        ...shift,
        firstCrossing: null,
        bandChanges: shown(shift.bandChanges, cell),
        topFifthChanges: shown(shift.topFifthChanges, cell),
      })),
    })),
    untraced: full.untraced.map((one) =>
      one.refused === null &&
      (isBetween(one.withoutTrace, cell) || isBetween(one.claims - one.withoutTrace, cell))
        ? {
            ...one,
            refused: "small_group",
            claims: 0,
            withoutTrace: 0,
            share: null,
            limits: null,
            excess: null,
            excessLimits: null,
          }
        : one,
    ),
    contributions: full.contributions.map((row) =>
      row.people < k ? { ...row, meanScore: null, reached: null } : { ...row, reached: null },
    ),
    fairness: [],
    isReleased: true,
  });
}

function releasedSide(side: SideFacts, k: number): SideFacts {
  const bands = side.bands.map(({ count }) => count);
  const below = side.scored - side.incomplete - bands.reduce((x, y) => x + y, 0);
  const areBandsLarge = [...bands, below].every((count) => count === 0 || count >= k);
  const isIncompleteSmall = isBetween(side.incomplete, k);
  return {
    ...side,
    incomplete: isIncompleteSmall ? 0 : side.incomplete,
    scored: isIncompleteSmall ? side.scored - side.incomplete : side.scored,
    bands: areBandsLarge ? side.bands : [],
    histogram: mergedRanges(side.histogram, k) ?? [],
  };
}

/** Winners, losers and same are three groups of the same people: all large, or none is named. */
function signs(
  { winners, losers, same }: { winners: number | null; losers: number | null; same: number | null },
  k: number,
) {
  const areLarge = [winners, losers, same].every((count) => count === 0 || (count !== null && count >= k));
  return areLarge ? { winners, losers, same } : { winners: null, losers: null, same: null };
}

function moves({ ranks }: Backtest, k: number) {
  const found = ranks?.bandMoves;
  if (!found) return null;
  return [found.up, found.down, found.same, found.byMoreThanOne].every((n) => n === 0 || n >= k)
    ? found
    : null;
}

const areCellsLarge = (flow: readonly (readonly number[])[], k: number): boolean =>
  flow.every((row) => row.every((n) => n === 0 || n >= k));
const isBetween = (n: number, k: number): boolean => n > 0 && n < k;
const shown = (n: number | null, k: number): number | null => (n === null || isBetween(n, k) ? null : n);
