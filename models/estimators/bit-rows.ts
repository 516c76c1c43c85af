// Sets of rows as bits: intersections and counts in a few operations per 32 rows.

export type BitRows = Uint32Array;

export function bitRows(rows: number, has: (row: number) => boolean): BitRows {
  const bits = new Uint32Array(Math.ceil(rows / 32));
  for (let row = 0; row < rows; row++) if (has(row)) bits[row >>> 5] |= 1 << (row & 31);
  return bits;
}

export const hasRow = (bits: BitRows, row: number): boolean => ((bits[row >>> 5] >>> (row & 31)) & 1) === 1;

/** a ∩ b. */
export function both(a: BitRows, b: BitRows): BitRows {
  const shared = new Uint32Array(a.length);
  for (let i = 0; i < shared.length; i++) shared[i] = a[i] & b[i];
  return shared;
}

/** |a ∩ b|. */
export function countBoth(a: BitRows, b: BitRows): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) count += bitsIn(a[i] & b[i]);
  return count;
}

/** |a ∩ b ∩ c|, without the memory for a ∩ b. */
export function countAll(a: BitRows, b: BitRows, c: BitRows): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) count += bitsIn(a[i] & b[i] & c[i]);
  return count;
}

/** Bits set in a 32-bit word (Warren, Hacker's Delight, 5-2). */
function bitsIn(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
