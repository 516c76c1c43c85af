// Result → Arrow IPC with the rest in the schema's metadata, or everything as JSON.
import { Schema, Table, tableToIPC, type Table as ArrowTable } from "apache-arrow";
import type { Result, ResultMeta } from "../../engine/result.js";

export const arrowType = "application/vnd.apache.arrow.stream";

export type JsonRow = Record<string, string | number | boolean | null>;

/** What travels beside the table. */
export interface ResultEnvelope extends ResultMeta {
  total: JsonRow;
}

export const envelopeOf = ({ table: _table, total, ...meta }: Result): ResultEnvelope => ({
  ...meta,
  total: jsonRows(total)[0] ?? {},
});

/** Arrow IPC stream; key "rapport" of the schema's metadata holds the envelope. */
export function resultIpc(result: Result): Uint8Array<ArrayBuffer> {
  const metadata = new Map([["rapport", JSON.stringify(envelopeOf(result))]]);
  const schema = new Schema(result.table.schema.fields, metadata);
  const bytes = tableToIPC(new Table(schema, result.table.batches), "stream");
  return new Uint8Array(bytes);
}

/** Dates as ISO days, whole numbers as numbers, NaN as null. */
export function jsonRows(table: ArrowTable): JsonRow[] {
  const fields = table.schema.fields.map(({ name, type }) => ({
    name,
    isDate: String(type).startsWith("Date"),
  }));
  return table.toArray().map((row: Record<string, unknown> | null) => {
    const plain: JsonRow = {};
    for (const { name, isDate } of fields) plain[name] = jsonCell(row?.[name], isDate);
    return plain;
  });
}

function jsonCell(value: unknown, isDate: boolean): JsonRow[string] {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (isDate) return new Date(Number(value)).toISOString().slice(0, 10);
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return typeof value === "boolean" ? value : String(value);
}
