// A response of /api/query → rows, as the browser's own decoder reads them (the decoder itself needs no browser).
import { tableFromIPC } from "@uwdata/flechette";
import type { ResultMeta } from "../../engine/result.js";

export type Cells = Record<string, string | number | boolean | null>;

export async function decodeAnswer(
  response: Response,
): Promise<ResultMeta & { rows: Cells[]; total: Cells }> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()), { useBigInt: false });
  const envelope = JSON.parse(table.schema.metadata!.get("rapport")!) as ResultMeta & { total: Cells };
  return { ...envelope, rows: table.toArray() as Cells[] };
}
