// Records of cells → a strict UTF-8 CSV in the scratch folder, each row with its row of origin, and what is known of it.
import { closeSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import { headerCells, headerPosition } from "./header-row.js";
import { fail } from "./ingest-errors.js";
import type { InputFile } from "./input-files.js";
import type { ParsedTable } from "./parsed-table.js";
import { labelOf, maxColumns, type RawTable } from "./raw-table.js";

export interface TextRow {
  row: number;
  cells: string[];
}

/** How many of the first rows may stand above the header (titles, blank lines). */
const headerSearch = 10;

/** Collects rows, finds the header, writes the rest; `finish` says what was found. */
export class TextRows {
  #head: TextRow[] = [];
  #headers: string[] | undefined;
  #headerRow = 0;
  #buffer: string[] = [];
  #handle: number | undefined;
  #rows = 0;
  #ragged: RawTable["ragged"] = [];
  readonly #path: string;

  constructor(
    private readonly file: InputFile,
    private readonly sheet: string | undefined,
    private readonly relation: string,
    scratch: string,
  ) {
    this.#path = path.join(scratch, `${relation}.csv`);
  }

  add(row: TextRow): void {
    if (this.#headers) return this.#write(row);
    if (row.cells.length > maxColumns)
      throw fail.too_many_columns({
        file: this.file.name,
        row: row.row,
        limit: maxColumns,
        found: row.cells.length,
      });
    this.#head.push(row);
    if (this.#head.length >= headerSearch) this.#settleHeader();
  }

  /** Undefined when there is no header at all. */
  finish(extra: Pick<RawTable, "encoding" | "delimiter">): ParsedTable | undefined {
    if (!this.#headers) this.#settleHeader();
    const headers = this.#headers;
    if (!headers) return undefined;
    this.#flush();
    if (this.#handle !== undefined) closeSync(this.#handle);
    const columns = headers.map((_, i) => `c${i}`);
    return {
      file: this.file,
      sheet: this.sheet,
      label: labelOf(this.file.name, this.sheet),
      relation: this.relation,
      headers,
      columns,
      types: columns.map(() => "VARCHAR"),
      rows: this.#rows + this.#ragged.length,
      headerRow: this.#headerRow,
      ...extra,
      ragged: this.#ragged,
      form: "text",
      place: this.#rows > 0 ? this.#path : null,
    };
  }

  #settleHeader(): void {
    const at = headerPosition(this.#head.map((r) => r.cells));
    if (at < 0) return;
    const header = this.#head[at]!;
    const cells = headerCells(this.#head.slice(0, at + 1).map((r) => r.cells));
    while (cells.length > 1 && cells.at(-1) === "") cells.pop();
    this.#headers = cells;
    this.#headerRow = header.row;
    for (const row of this.#head.slice(at + 1)) this.#write(row);
    this.#head = [];
  }

  #write({ row, cells }: TextRow): void {
    const width = this.#headers!.length;
    if (cells.every((c) => c.trim() === "")) return;
    if (cells.length > width && cells.slice(width).some((c) => c.trim() !== "")) {
      this.#ragged.push({ row, cells: cells.length, text: JSON.stringify(cells) });
      return;
    }
    const out = [String(row)];
    for (let i = 0; i < width; i++) out.push(quoted(plainDigits((cells[i] ?? "").trim())));
    this.#buffer.push(out.join(","));
    this.#rows++;
    if (this.#buffer.length >= 5000) this.#flush();
  }

  #flush(): void {
    if (this.#buffer.length === 0) return;
    this.#handle ??= openSync(this.#path, "w");
    writeSync(this.#handle, `${this.#buffer.join("\n")}\n`);
    this.#buffer = [];
  }
}

/** ０１２ → 012, ２０２４／０３／０５ → 2024/03/05: full-width figures and signs, in cells that hold no words. */
const plainDigits = (cell: string): string => {
  if (!/[\uff10-\uff19]/.test(cell)) return cell;
  const narrow = cell.normalize("NFKC");
  return /^[\w\s\-./:,%¥$€+年月日]+$/u.test(narrow) ? narrow : cell;
};

/** Empty → nothing (NULL); everything else quoted. NUL characters, which no text cell means, are dropped. */
const quoted = (cell: string): string =>
  cell === "" ? "" : `"${cell.replaceAll("\0", "").replaceAll('"', '""')}"`;
