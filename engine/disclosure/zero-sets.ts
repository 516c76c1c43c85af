// Items with weights and residues → the sets of up to four items below a total weight whose residues add up to zero, each
// set that is not put together from smaller ones.
import { remainder } from "./row-space.js";

export interface Items {
  /** People in the item. */
  weights: Int32Array;
  /** Per random vector: the residue of each item. Three vectors of 26 bits make a chance hit one in 2^78. */
  residues: readonly Float64Array[];
  prime: number;
}

/** Sets as ascending item numbers. `below`: the total weight that a set must stay under (at most 5). */
export function zeroSets(items: Items, below: number, largest = 4): number[][] {
  const found: number[][] = [];
  const small: number[] = [];
  for (const [i, weight] of items.weights.entries())
    if (weight < below)
      if (isZero(items, [i])) found.push([i]);
      else small.push(i);
  if (largest >= 2) pairs(items, small, below, found);
  if (largest >= 3) triples(items, small, below, found);
  if (largest >= 4) quadruples(items, small, below, found);
  return found;
}

function isZero({ residues, prime }: Items, set: readonly number[]): boolean {
  return residues.every((residue) => {
    let sum = 0;
    for (const i of set) sum += residue[i];
    return sum % prime === 0;
  });
}

const negative = (x: number, prime: number): number => (x === 0 ? 0 : prime - x);

/** Residue of the first vector → the items that have it. */
function byResidue({ residues }: Items, small: readonly number[]): Map<number, number[]> {
  const index = new Map<number, number[]>();
  for (const i of small) {
    const bucket = index.get(residues[0][i]);
    if (bucket) bucket.push(i);
    else index.set(residues[0][i], [i]);
  }
  return index;
}

function pairs(items: Items, small: readonly number[], below: number, found: number[][]): void {
  const index = byResidue(items, small);
  const { weights, residues, prime } = items;
  for (const i of small)
    for (const j of index.get(negative(residues[0][i], prime)) ?? [])
      if (j > i && weights[i] + weights[j] < below && isZero(items, [i, j])) found.push([i, j]);
}

function triples(items: Items, small: readonly number[], below: number, found: number[][]): void {
  const { weights, residues, prime } = items;
  const light = small.filter((i) => weights[i] + 2 < below);
  const index = byResidue(items, light);
  const first = residues[0];
  for (let a = 0; a < light.length; a++)
    for (let b = a + 1; b < light.length; b++) {
      const [i, j] = [light[a], light[b]];
      if (weights[i] + weights[j] + 1 >= below) continue;
      const bucket = index.get(negative(remainder(first[i] + first[j], prime), prime));
      if (!bucket) continue;
      for (const l of bucket)
        if (l > j && weights[i] + weights[j] + weights[l] < below && isZero(items, [i, j, l]))
          found.push([i, j, l]);
    }
}

/** Two pairs whose sums cancel: sums sorted with the pair's number in the low digits, then met from both ends. */
function quadruples(items: Items, small: readonly number[], below: number, found: number[][]): void {
  const { weights, residues, prime } = items;
  const light = small.filter((i) => weights[i] + 3 < below);
  const n = light.length;
  const count = (n * (n - 1)) / 2;
  if (count < 2) return;
  const first = residues[0];
  // residue < 2^26 and pair number < 2^27: together exact in a double
  const shift = 2 ** Math.ceil(Math.log2(count + 1));
  const sums = new Float64Array(count);
  for (let a = 0, next = 0; a < n; a++)
    for (let b = a + 1; b < n; b++, next++)
      sums[next] = remainder(first[light[a]] + first[light[b]], prime) * shift + next;
  sums.sort();
  const residueAt = (at: number): number => Math.floor(sums[at] / shift);
  const pairAt = (at: number): [number, number] => {
    const number = sums[at] % shift;
    // a's pairs begin at a·n − a(a+1)/2
    let a = Math.floor(n - 0.5 - Math.sqrt((n - 0.5) ** 2 - 2 * number));
    const begins = (x: number): number => x * (n - 1) - (x * (x - 1)) / 2;
    while (begins(a + 1) <= number) a++;
    while (begins(a) > number) a--;
    return [light[a], light[a + 1 + number - begins(a)]];
  };
  const stretch = (at: number): number => {
    const residue = residueAt(at);
    let end = at + 1;
    while (end < count && residueAt(end) === residue) end++;
    return end;
  };
  const meet = (a: number, aEnd: number, b: number, bEnd: number): void => {
    for (let x = a; x < aEnd; x++)
      for (let y = a === b ? x + 1 : b; y < bEnd; y++) {
        const [i, j] = pairAt(x);
        const [l, m] = pairAt(y);
        // of the three ways to halve a set only the one in ascending order counts
        if (!(j < l || m < i)) continue;
        if (weights[i] + weights[j] + weights[l] + weights[m] >= below) continue;
        if (
          isZero(items, [i, j, l, m]) &&
          !isZero(items, [i, j]) &&
          !isZero(items, [i, l]) &&
          !isZero(items, [i, m])
        )
          found.push([i, j, l, m].sort((p, q) => p - q));
      }
  };
  let low = 0;
  if (residueAt(0) === 0) {
    low = stretch(0);
    meet(0, low, 0, low);
  }
  let high = count - 1;
  while (low <= high) {
    const total = residueAt(low) + residueAt(high);
    if (total < prime) low = stretch(low);
    else if (total > prime) high--;
    else {
      const lowEnd = stretch(low);
      const residue = residueAt(high);
      let start = high;
      while (start > 0 && residueAt(start - 1) === residue) start--;
      if (start === low) {
        meet(low, lowEnd, low, lowEnd);
        break;
      }
      meet(low, lowEnd, start, high + 1);
      low = lowEnd;
      high = start - 1;
    }
  }
}
