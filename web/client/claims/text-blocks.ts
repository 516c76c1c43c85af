// A pasted text → its blocks, each with its places: lines of prose, and tables (Markdown's pipes, or a spreadsheet's tabs) as rows of cells.

export interface Place {
  start: number;
  end: number;
}

export type TextBlock = ({ is: "prose" } & Place) | { is: "table"; head: boolean; rows: Place[][] };

const rule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$/;
/** Fewer lines beside each other are a sentence with a bar in it. */
const leastRows = 2;

export function textBlocks(text: string): TextBlock[] {
  const lines = linesOf(text);
  const marks = lines.map((line) => markOf(text, line));
  const blocks: TextBlock[] = [];
  for (let i = 0; i < lines.length;) {
    const mark = marks[i] ?? null;
    const from = i;
    do i++;
    while (i < lines.length && marks[i] === mark);
    const own = lines.slice(from, i);
    if (mark && own.length >= leastRows) {
      const isRule = ({ start, end }: Place): boolean => mark === "|" && rule.test(text.slice(start, end));
      const rows = own.filter((line) => !isRule(line)).map((line) => cellsOf(text, line, mark));
      blocks.push({ is: "table", head: mark === "\t" || own.some(isRule), rows });
    } else {
      const { start } = own[0]!;
      const { end } = own.at(-1)!;
      const last = blocks.at(-1);
      if (last?.is === "prose") last.end = end;
      else blocks.push({ is: "prose", start, end });
    }
  }
  return blocks;
}

function linesOf(text: string): Place[] {
  const lines: Place[] = [];
  for (let start = 0; start <= text.length;) {
    const at = text.indexOf("\n", start);
    const end = at < 0 ? text.length : at;
    lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

const markOf = (text: string, { start, end }: Place): "|" | "\t" | null => {
  const line = text.slice(start, end);
  return line.includes("\t") ? "\t" : /^\s*\|.*\|\s*$/.test(line) ? "|" : null;
};

/** Without the spaces around them; the bars at both ends enclose no cells. */
function cellsOf(text: string, { start, end }: Place, mark: "|" | "\t"): Place[] {
  const cells: Place[] = [];
  let from = start;
  for (let at = start; at <= end; at++)
    if (at === end || text[at] === mark) {
      cells.push(trimmed(text, { start: from, end: at }));
      from = at + 1;
    }
  return mark === "|" ? cells.slice(1, -1) : cells;
}

function trimmed(text: string, { start, end }: Place): Place {
  const cell = text.slice(start, end);
  const left = cell.length - cell.trimStart().length;
  return left === cell.length
    ? { start, end: start }
    : { start: start + left, end: start + cell.trimEnd().length };
}
