// Rows → a CSV file as a source system exports it: delimiter, encoding, BOM and line ends of its own; written in pieces.
import { closeSync, openSync, writeSync } from "node:fs";
import iconv from "iconv-lite";

export type Cell = string | number | null | undefined;

export interface CsvDialect {
  delimiter?: "," | ";" | "\t";
  encoding?: "utf8" | "gb18030";
  /** Byte order mark, as Excel writes. */
  bom?: boolean;
  lineEnd?: "\n" | "\r\n";
}

const pieceSize = 1 << 18;

/** Open file; `write` row after row, then `close`. */
export class CsvWriter {
  #file: number;
  #pending = "";
  readonly #quotable: RegExp;
  rows = 0;

  constructor(
    path: string,
    headers: readonly string[],
    private readonly dialect: CsvDialect = {},
  ) {
    this.#file = openSync(path, "w");
    this.#quotable = new RegExp(`["\\r\\n${dialect.delimiter ?? ","}]|^\\s|\\s$`);
    if (dialect.bom) this.#pending = "\uFEFF";
    this.#line(headers);
  }

  write(cells: readonly Cell[]): void {
    this.#line(cells);
    this.rows++;
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #line(cells: readonly Cell[]): void {
    this.#pending +=
      cells.map((cell) => this.#quoted(cell)).join(this.dialect.delimiter ?? ",") +
      (this.dialect.lineEnd ?? "\n");
    if (this.#pending.length > pieceSize) this.#flush();
  }

  #quoted(cell: Cell): string {
    const text = cell === null || cell === undefined ? "" : String(cell);
    return this.#quotable.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  #flush(): void {
    const bytes = iconv.encode(this.#pending, this.dialect.encoding ?? "utf8");
    for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at);
    this.#pending = "";
  }
}

/** All rows at once. */
export function writeCsv(
  path: string,
  headers: readonly string[],
  rows: Iterable<readonly Cell[]>,
  dialect: CsvDialect = {},
): number {
  const writer = new CsvWriter(path, headers, dialect);
  for (const row of rows) writer.write(row);
  writer.close();
  return writer.rows;
}
