// Rows of a table → groups of near-identical rows: copies of the same person that must not stand on both sides of a fold.
// Random column subsets are hashed; a pair counts when most columns agree and the agreement is too rare to be chance.
import type { FlatTable } from "./flat-table.js";
import { random } from "./random.js";

export interface TwinRows {
  /** Group number per row; a row without a twin has a number of its own. */
  group: Int32Array;
  /** Share of rows with at least one twin. */
  share: number;
  /** Share of twin pairs with equal outcome, and what chance alone would give. */
  agreement: number;
  chance: number;
  alarm: boolean;
}

const rounds = 12;

export function findTwins(table: FlatTable, y: ArrayLike<number>, seed: number): TwinRows {
  const n = table.rows;
  const rng = random(seed);
  const codes = table.columns.map((column) =>
    column.kind === "categorical" ? column.codes : rankCodes(column.values),
  );
  const rarity = codes.map((column) => surprise(column, n));
  const entropy = codes.map((column, c) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += rarity[c][column[i] + 1];
    return sum / n;
  });
  const needed = Math.log2((n * n) / 2) + 10;
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  };
  const order = codes.map((_, c) => c);
  let pairs = 0;
  let agreeing = 0;
  for (let round = 0; round < rounds && codes.length > 0; round++) {
    rng.shuffle(order);
    const subset: number[] = [];
    let bits = 0;
    for (const c of order) {
      if (bits > Math.log2(n) + 6 || subset.length >= Math.max(1, Math.floor(codes.length * 0.7))) break;
      subset.push(c);
      bits += entropy[c];
    }
    const buckets = new Map<string, number>();
    for (let i = 0; i < n; i++) {
      let key = "";
      for (const c of subset) key += `${codes[c][i]},`;
      const other = buckets.get(key);
      if (other === undefined) {
        buckets.set(key, i);
        continue;
      }
      if (find(i) === find(other) || !isTwin(i, other)) continue;
      pairs++;
      if (y[i] === y[other]) agreeing++;
      parent[find(i)] = find(other);
    }
  }
  function isTwin(a: number, b: number): boolean {
    let equal = 0;
    let bits = 0;
    codes.forEach((column, c) => {
      if (column[a] !== column[b]) return;
      equal++;
      bits += rarity[c][column[a] + 1];
    });
    return equal === codes.length ? bits > Math.log2(n) : equal >= 0.8 * codes.length && bits >= needed;
  }
  const group = Int32Array.from(parent, (_, i) => find(i));
  const sizes = new Map<number, number>();
  for (const g of group) sizes.set(g, (sizes.get(g) ?? 0) + 1);
  let twinned = 0;
  for (const g of group) if (sizes.get(g)! > 1) twinned++;
  let events = 0;
  for (let i = 0; i < n; i++) events += y[i];
  const p = events / n;
  const chance = p * p + (1 - p) * (1 - p);
  const agreement = pairs > 0 ? agreeing / pairs : Number.NaN;
  const share = twinned / n;
  return {
    group,
    share,
    agreement,
    chance,
    alarm: share > 0.05 && (agreement - chance) / (1 - chance) > 0.5,
  };
}

/** Numbers → code of equal values (exact); missing −1. */
function rankCodes(values: Float64Array): Int32Array {
  const code = new Map<number, number>();
  return Int32Array.from(values, (v) => {
    if (Number.isNaN(v)) return -1;
    let c = code.get(v);
    if (c === undefined) code.set(v, (c = code.size));
    return c;
  });
}

/** −log2 frequency per code, shifted by one for missing. */
function surprise(codes: Int32Array, n: number): Float64Array {
  const counts = new Float64Array(codes.reduce((a, b) => Math.max(a, b), 0) + 2);
  for (const c of codes) counts[c + 1]++;
  return counts.map((count) => (count > 0 ? -Math.log2(count / n) : 0));
}
