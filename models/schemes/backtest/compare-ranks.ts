// Two totals per person → how far the order changes: tau-b, the top fifth, who moves by more than a band, fifths to fifths.
import { wilson } from "../../../engine/metrics/interval.js";
import { kendallTau } from "../../estimators/kendall-tau.js";
import type { Band, PersonScore } from "../score-types.js";
import type { RankFacts } from "./backtest-types.js";
import type { PairedScore } from "./paired-scores.js";
import { ranks } from "./score-noise.js";
import { topFifth } from "./top-fifth.js";

/** A person's mean over the periods that both score; in the order of employee numbers. */
export function personMeans(pairs: readonly PairedScore[]): { employee: string; a: number; b: number }[] {
  const sums = new Map<string, { a: number; b: number; n: number }>();
  for (const { employee, totalA, totalB } of pairs) {
    const sum = sums.get(employee) ?? { a: 0, b: 0, n: 0 };
    sums.set(employee, { a: sum.a + totalA, b: sum.b + totalB, n: sum.n + 1 });
  }
  return [...sums]
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([employee, { a, b, n }]) => ({ employee, a: a / n, b: b / n }));
}

/** Null below 5 people. Bands are compared by their place from the top, and only where both have as many. */
export function compareRanks(
  pairs: readonly PairedScore[],
  bandsA: readonly Band[],
  bandsB: readonly Band[],
): RankFacts | null {
  const people = personMeans(pairs);
  if (people.length < 5) return null;
  const a = people.map((person) => person.a);
  const b = people.map((person) => person.b);
  const { tau, low, high } = kendallTau(a, b);
  const [topA, topB] = [topFifth(a), topFifth(b)];
  const gone = [...topA].filter((one) => !topB.has(one)).length;
  const [fifthA, fifthB] = [fifths(a), fifths(b)];
  const flow = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
  people.forEach((_, i) => flow[fifthA[i]!]![fifthB[i]!]!++);
  return {
    people: people.length,
    tau,
    limits: { low, high },
    topFifth: { size: topA.size, turnover: gone / topA.size, limits: wilson(gone, topA.size) },
    bandMoves: bandMoves(pairs, bandsA, bandsB),
    flow,
  };
}

function bandMoves(
  pairs: readonly PairedScore[],
  bandsA: readonly Band[],
  bandsB: readonly Band[],
): RankFacts["bandMoves"] {
  if (bandsA.length === 0 || bandsA.length !== bandsB.length) return null;
  const moves = { up: 0, down: 0, same: 0, byMoreThanOne: 0 };
  let compared = 0;
  for (const { a, b } of pairs) {
    if (!a.isComplete || !b.isComplete) continue;
    const by = placeOf(b, bandsB) - placeOf(a, bandsA);
    compared++;
    if (by > 0) moves.up++;
    else if (by < 0) moves.down++;
    else moves.same++;
    if (Math.abs(by) > 1) moves.byMoreThanOne++;
  }
  return compared > 0 ? moves : null;
}

/** Bands reached, from 0 = below the lowest. */
export const placeOf = ({ total }: PersonScore, bands: readonly Band[]): number =>
  bands.filter(({ at_least }) => total >= at_least).length;

/** 0 = lowest fifth; equals stand together. */
function fifths(values: readonly number[]): number[] {
  return ranks(values).map((rank) => Math.min(4, Math.floor(((rank - 0.5) / values.length) * 5)));
}
