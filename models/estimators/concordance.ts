// Survival rows and risk scores → Harrell's concordance: of two people, does the one with the higher score leave first?
// Numbers match survival::concordance(reverse = TRUE) in R, strata and delayed entry included.
import { riskOrder, type SurvivalRows } from "./risk-sets.js";

export interface Concordance {
  /** (concordant + tied scores / 2) ÷ comparable pairs; NaN without any. */
  concordance: number;
  concordant: number;
  discordant: number;
  /** Pairs of one score. */
  tiedScores: number;
}

/**
 * A pair is comparable when one has the event while the other is at risk and stays beyond it (censored at the same time
 * counts as staying). O(n log n): scores of those at risk stand in a Fenwick tree.
 */
export function concordance(rows: SurvivalRows, score: ArrayLike<number>): Concordance {
  const { start, stop, event } = rows;
  const { byStop, byStart, stratumOf } = riskOrder(rows);
  const values = [...new Set(Array.from(score))].sort((a, b) => a - b);
  const rankOf = new Map(values.map((value, rank) => [value, rank + 1]));
  const rank = Int32Array.from(score, (value) => rankOf.get(value)!);
  const tree = new Fenwick(values.length);
  const total: Concordance = { concordance: Number.NaN, concordant: 0, discordant: 0, tiedScores: 0 };
  let leaving = 0;
  for (let at = 0; at < byStop.length;) {
    const head = byStop[at]!;
    if (at === 0 || stratumOf(head) !== stratumOf(byStop[at - 1]!)) {
      tree.clear();
      leaving = at;
    }
    const time = stop[head]!;
    const deaths: number[] = [];
    for (; at < byStop.length; at++) {
      const row = byStop[at]!;
      if (stop[row] !== time || stratumOf(row) !== stratumOf(head)) break;
      if (event[row]) deaths.push(row);
      else tree.add(rank[row]!, 1);
    }
    if (deaths.length === 0) continue;
    if (byStart)
      for (; leaving < byStart.length; leaving++) {
        const row = byStart[leaving]!;
        if (stratumOf(row) !== stratumOf(head) || start![row]! < time) break;
        tree.add(rank[row]!, -1);
      }
    for (const row of deaths) {
      const lower = tree.upTo(rank[row]! - 1);
      const same = tree.upTo(rank[row]!) - lower;
      total.concordant += lower;
      total.tiedScores += same;
      total.discordant += tree.size - lower - same;
    }
    for (const row of deaths) tree.add(rank[row]!, 1);
  }
  const pairs = total.concordant + total.discordant + total.tiedScores;
  return { ...total, concordance: (total.concordant + total.tiedScores / 2) / pairs };
}

/** Counts by rank from 1 on. */
class Fenwick {
  readonly #counts: Int32Array;
  size = 0;

  constructor(ranks: number) {
    this.#counts = new Int32Array(ranks + 1);
  }

  clear(): void {
    this.#counts.fill(0);
    this.size = 0;
  }

  add(rank: number, count: number): void {
    this.size += count;
    for (let at = rank; at < this.#counts.length; at += at & -at) this.#counts[at]! += count;
  }

  upTo(rank: number): number {
    let sum = 0;
    for (let at = rank; at > 0; at -= at & -at) sum += this.#counts[at]!;
    return sum;
  }
}
