// Pasted text → the tables in it (Markdown, tab-separated, comma-separated), cell by cell with their places, and the prose around them.
import { plainCharacters } from "./plain-characters.js";
import { quantityAt } from "./quantity-at.js";
import type { Quantity, Span } from "./quantity.js";
import { nameOf, totalName } from "./table-columns.js";

export interface TableCell extends Span {
  text: string;
  /** The one number that the cell is. */
  quantity?: Quantity;
}

export interface PastedTable extends Span {
  header: TableCell[];
  rows: TableCell[][];
}

export interface Pasted {
  tables: PastedTable[];
  /** Parts of the text that are no table. */
  prose: Span[];
}

interface Line extends Span {
  text: string;
}

type Splitter = (line: Line) => TableCell[] | undefined;

export function pasted(text: string): Pasted {
  const plain = plainCharacters(text);
  const lines = linesOf(text);
  const tables: PastedTable[] = [];
  const prose: Span[] = [];
  for (let i = 0; i < lines.length;) {
    const found = tableAt(lines, i, plain);
    if (found) {
      tables.push(found.table);
      i = found.next;
    } else {
      const last = prose.at(-1);
      if (last && last.end === lines[i].start) last.end = lines[i].end;
      else prose.push({ start: lines[i].start, end: lines[i].end });
      i++;
    }
  }
  return { tables, prose };
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found + 1;
    lines.push({ start, end, text: text.slice(start, end).replace(/\r?\n$/, "") });
    start = end;
  }
  return lines;
}

const splitters: Splitter[] = [
  (line) =>
    /^\s*\|.*\|\s*$/.test(line.text) || (line.text.match(/\|/g)?.length ?? 0) >= 2
      ? split(line, "|")
      : undefined,
  (line) => (line.text.includes("\t") ? split(line, "\t") : undefined),
  (line) => (isCsvLine(line.text) ? split(line, ",") : undefined),
];

/** Short cells, no sentence: “Sales,40%,85”. */
const isCsvLine = (text: string): boolean => {
  const cells = text.split(",");
  return cells.length >= 2 && cells.every((cell) => cell.length <= 40) && !/[。；!?]|\.\s*$|, /.test(text);
};

function tableAt(
  lines: Line[],
  first: number,
  plain: string,
): { table: PastedTable; next: number } | undefined {
  for (const splitter of splitters) {
    const rows: TableCell[][] = [];
    let next = first;
    for (; next < lines.length; next++) {
      // an empty line before a pasted total
      const isGap = rows.length > 1 && lines[next].text.trim() === "" && lines[next + 1] !== undefined;
      const beyond = isGap ? splitter(lines[next + 1]) : undefined;
      if (beyond && beyond.length === rows[0].length && totalName.test(nameOf(beyond))) next++;
      const cells = splitter(lines[next]);
      if (!cells || (rows.length > 0 && Math.abs(cells.length - rows[0].length) > 1)) break;
      rows.push(cells.map((cell) => withQuantity(cell, plain)));
    }
    const body = rows.filter((row) => !row.every(({ text }) => /^:?-{2,}:?$|^$/.test(text)));
    if (
      body.length < 2 ||
      body[0].length < 2 ||
      !body.slice(1).some((row) => row.some(({ quantity }) => quantity))
    )
      continue;
    const isHeaded = !body[0]
      .slice(1)
      .some(({ quantity, text }) => quantity && quantity.unit !== "plain" && !isPeriodName(text));
    const header = isHeaded
      ? body[0]
      : body[0].map((cell) => ({ start: cell.start, end: cell.start, text: "" }));
    const table = {
      header,
      rows: isHeaded ? body.slice(1) : body,
      start: lines[first].start,
      end: lines[next - 1].end,
    };
    return { table, next };
  }
  return undefined;
}

/** 2024年, 3月, 12月份: a number with a unit of time that heads a column. */
const isPeriodName = (text: string): boolean =>
  /^(?:fy ?)?(?:(?:19|20)\d\d\s*年?度?|\d{1,2}\s*(?:月份?|季度|周|日))$/i.test(text.trim());

function split(line: Line, separator: string): TableCell[] {
  const cells: TableCell[] = [];
  let [at, from] = [0, 0];
  const push = (end: number): void => {
    const raw = line.text.slice(from, end);
    const lead = raw.length - raw.trimStart().length;
    const text = raw.trim().replace(/^"|"$/g, "");
    const start = line.start + from + lead + (raw.trim().startsWith('"') ? 1 : 0);
    cells.push({ start, end: start + text.length, text: text.replace(/^\*\*|\*\*$/g, "") });
  };
  let isQuoted = false;
  for (; at < line.text.length; at++) {
    if (line.text[at] === '"') isQuoted = !isQuoted;
    if (line.text[at] !== separator || isQuoted) continue;
    push(at);
    from = at + 1;
  }
  push(at);
  if (separator === "|") {
    if (cells[0]?.text === "") cells.shift();
    if (cells.at(-1)?.text === "") cells.pop();
  }
  return cells;
}

/** The cell is read alone: what stands in the cell before is no sign's left side. */
function withQuantity(cell: TableCell, plain: string): TableCell {
  const own = plain.slice(cell.start, cell.end);
  const lead = /^(?:\*\*|[≥≤><=~≈]\s*)*/.exec(own)![0].length;
  const quantity = quantityAt(own, lead);
  if (!quantity || !/^(?:\*\*)?$/.test(own.slice(quantity.end).trim())) return cell;
  return {
    ...cell,
    quantity: { ...quantity, start: cell.start + quantity.start, end: cell.start + quantity.end },
  };
}
