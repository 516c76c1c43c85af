// Cells as rows of zeros and ones → a sparse echelon basis modulo a prime, and random vectors that every cell maps to zero.
// Exact: an integer combination of cells that isolates a set exists modulo the prime too, unless the prime divides the
// combination's denominator; releases are therefore checked again under a second prime.

/** Largest primes below 2^26: the product of two residues is exact in a double. */
export const primes = [67_108_859, 67_108_837] as const;

interface SparseRow {
  /** Ascending; the first is the pivot and has the value 1. */
  columns: Int32Array;
  values: Float64Array;
}

/** The row space of the inserted rows. Rows are immutable, so that a copy costs one array of pointers. */
export class RowSpace {
  readonly #pivots: (SparseRow | undefined)[];

  private constructor(
    readonly size: number,
    readonly prime: number,
    private readonly scratch: Float64Array,
    pivots: (SparseRow | undefined)[],
  ) {
    this.#pivots = pivots;
  }

  /** Empty space over `size` columns. */
  static of(size: number, prime: number = primes[0]): RowSpace {
    return new RowSpace(
      size,
      prime,
      new Float64Array(size),
      Array.from({ length: size }, () => undefined),
    );
  }

  copy(): RowSpace {
    return new RowSpace(this.size, this.prime, this.scratch, this.#pivots.slice());
  }

  /**
   * Adds a row of ones at these columns (ascending). Of two rows with the same first column the one that ends earlier
   * stays and the other is reduced by it: units are stretches of columns, so rows stay as short as their unit.
   */
  insert(columns: ArrayLike<number>): void {
    if (columns.length === 0) return;
    const row = this.scratch;
    let last = columns[columns.length - 1];
    for (let i = 0; i < columns.length; i++) row[columns[i]] = 1;
    for (let at = columns[0]; at <= last; at++) {
      const value = row[at];
      if (value === 0) continue;
      const pivot = this.#pivots[at];
      if (!pivot) {
        this.#pivots[at] = this.#take(at, last);
        return;
      }
      const end = pivot.columns[pivot.columns.length - 1];
      if (last < end) {
        const shorter = this.#take(at, last);
        this.#pivots[at] = shorter;
        for (let i = 0; i < pivot.columns.length; i++) row[pivot.columns[i]] = pivot.values[i];
        last = end;
        this.#subtract(shorter, 1);
      } else {
        this.#subtract(pivot, value);
        if (end > last) last = end;
      }
    }
  }

  /** The scratch row from its first column on, divided by its first value; the scratch row is cleared. */
  #take(first: number, last: number): SparseRow {
    const row = this.scratch;
    let count = 0;
    for (let c = first; c <= last; c++) if (row[c] !== 0) count++;
    const columns = new Int32Array(count);
    const values = new Float64Array(count);
    const scale = inverse(row[first], this.prime);
    for (let c = first, i = 0; c <= last; c++) {
      if (row[c] === 0) continue;
      columns[i] = c;
      values[i++] = remainder(row[c] * scale, this.prime);
      row[c] = 0;
    }
    return { columns, values };
  }

  #subtract({ columns, values }: SparseRow, times: number): void {
    const { scratch: row, prime } = this;
    const factor = prime - times;
    for (let i = 0; i < columns.length; i++) {
      const c = columns[i];
      row[c] = remainder(row[c] + factor * values[i], prime);
    }
  }

  get rank(): number {
    return this.#pivots.reduce((sum, row) => sum + (row ? 1 : 0), 0);
  }

  /** A vector that every row maps to zero: free entries random, the others follow. `random` gives 0 ≤ x < 1. */
  nullVector(random: () => number): Float64Array {
    const { prime } = this;
    const vector = new Float64Array(this.size);
    for (let c = this.size - 1; c >= 0; c--) {
      const row = this.#pivots[c];
      if (!row) {
        vector[c] = Math.floor(random() * prime);
        continue;
      }
      let sum = 0;
      for (let i = 1; i < row.columns.length; i++)
        sum = remainder(sum + row.values[i] * vector[row.columns[i]], prime);
      vector[c] = sum === 0 ? 0 : prime - sum;
    }
    return vector;
  }
}

/** x mod p for 0 ≤ x < 2^53, without the slow `%` on doubles. */
export function remainder(x: number, p: number): number {
  if (x < p) return x;
  const r = x - Math.floor(x / p) * p;
  return r < 0 ? r + p : r >= p ? r - p : r;
}

/** 1 ÷ x modulo p (extended Euclid). */
function inverse(x: number, p: number): number {
  let [a, b, u, v] = [x, p, 1, 0];
  while (a !== 1) {
    const q = Math.floor(b / a);
    [a, b] = [b - q * a, a];
    [u, v] = [v - q * u, u];
  }
  return ((u % p) + p) % p;
}

/** Deterministic numbers 0 ≤ x < 1 (mulberry32; Tommy Ettinger 2017): the same release on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
