// Outcomes (and groups) → a fold number per row; each fold has about the same share of positives, no group is split.

import { random } from "./random.js";

/**
 * Stratified: rows of each class are shuffled and dealt in turn. With groups, whole groups are dealt, those with most
 * positives first, each to the fold that is shortest of positives (then of rows), as StratifiedGroupKFold does.
 */
export function assignFolds(
  y: ArrayLike<number>,
  folds: number,
  seed: number,
  groups?: ArrayLike<number>,
): Uint8Array {
  return groups ? groupedFolds(y, folds, seed, groups) : stratifiedFolds(y, folds, seed);
}

function stratifiedFolds(y: ArrayLike<number>, folds: number, seed: number): Uint8Array {
  const rng = random(seed);
  const out = new Uint8Array(y.length);
  let next = 0;
  for (const label of [1, 0]) {
    const members: number[] = [];
    for (let i = 0; i < y.length; i++) if (y[i] > 0 === (label === 1)) members.push(i);
    for (const i of rng.shuffle(members)) out[i] = next++ % folds;
  }
  return out;
}

function groupedFolds(
  y: ArrayLike<number>,
  folds: number,
  seed: number,
  groups: ArrayLike<number>,
): Uint8Array {
  const rng = random(seed);
  const members = new Map<number, { rows: number[]; positives: number }>();
  for (let i = 0; i < y.length; i++) {
    let group = members.get(groups[i]);
    if (!group) members.set(groups[i], (group = { rows: [], positives: 0 }));
    group.rows.push(i);
    group.positives += y[i];
  }
  const order = rng.shuffle([...members.values()]);
  order.sort((a, b) => b.positives - a.positives || b.rows.length - a.rows.length);
  const positives = new Float64Array(folds);
  const sizes = new Float64Array(folds);
  const out = new Uint8Array(y.length);
  for (const group of order) {
    let best = 0;
    for (let f = 1; f < folds; f++) {
      const first = group.positives > 0 ? positives : sizes;
      const second = group.positives > 0 ? sizes : positives;
      if (first[f] < first[best] || (first[f] === first[best] && second[f] < second[best])) best = f;
    }
    positives[best] += group.positives;
    sizes[best] += group.rows.length;
    for (const row of group.rows) out[row] = best;
  }
  return out;
}
