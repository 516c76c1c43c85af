// Result ↔ Arrow IPC: the table as it is, everything beside it as JSON in the schema's metadata (key "rapport").
import { Schema, Table, tableFromIPC, tableToIPC } from "apache-arrow";
import { resultRows, type PlainRow } from "./result-rows.js";
import type { Result, ResultMeta } from "./result.js";

export interface ResultEnvelope extends ResultMeta {
  total: PlainRow;
}

export const envelopeOf = ({ table: _table, total, ...meta }: Result): ResultEnvelope => ({
  ...meta,
  total: resultRows(total, meta.columns)[0] ?? {},
});

/** `file` can be kept and read at random, `stream` starts arriving at once. */
export function resultToIpc(result: Result, format: "file" | "stream"): Uint8Array {
  const metadata = new Map([["rapport", JSON.stringify(envelopeOf(result))]]);
  const schema = new Schema(result.table.schema.fields, metadata);
  return tableToIPC(new Table(schema, result.table.batches), format);
}

/** The other way: what an IPC file of ours holds. */
export function resultFromIpc(bytes: Uint8Array): { table: Table; envelope: ResultEnvelope } {
  const table = tableFromIPC(bytes);
  return { table, envelope: JSON.parse(table.schema.metadata.get("rapport")!) as ResultEnvelope };
}
