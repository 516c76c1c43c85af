// Numbers → the row numbers that sort them: digit by digit, as comparing costs a call for each of n log n pairs.
// Radix sort of doubles (Knuth, The Art of Computer Programming 3, 5.2.5; bits flipped so that they sort as the numbers
// do). Pure: runs in the browser too.

/** Rows below which comparing is faster. */
const fewRows = 512;
const digitBits = 11;
const digits = 2 ** digitBits;
const shifts = [0, digitBits, 2 * digitBits];

/** Row numbers of `values` from the least to the greatest; equal values keep their order. Not for NaN. */
export function risingOrder(values: ArrayLike<number>): Int32Array {
  const n = values.length;
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  if (n < fewRows) return order.sort((a, b) => values[a] - values[b] || a - b);
  const numbers = new Float64Array(n);
  // + 0 makes −0 a 0
  for (let i = 0; i < n; i++) numbers[i] = values[i] + 0;
  const bits = new Uint32Array(numbers.buffer);
  const [low, high] = [new Uint32Array(n), new Uint32Array(n)];
  for (let i = 0; i < n; i++) {
    const top = bits[2 * i + 1];
    const isNegative = top >>> 31 === 1;
    low[i] = isNegative ? ~bits[2 * i] : bits[2 * i];
    high[i] = isNegative ? ~top : top | 0x80000000;
  }
  let [from, to] = [order, new Int32Array(n)];
  for (const words of [low, high])
    for (const shift of shifts) if (sortByDigit(words, shift, from, to)) [from, to] = [to, from];
  return from;
}

/** False where all have the same digit, and nothing was moved. */
function sortByDigit(words: Uint32Array, shift: number, from: Int32Array, to: Int32Array): boolean {
  const places = new Int32Array(digits);
  for (let i = 0; i < from.length; i++) places[(words[i] >>> shift) & (digits - 1)]++;
  if (places[(words[0] >>> shift) & (digits - 1)] === from.length) return false;
  for (let digit = 0, place = 0; digit < digits; digit++) {
    const count = places[digit];
    places[digit] = place;
    place += count;
  }
  for (let i = 0; i < from.length; i++) {
    const row = from[i];
    to[places[(words[row] >>> shift) & (digits - 1)]++] = row;
  }
  return true;
}
