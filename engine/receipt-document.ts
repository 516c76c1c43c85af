// Result → the document that proves it: receipt, every cell with the people behind it, and a seal over all of it.
import { createHash } from "node:crypto";
import { canonicalJson } from "./metrics/receipt.js";
import { envelopeOf } from "./result-ipc.js";
import { resultRows, type PlainRow } from "./result-rows.js";
import type { Result, ResultMeta } from "./result.js";

export interface ReceiptDocument extends ResultMeta {
  rows: PlainRow[];
  total: PlainRow;
  /** SHA-256 over everything else, keys sorted. */
  seal: string;
}

export function receiptDocument(result: Result): ReceiptDocument {
  const { columns, total, receipt, warnings, from, to, ...more } = envelopeOf(result);
  const rows = resultRows(result.table, result.columns);
  const content = { columns, rows, total, from, to, receipt, warnings, ...more };
  return { ...content, seal: sealOf(content) };
}

export const sealOf = (content: object): string =>
  createHash("sha256").update(canonicalJson(content)).digest("hex");
