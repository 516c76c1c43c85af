// The attacker, written apart from the engine: all cells that anybody may see → every set of fewer than k people whose sum
// some combination of the cells gives away. Dense elimination modulo 2^31 − 1 in big steps, then counting by hashing.
const prime = 2_147_483_647n;
const modulus = Number(prime);

/** a·b mod 2^31 − 1 for numbers below it. */
function times(a: number, b: number): number {
  const high = Math.floor(a / 65_536);
  const low = a - high * 65_536;
  return (((high * b) % modulus) * 65_536 + low * b) % modulus;
}

function inverse(a: number): number {
  let [result, base, exponent] = [1n, BigInt(a), prime - 2n];
  while (exponent > 0n) {
    if (exponent & 1n) result = (result * base) % prime;
    base = (base * base) % prime;
    exponent >>= 1n;
  }
  return Number(result);
}

/** `cells`: people of each cell, of every table and every user together. `search`: largest set looked for. */
export function exposedSets(
  people: number,
  cells: readonly (readonly number[])[],
  search: number,
): number[][] {
  const classes = classesOf(people, cells);
  const rows = cells.map((cell) => {
    const row = new Float64Array(classes.length);
    const inCell = new Set(cell);
    for (const [c, members] of classes.entries()) if (inCell.has(members[0])) row[c] = 1;
    return row;
  });
  const pivots = eliminate(rows, classes.length);
  const vectors = [11, 12, 13].map((seed) => kernelVector(rows, pivots, classes.length, seed));
  return determined(classes, vectors, search);
}

/** People whom no cell tells apart. */
function classesOf(people: number, cells: readonly (readonly number[])[]): number[][] {
  const signatures: string[][] = Array.from({ length: people }, () => []);
  for (const [number, cell] of cells.entries())
    for (const person of cell) signatures[person].push(String(number));
  const classes = new Map<string, number[]>();
  for (const [person, signature] of signatures.entries()) {
    if (signature.length === 0) continue;
    const key = signature.join(" ");
    classes.set(key, [...(classes.get(key) ?? []), person]);
  }
  return [...classes.values()];
}

/** Reduced echelon form in place; the pivot row of each column, −1 for free ones. */
function eliminate(rows: Float64Array[], columns: number): Int32Array {
  const pivots = new Int32Array(columns).fill(-1);
  let rank = 0;
  for (let column = 0; column < columns && rank < rows.length; column++) {
    const found = rows.findIndex((row, i) => i >= rank && row[column] !== 0);
    if (found < 0) continue;
    [rows[rank], rows[found]] = [rows[found], rows[rank]];
    const pivot = rows[rank];
    const scale = inverse(pivot[column]);
    for (let c = column; c < columns; c++) if (pivot[c] !== 0) pivot[c] = times(pivot[c], scale);
    for (const [i, row] of rows.entries()) {
      const factor = row[column];
      if (i === rank || factor === 0) continue;
      for (let c = column; c < columns; c++)
        if (pivot[c] !== 0) row[c] = (row[c] + modulus - times(factor, pivot[c])) % modulus;
    }
    pivots[column] = rank++;
  }
  return pivots;
}

function kernelVector(rows: Float64Array[], pivots: Int32Array, columns: number, seed: number): Float64Array {
  let state = BigInt(seed);
  const vector = new Float64Array(columns);
  for (let c = 0; c < columns; c++)
    if (pivots[c] < 0) {
      state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn;
      vector[c] = Number((state >> 30n) % prime);
    }
  for (let c = 0; c < columns; c++) {
    if (pivots[c] < 0) continue;
    const row = rows[pivots[c]];
    let sum = 0;
    for (let f = c + 1; f < columns; f++)
      if (pivots[f] < 0 && row[f] !== 0) sum = (sum + times(row[f], vector[f])) % modulus;
    vector[c] = sum === 0 ? 0 : modulus - sum;
  }
  return vector;
}

const key = (sums: readonly number[]): string => sums.join(",");
const minus = (sums: readonly number[]): number[] => sums.map((s) => (s === 0 ? 0 : modulus - s));
const plus = (a: readonly number[], b: readonly number[]): number[] => a.map((s, i) => (s + b[i]) % modulus);

/** Sets of up to `search` people (whole classes) over which every vector adds up to zero. */
function determined(classes: number[][], vectors: Float64Array[], search: number): number[][] {
  const items = classes.flatMap((members, c) =>
    members.length <= search ? [{ members, sums: vectors.map((vector) => vector[c]) }] : [],
  );
  const zero = key(vectors.map(() => 0));
  const found: number[][] = [];
  const single = new Map<string, number[]>();
  for (const [i, { members, sums }] of items.entries()) {
    if (key(sums) === zero) found.push(members);
    single.set(key(sums), [...(single.get(key(sums)) ?? []), i]);
  }
  // sums of two, in a table: sets of two and three ask for one item, sets of four for another pair
  const pairs = new Map<string, [number, number][]>();
  for (let i = 0; i < items.length; i++)
    for (let j = i + 1; j < items.length; j++) {
      if (items[i].members.length + items[j].members.length > search) continue;
      const sums = plus(items[i].sums, items[j].sums);
      if (key(sums) === zero) found.push([...items[i].members, ...items[j].members]);
      for (const l of single.get(key(minus(sums))) ?? [])
        if (l > j && items[i].members.length + items[j].members.length + items[l].members.length <= search)
          found.push([i, j, l].flatMap((n) => items[n].members));
      if (search < 4) continue;
      for (const [l, m] of pairs.get(key(minus(sums))) ?? [])
        if (new Set([i, j, l, m]).size === 4 && [i, j, l, m].every((n) => items[n].members.length === 1))
          found.push([i, j, l, m].flatMap((n) => items[n].members));
      const known = pairs.get(key(sums));
      if (known) known.push([i, j]);
      else pairs.set(key(sums), [[i, j]]);
    }
  return found;
}
