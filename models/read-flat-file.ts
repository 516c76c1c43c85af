// CSV bytes of unknown make → header and text cells: encoding, delimiter, quotes, BOM and CRLF are found out.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { nearest } from "../engine/metrics/nearest.js";
import { modelErrors } from "./model-errors.js";
import { tableErrors } from "./table-errors.js";

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
  const { text: decoded, encoding } = readEncodedText(file);
  // Excel's own line that tells the delimiter.
  const [told, delimiterTold] = /^\uFEFF?sep=([,;\t|])\r?\n/i.exec(decoded) ?? [""];
  const text = decoded.slice(told.length);
  const delimiter = delimiterTold ?? findDelimiter(text);
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
    throw tableErrors.table_empty({ file: name, problem: header ? "header" : "all" });
  // Several columns may go without a title; two of one name cannot be told apart.
  const repeated = header.find((column, i) => column !== "" && header.indexOf(column) !== i);
  if (repeated !== undefined) {
    const places = header.flatMap((column, i) => (column === repeated ? [String(i + 1)] : []));
    throw tableErrors.table_column_repeated({ file: name, column: repeated, count: places.length, places });
  }
  const ragged = records.findIndex((record) => record.length !== header.length);
  if (ragged >= 0)
    throw tableErrors.table_ragged({
      file: name,
      row: ragged + 2,
      found: records[ragged].length,
      expected: header.length,
      delimiter: delimiter === "\t" ? "tab" : delimiter,
    });
  return { name, header, records, encoding, delimiter };
}

/** Errors: table_missing, table_unreadable. */
export function readEncodedText(file: string): { text: string; encoding: string } {
  try {
    return decode(readFileSync(file));
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (["ENOENT", "ENOTDIR", "EISDIR", "EACCES"].includes(code))
      throw tableErrors.table_missing({ file, problem: code });
    throw modelErrors.table_unreadable({ file: path.basename(file), reason: message });
  }
}

/** By its mark; else UTF-8 when the bytes are that, GB18030 when they pair up as Chinese does, Latin-1 (Windows-1252) otherwise. */
export function decode(bytes: Uint8Array): { text: string; encoding: string } {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodedAs("utf-16le", bytes)!;
  if (first === 0xfe && second === 0xff) return decodedAs("utf-16be", bytes)!;
  return (
    decodedAs("utf-8", bytes) ??
    (pairsAsChinese(bytes) ? decodedAs("gb18030", bytes) : undefined) ??
    decodedAs("windows-1252", bytes)!
  );
}

function decodedAs(encoding: string, bytes: Uint8Array): { text: string; encoding: string } | undefined {
  try {
    return {
      text: new TextDecoder(encoding, { fatal: encoding !== "windows-1252" }).decode(bytes),
      encoding,
    };
  } catch {
    return undefined;
  }
}

/**
 * Chinese text is pairs of high bytes, nearly all of them of GB 2312 (both from A1 on); accents of Latin-1 stand between
 * ASCII letters.
 */
function pairsAsChinese(bytes: Uint8Array): boolean {
  let pairs = 0;
  let others = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x80) continue;
    const next = bytes[i + 1] ?? 0;
    if (bytes[i] >= 0xa1 && bytes[i] <= 0xf7 && next >= 0xa1) pairs++;
    else others++;
    if (next >= 0x40) i++;
  }
  return pairs > 0 && pairs >= 4 * others;
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
