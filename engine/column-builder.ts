// Vectors of the driver, chunk by chunk → one column of typed arrays. Numbers are copied as blocks, text is encoded.
import { isValid, type ColumnData, type Validity } from "./arrow-table.js";

/** What is used of a driver's vector; fixed-width types have `items`, null bits lie in `validity.data`. */
export interface SourceVector {
  readonly itemCount: number;
  getItem(row: number): unknown;
  readonly items?: unknown;
  readonly validity?: { readonly data?: BigUint64Array | null };
}

export type ColumnType = ColumnData["type"];
type Block = Float64Array | Int32Array | Uint8Array;

/** SQL type → how its values are kept. Whatever is neither number, date nor boolean becomes text. */
export function columnType(sqlType: string): ColumnType {
  if (/^(TINYINT|SMALLINT|INTEGER|UTINYINT|USMALLINT)$/.test(sqlType)) return "integer";
  if (/^(DOUBLE|FLOAT|BIGINT|UBIGINT|HUGEINT|UHUGEINT|UINTEGER|DECIMAL.*)$/.test(sqlType)) return "double";
  if (sqlType === "DATE") return "date";
  if (sqlType === "BOOLEAN") return "boolean";
  return "text";
}

export class ColumnBuilder {
  readonly #chunks: { values: Block; validity: Validity }[] = [];
  readonly #codes = new Map<string, number>();

  constructor(
    readonly name: string,
    readonly type: ColumnType,
  ) {}

  add(vector: SourceVector): void {
    const validity = nullBits(vector);
    this.#chunks.push({ values: this.#copied(vector) ?? this.#oneByOne(vector, validity), validity });
  }

  finish(): ColumnData {
    const length = this.#chunks.reduce((sum, c) => sum + c.values.length, 0);
    const validity = this.#validity(length);
    const { name, type } = this;
    if (type === "double")
      return { name, type, values: joined(new Float64Array(length), this.#chunks), validity };
    if (type === "boolean")
      return { name, type, values: joined(new Uint8Array(length), this.#chunks), validity };
    const values = joined(new Int32Array(length), this.#chunks);
    if (type === "text") return { name, type, values, dictionary: [...this.#codes.keys()], validity };
    return { name, type, values, validity };
  }

  /** The driver reuses its memory, so a block is copied, never kept. */
  #copied({ items }: SourceVector): Block | null {
    if (this.type === "double") {
      if (items instanceof Float64Array) return items.slice();
      if (items instanceof BigInt64Array) return wholeNumbers(items);
    }
    const isInt32 = this.type === "integer" || this.type === "date";
    return isInt32 && items instanceof Int32Array ? items.slice() : null;
  }

  #oneByOne(vector: SourceVector, validity: Validity): Block {
    const length = vector.itemCount;
    const values =
      this.type === "double"
        ? new Float64Array(length)
        : this.type === "boolean"
          ? new Uint8Array(length)
          : new Int32Array(length);
    for (let row = 0; row < length; row++)
      if (isValid(validity, row)) values[row] = this.#encode(vector.getItem(row));
    return values;
  }

  #encode(value: unknown): number {
    if (this.type === "text") {
      const text = String(value);
      let code = this.#codes.get(text);
      if (code === undefined) this.#codes.set(text, (code = this.#codes.size));
      return code;
    }
    if (typeof value === "object" && value !== null) {
      if ("days" in value) return Number(value.days);
      if ("toDouble" in value) return (value as { toDouble(): number }).toDouble();
    }
    return Number(value);
  }

  #validity(length: number): Validity {
    if (this.#chunks.every((c) => c.validity === null)) return null;
    const bits = new Uint8Array(Math.ceil(length / 8));
    let at = 0;
    for (const { values, validity } of this.#chunks) {
      if (at % 8 === 0 && validity !== null) bits.set(validity, at >> 3);
      else
        for (let row = 0; row < values.length; row++)
          if (isValid(validity, row)) bits[(at + row) >> 3] |= 1 << ((at + row) & 7);
      at += values.length;
    }
    return bits;
  }
}

/** The driver's 64-bit words and Arrow's bytes have the same layout; bits past the end are cleared. */
function nullBits({ validity, itemCount }: SourceVector): Validity {
  const words = validity?.data;
  if (!words) return null;
  const bits = new Uint8Array(words.buffer, words.byteOffset, Math.ceil(itemCount / 8)).slice();
  if (itemCount % 8 !== 0) bits[bits.length - 1] &= (1 << (itemCount % 8)) - 1;
  return bits;
}

/** 64-bit integers as doubles, without a BigInt per value. */
function wholeNumbers(items: BigInt64Array): Float64Array {
  const low = new Uint32Array(items.buffer, items.byteOffset, items.length * 2);
  const high = new Int32Array(items.buffer, items.byteOffset, items.length * 2);
  const values = new Float64Array(items.length);
  for (let row = 0; row < values.length; row++)
    values[row] = high[2 * row + 1] * 4_294_967_296 + low[2 * row];
  return values;
}

function joined<A extends Block>(target: A, chunks: readonly { values: ArrayLike<number> }[]): A {
  let at = 0;
  for (const { values } of chunks) {
    target.set(values, at);
    at += values.length;
  }
  return target;
}
