// CSV bytes of unknown make → header and text cells: encoding, delimiter, quotes, BOM and CRLF are found out.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { nearest } from "../engine/metrics/nearest.js";
import { modelErrors } from "./model-errors.js";

export interface FlatFile {
  name: string;
  header: string[];
  /** Trimmed cells; rows in the file's order, blank lines left out. */
  records: string[][];
  encoding: string;
  delimiter: string;
}

export function readFlatFile(file: string): FlatFile {
  const name = path.basename(file);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw modelErrors.table_unreadable({ file: name, reason: (error as Error).message });
  }
  const { text, encoding } = decode(bytes);
  const delimiter = findDelimiter(text);
  let cells: string[][];
  try {
    cells = parse(text, {
      delimiter,
      trim: true,
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
    }) as string[][];
  } catch (error) {
    throw modelErrors.table_unreadable({ file: name, reason: (error as Error).message });
  }
  const [header, ...records] = cells;
  if (!header || records.length === 0)
    throw modelErrors.table_unreadable({ file: name, reason: header ? "no rows" : "0 bytes" });
  const repeated = header.find((column, i) => header.indexOf(column) !== i);
  if (repeated !== undefined)
    throw modelErrors.table_unreadable({ file: name, reason: `column "${repeated}" twice` });
  const ragged = records.findIndex((record) => record.length !== header.length);
  if (ragged >= 0)
    throw modelErrors.table_unreadable({
      file: name,
      reason: `row ${ragged + 2}: ${records[ragged].length} / ${header.length}`,
    });
  return { name, header, records, encoding, delimiter };
}

/** UTF-8 when the bytes are that; else GB18030 when what comes out reads as Chinese; else Latin-1 (Windows-1252). */
function decode(bytes: Uint8Array): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "utf-16le" };
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (encoding === "utf-8" || readsAsChinese(text)) return { text, encoding };
    } catch {
      // Not this one.
    }
  }
  return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
}

/** Latin-1 accents between Latin letters decode to single rare characters; Chinese comes in runs. */
function readsAsChinese(text: string): boolean {
  const all = text.match(/\P{ASCII}/gu)?.length ?? 0;
  const inRuns = (text.match(/[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]{2,}/g) ?? []).join("").length;
  return all > 0 && inRuns / all > 0.6;
}

/** The candidate that cuts the first lines into most columns, equally often in each. */
function findDelimiter(text: string): string {
  const lines = text.split(/\r?\n/, 20).filter((line) => line.trim() !== "");
  let best = ",";
  let bestScore = 0;
  for (const delimiter of [",", ";", "\t", "|"]) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, "").split(delimiter).length - 1);
    const same = counts.filter((c) => c === counts[0]).length / Math.max(1, counts.length);
    const score = counts[0] > 0 ? counts[0] * same * same : 0;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** Where a column stands; a clear error, with the nearest name, when the file has none of this name. */
export function columnAt(file: FlatFile, column: string, option: string): number {
  const at = file.header.indexOf(column);
  if (at < 0)
    throw modelErrors.column_unknown({
      file: file.name,
      column,
      option,
      nearest: nearest(column, file.header, 1)[0] ?? "none",
      columns: file.header,
    });
  return at;
}
