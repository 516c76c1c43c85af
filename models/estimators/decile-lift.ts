// Predicted chances, outcomes and periods → how many times more events fall on the tenth ranked highest in each period than on
// an equal tenth drawn at random; 95 % by bootstrap of clusters (Efron and Tibshirani 1993, percentile).
import { random } from "./random.js";

export interface DecileLift {
  lift: number;
  low: number;
  high: number;
  events: number;
  /** Events within the tenth. */
  hits: number;
  /** Rows ranked in the tenth. */
  chosen: number;
}

/** Ties at the edge of the tenth count in proportion, so that equal predictions give a lift of 1. */
export function decileLift(
  y: ArrayLike<number>,
  p: ArrayLike<number>,
  periods: readonly string[],
  clusters: ArrayLike<number>,
  seed: number,
): DecileLift {
  const share = 0.1;
  const byPeriod = new Map<string, number[]>();
  periods.forEach((period, i) => {
    const list = byPeriod.get(period);
    if (list) list.push(i);
    else byPeriod.set(period, [i]);
  });
  const weight = new Float64Array(y.length);
  for (const members of byPeriod.values()) {
    members.sort((a, b) => p[b] - p[a]);
    let left = share * members.length;
    for (let i = 0; i < members.length && left > 0;) {
      let j = i;
      while (j < members.length && p[members[j]] === p[members[i]]) j++;
      const part = Math.min(1, left / (j - i));
      left -= part * (j - i);
      for (; i < j; i++) weight[members[i]] = part;
    }
  }
  const groups = new Map<number, { hits: number; events: number; chosen: number; rows: number }>();
  for (let i = 0; i < y.length; i++) {
    let group = groups.get(clusters[i]);
    if (!group) groups.set(clusters[i], (group = { hits: 0, events: 0, chosen: 0, rows: 0 }));
    group.rows++;
    group.chosen += weight[i];
    if (y[i] > 0) {
      group.events++;
      group.hits += weight[i];
    }
  }
  const list = [...groups.values()];
  const total = sum(list, list.length, (k) => k);
  const rng = random(seed);
  const drawn: number[] = [];
  for (let b = 0; b < 400; b++) {
    const { hits, events, chosen, rows } = sum(list, list.length, () => rng.integer(list.length));
    if (events > 0 && chosen > 0) drawn.push(hits / events / (chosen / rows));
  }
  drawn.sort((a, b) => a - b);
  const at = (q: number) => drawn[Math.min(drawn.length - 1, Math.floor(q * drawn.length))] ?? Number.NaN;
  return {
    lift: total.hits / total.events / (total.chosen / total.rows),
    low: at(0.025),
    high: at(0.975),
    events: total.events,
    hits: total.hits,
    chosen: total.chosen,
  };
}

interface Tally {
  hits: number;
  events: number;
  chosen: number;
  rows: number;
}

function sum(list: readonly Tally[], count: number, pick: (k: number) => number): Tally {
  const total = { hits: 0, events: 0, chosen: 0, rows: 0 };
  for (let k = 0; k < count; k++) {
    const { hits, events, chosen, rows } = list[pick(k)];
    total.hits += hits;
    total.events += events;
    total.chosen += chosen;
    total.rows += rows;
  }
  return total;
}
