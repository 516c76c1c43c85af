// Columns of typed arrays → an Arrow table, without a row object in between.
import {
  Bool,
  DateDay,
  Dictionary,
  Field,
  Float64,
  Int32,
  makeData,
  makeVector,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Utf8,
  vectorFromArray,
  type Data,
  type DataType,
} from "apache-arrow";

/** Validity as Arrow has it: one bit per row, least significant first, 1 = present. Null = no row is null. */
export type Validity = Uint8Array | null;

export type ColumnData =
  | { name: string; type: "double"; values: Float64Array; validity: Validity }
  | { name: string; type: "integer"; values: Int32Array; validity: Validity }
  /** Days since 1970-01-01. */
  | { name: string; type: "date"; values: Int32Array; validity: Validity }
  /** One byte per row, 0 or 1. */
  | { name: string; type: "boolean"; values: Uint8Array; validity: Validity }
  /** Index into `dictionary` per row. */
  | { name: string; type: "text"; values: Int32Array; dictionary: string[]; validity: Validity };

export const isValid = (validity: Validity, row: number): boolean =>
  validity === null || (validity[row >> 3] & (1 << (row & 7))) !== 0;

/** Bits from a test per row; null when every row is present. */
export function validityOf(length: number, present: (row: number) => boolean): Validity {
  const bits = new Uint8Array(Math.ceil(length / 8));
  let missing = 0;
  for (let row = 0; row < length; row++)
    if (present(row)) bits[row >> 3] |= 1 << (row & 7);
    else missing++;
  return missing === 0 ? null : bits;
}

/** Number per row with NaN for null → a double column. */
export const doubles = (name: string, values: Float64Array): ColumnData => ({
  name,
  type: "double",
  values,
  validity: validityOf(values.length, (row) => !Number.isNaN(values[row])),
});

/** Number per row with NaN for null → an integer column. */
export function integers(name: string, values: ArrayLike<number>): ColumnData {
  const whole = new Int32Array(values.length);
  for (let row = 0; row < whole.length; row++) whole[row] = Number.isNaN(values[row]) ? 0 : values[row];
  return {
    name,
    type: "integer",
    values: whole,
    validity: validityOf(whole.length, (row) => !Number.isNaN(values[row])),
  };
}

/** Text per row, null allowed → a dictionary-encoded column. */
export function texts(name: string, values: readonly (string | null)[]): ColumnData {
  const codes = new Map<string, number>();
  const indices = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === null) continue;
    let code = codes.get(value);
    if (code === undefined) codes.set(value, (code = codes.size));
    indices[row] = code;
  }
  return {
    name,
    type: "text",
    values: indices,
    dictionary: [...codes.keys()],
    validity: validityOf(values.length, (row) => values[row] !== null),
  };
}

export function arrowTable(columns: readonly ColumnData[], length: number): Table {
  const data = columns.map((column, i) => toData(column, length, i));
  const schema = new Schema(columns.map((column, i) => new Field(column.name, data[i].type, true)));
  const struct = makeData({ type: new Struct(schema.fields), length, nullCount: 0, children: data });
  return new Table(schema, [new RecordBatch(schema, struct)]);
}

function toData(column: ColumnData, length: number, id: number): Data<DataType> {
  const nullBitmap = column.validity ?? undefined;
  const nullCount = column.validity === null ? 0 : -1;
  const base = { length, nullCount, nullBitmap, offset: 0 };
  switch (column.type) {
    case "double":
      return makeData({ ...base, type: new Float64(), data: column.values });
    case "integer":
      return makeData({ ...base, type: new Int32(), data: column.values });
    case "date":
      return makeData({ ...base, type: new DateDay(), data: column.values });
    case "boolean":
      return makeData({ ...base, type: new Bool(), data: bits(column.values) });
    case "text":
      return makeData({
        ...base,
        type: new Dictionary(new Utf8(), new Int32(), id),
        data: column.values,
        dictionary:
          column.dictionary.length > 0
            ? vectorFromArray(column.dictionary, new Utf8())
            : makeVector(
                makeData({
                  type: new Utf8(),
                  length: 0,
                  data: new Uint8Array(),
                  valueOffsets: new Int32Array(1),
                }),
              ),
      });
  }
}

function bits(bytes: Uint8Array): Uint8Array {
  const packed = new Uint8Array(Math.ceil(bytes.length / 8));
  for (let row = 0; row < bytes.length; row++) if (bytes[row]) packed[row >> 3] |= 1 << (row & 7);
  return packed;
}
