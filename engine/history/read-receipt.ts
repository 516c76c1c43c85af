// A file → the receipt in it, with its cells where it has them: a JSON document, a bare receipt, or an Arrow file of ours.
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { resultFromIpc } from "../result-ipc.js";
import { resultRows, type PlainRow } from "../result-rows.js";
import type { Receipt, ResultColumn } from "../result.js";
import { historyError } from "./history-errors.js";

export interface ReceiptFile {
  receipt: Receipt;
  /** Undefined in a bare receipt. */
  cells?: { columns: ResultColumn[]; rows: PlainRow[]; total: PlainRow };
  /** What the document's own seal covers, and the seal; undefined where it has none. */
  sealed?: { content: object; seal: string };
}

const hash = z.string().min(1);
const receiptSchema = z.looseObject({
  id: hash,
  definitions: hash,
  metrics: z.record(z.string(), z.string()),
  snapshot: hash,
  policy: hash,
  spec: z.looseObject({ metrics: z.array(z.string()).min(1) }),
  sql: z.string(),
  parameters: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
  result: z.looseObject({ bits: hash, single: hash, rows: z.number() }),
  askedAt: z.string(),
  seal: z.string(),
});
const row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const documentSchema = z.looseObject({
  columns: z.array(z.looseObject({ name: z.string(), role: z.string() })),
  rows: z.array(row),
  total: row,
  receipt: receiptSchema,
  seal: z.string(),
});

/** Errors: receipt_unreadable. */
export function readReceipt(file: string): ReceiptFile {
  const name = path.basename(file);
  const unreadable = (reason: string): Error => historyError.receipt_unreadable({ file: name, reason });
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw unreadable((error as NodeJS.ErrnoException).code ?? String(error));
  }
  try {
    return bytes.subarray(0, 6).toString("latin1") === "ARROW1"
      ? ofArrow(bytes)
      : ofJson(bytes.toString("utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError || error instanceof TypeError))
      throw error;
    const [issue] = error instanceof z.ZodError ? error.issues : [];
    throw unreadable(
      issue ? `${issue.path.join(".") || "the top"}: ${issue.message}` : error.message.split("\n")[0]!,
    );
  }
}

const ofJson = (text: string): ReceiptFile => ofValue(JSON.parse(text.replace(/^\ufeff/, "")));

/** A document that came another way than as a file. Errors: receipt_unreadable. */
export function receiptFileOf(value: unknown): ReceiptFile {
  try {
    return ofValue(value);
  } catch (error) {
    const [issue] = error instanceof z.ZodError ? error.issues : [];
    if (!issue) throw error;
    const reason = `${issue.path.join(".") || "the top"}: ${issue.message}`;
    throw historyError.receipt_unreadable({ file: "the document", reason });
  }
}

function ofValue(value: unknown): ReceiptFile {
  if (typeof value !== "object" || value === null || !("receipt" in value))
    return { receipt: receiptSchema.parse(value) as unknown as Receipt };
  const document = documentSchema.parse(value);
  const { seal, ...content } = document;
  return {
    receipt: document.receipt as unknown as Receipt,
    cells: document as unknown as NonNullable<ReceiptFile["cells"]>,
    sealed: { content, seal },
  };
}

function ofArrow(bytes: Buffer): ReceiptFile {
  const { table, envelope } = resultFromIpc(bytes);
  return {
    receipt: receiptSchema.parse(envelope.receipt) as unknown as Receipt,
    cells: { columns: envelope.columns, rows: resultRows(table, envelope.columns), total: envelope.total },
  };
}
