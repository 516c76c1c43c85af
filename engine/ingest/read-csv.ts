// A text file of any encoding and delimiter → its table of text columns, written anew.
import { createReadStream } from "node:fs";
import { detectDelimiter } from "./csv-dialect.js";
import { CsvScanner } from "./csv-scanner.js";
import { fail } from "./ingest-errors.js";
import type { InputFile } from "./input-files.js";
import type { ParsedTable } from "./parsed-table.js";
import { detectEncoding } from "./text-encoding.js";
import { TextRows } from "./text-rows.js";

/** A cell of this many characters is a quote that was never closed. */
const longestRecord = 16 << 20;
const sampleSize = 64 << 10;

export async function readCsv(file: InputFile, relation: string, scratch: string): Promise<ParsedTable[]> {
  const { encoding, bom } = detectEncoding(file.path);
  const decoder = new TextDecoder(encoding);
  const rows = new TextRows(file, undefined, relation, scratch);
  let scanner: CsvScanner | undefined;
  let delimiter = ",";
  let firstLine = 0;
  const take = (records: ReturnType<CsvScanner["push"]>): void => {
    for (const { line, cells } of records) rows.add({ row: line + firstLine, cells });
    if (scanner!.pending > longestRecord)
      throw fail.quote_unclosed({ file: file.name, row: scanner!.line + firstLine });
  };
  const start = (text: string): string => {
    const dialect = detectDelimiter(text.slice(0, sampleSize));
    delimiter = dialect.delimiter;
    scanner = new CsvScanner(delimiter);
    if (!dialect.skipFirstLine) return text;
    firstLine = 1;
    return text.slice(text.indexOf("\n") + 1);
  };
  for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 20 })) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    const piece = scanner ? text : start(text);
    take(scanner!.push(piece));
  }
  const tail = decoder.decode();
  if (!scanner) start(tail);
  take(scanner!.push(tail));
  take(scanner!.finish());
  if (scanner!.unclosedAt !== undefined)
    throw fail.quote_unclosed({ file: file.name, row: scanner!.unclosedAt + firstLine });
  const table = rows.finish({ encoding: bom ? `${encoding} (BOM)` : encoding, delimiter });
  if (!table) throw fail.file_empty({ file: file.name });
  return [table];
}
