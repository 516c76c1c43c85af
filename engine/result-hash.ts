// Rows of an answer → fingerprints of its numbers: to the last bit, and in single precision.
import { createHash } from "node:crypto";
import type { PlainRow, PlainValue } from "./result-rows.js";

export interface ResultHash {
  /** SHA-256 over names, texts and numbers to the last bit. */
  bits: string;
  /**
   * The same with numbers in single precision (seven digits): several threads may add the same numbers in another order,
   * which moves the last bits of a sum and nothing else.
   */
  single: string;
  rows: number;
}

/** `names` in the order of the answer's columns; the total is hashed as one more row. */
export function resultHash(names: readonly string[], rows: readonly PlainRow[], total: PlainRow): ResultHash {
  const bits = createHash("sha256");
  const single = createHash("sha256");
  const both = (text: string): void => {
    bits.update(text);
    single.update(text);
  };
  both(`${rows.length}\n`);
  const all = [...rows, total];
  for (const name of names) {
    both(`${JSON.stringify(name)}\n`);
    const numbers = new Float64Array(all.length);
    const others: string[] = [];
    for (const [i, row] of all.entries()) {
      const value: PlainValue | undefined = row[name];
      if (typeof value === "number") numbers[i] = value + 0;
      others.push(typeof value === "number" ? "" : (JSON.stringify(value) ?? "none"));
    }
    both(`${JSON.stringify(others)}\n`);
    bits.update(new Uint8Array(numbers.buffer));
    single.update(new Uint8Array(Float32Array.from(numbers).buffer));
  }
  return { bits: bits.digest("hex"), single: single.digest("hex"), rows: rows.length };
}
