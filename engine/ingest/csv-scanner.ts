// Decoded text, piece by piece → records of cells with the line on which each begins (RFC 4180, any delimiter, LF, CRLF or CR).

export interface CsvRecord {
  /** 1-based line of the file on which the record begins. */
  line: number;
  cells: string[];
}

/**
 * Feed text with `push`, end with `finish`; both return the records completed so far. A quote opens a quoted cell
 * only at its beginning; inside, a doubled quote is a quote. Text after a closing quote is kept as it is.
 * Blank lines are skipped.
 */
export class CsvScanner {
  #rest = "";
  #line = 1;
  constructor(private readonly delimiter: string) {}

  push(text: string): CsvRecord[] {
    this.#rest += text;
    return this.#scan(false);
  }

  finish(): CsvRecord[] {
    return this.#scan(true);
  }

  /** Characters of a record that is still open; very many mean a quote that was never closed. */
  get pending(): number {
    return this.#rest.length;
  }

  /** Line on which the record that is open began. */
  get line(): number {
    return this.#line;
  }

  /** Line of the quoted cell that never ended, after `finish`; undefined when all is well. */
  unclosedAt: number | undefined;

  #scan(last: boolean): CsvRecord[] {
    const text = this.#rest;
    const records: CsvRecord[] = [];
    let done = 0;
    while (done < text.length) {
      const found = this.#record(text, done, last);
      if (!found) break;
      if (found.cells.length > 1 || found.cells[0] !== "")
        records.push({ line: this.#line, cells: found.cells });
      this.#line += found.lines;
      done = found.end;
    }
    this.#rest = text.slice(done);
    return records;
  }

  /** One record from `start`; undefined when it is not complete yet. */
  #record(
    text: string,
    start: number,
    last: boolean,
  ): { cells: string[]; end: number; lines: number } | undefined {
    const cells: string[] = [];
    let at = start;
    let lines = 0;
    for (;;) {
      let cell = "";
      if (text[at] === '"') {
        const quoted = this.#quoted(text, at, last);
        if (!quoted) return undefined;
        cell = quoted.cell;
        lines += quoted.lines;
        at = quoted.end;
      }
      const from = at;
      while (at < text.length) {
        const c = text[at];
        if (c === this.delimiter || c === "\n" || c === "\r") break;
        at++;
      }
      if (at >= text.length && !last) return undefined;
      if (at > from) cell += text.slice(from, at);
      cells.push(cell);
      const c = text[at];
      if (c === this.delimiter) {
        at++;
        if (at >= text.length) {
          if (!last) return undefined;
          cells.push("");
          return { cells, end: at, lines };
        }
        continue;
      }
      if (c === undefined) return { cells, end: at, lines };
      if (c === "\r") {
        if (at + 1 >= text.length && !last) return undefined;
        at += text[at + 1] === "\n" ? 2 : 1;
      } else at++;
      return { cells, end: at, lines: lines + 1 };
    }
  }

  #quoted(
    text: string,
    open: number,
    last: boolean,
  ): { cell: string; end: number; lines: number } | undefined {
    let cell = "";
    let from = open + 1;
    for (;;) {
      const close = text.indexOf('"', from);
      if (close < 0 || (close === text.length - 1 && !last)) {
        if (!last) return undefined;
        this.unclosedAt ??= this.#line;
        return { cell: cell + text.slice(from), end: text.length, lines: 0 };
      }
      cell += text.slice(from, close);
      if (text[close + 1] !== '"') return { cell, end: close + 1, lines: countLines(cell) };
      cell += '"';
      from = close + 2;
    }
  }
}

function countLines(text: string): number {
  let lines = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\n" || (text[i] === "\r" && text[i + 1] !== "\n")) lines++;
  }
  return lines;
}
