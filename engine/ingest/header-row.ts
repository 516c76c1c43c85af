// The first rows of a sheet → which of them is the header, and its texts.
import { contracts } from "../../datasets/contracts/index.js";
import { findRole, type FlatRole } from "./draft/flat-headers.js";
import { isKnownHeader } from "./headers.js";

const roles: FlatRole[] = ["age", "tenure", "left"];
const isKnown = (cell: string): boolean =>
  cell.trim() !== "" &&
  (isKnownHeader(cell, contracts) || roles.some((role) => findRole([cell], role) !== undefined));

/**
 * The first row at least half as wide as the widest (titles above a table fill one or two cells), unless a later row
 * knows more headers: a line of group names may stand above the header. −1 when all rows are empty.
 */
export function headerPosition(rows: readonly (readonly string[])[]): number {
  const filled = rows.map((cells) => cells.filter((c) => c.trim() !== "").length);
  const widest = Math.max(0, ...filled);
  if (widest === 0) return -1;
  const at = filled.findIndex((n) => n >= Math.max(1, widest / 2));
  const isPlain = at === 0 && filled[0] === rows[0]!.length;
  if (isPlain) return at;
  const known = rows.map(
    (_, i) =>
      headerCells(rows.slice(0, i + 1))
        .slice(0, 200)
        .filter(isKnown).length,
  );
  const best = known.findIndex((n) => n === Math.max(...known));
  return known[best]! >= known[at]! + 2 ? best : at;
}

/** A cell merged over several rows stands in the first of them: an empty header takes the text above it. */
export function headerCells(rows: readonly (readonly string[])[]): string[] {
  const header = rows.at(-1)!.map((c) => c.trim());
  const above = rows.at(-2)?.map((c) => c.trim()) ?? [];
  const isGroupLine = above.filter((c) => c !== "").length > 1;
  if (!isGroupLine) return header;
  const width = Math.max(header.length, above.length);
  return Array.from({ length: width }, (_, i) => header[i] || above[i] || "");
}
