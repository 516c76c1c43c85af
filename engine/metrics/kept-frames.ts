// A statement over rows kept at the close → what it reads, kept as well: closed months stay, so the same cells need no second
// reading. Sums of released cells only, in memory, for as long as the database is open.
import { statSync } from "node:fs";
import type { ColumnData } from "../arrow-table.js";
import type { Database } from "../database.js";
import type { ReleaseBook } from "../disclosure/release-book.js";
import type { Statement } from "./emit-duckdb.js";
import { frameOf, type Frame } from "./frame.js";
import type { QueryTree } from "./tree.js";

interface Read {
  columns: ColumnData[];
  length: number;
}

const known = new WeakMap<Database, Map<string, Promise<Read>>>();
/** Statements kept per database, the longest unasked go first; larger answers are read again. */
const mostStatements = 1_000;
const mostRows = 2_000;

/** Reads the statement, unless it was read since the files it names were last written (an erasure writes them anew). */
export async function keptFrame(
  database: Database,
  book: ReleaseBook,
  tree: QueryTree,
  { sql, params }: Statement,
): Promise<Frame> {
  // without files the rows live in memory, where nothing says that they stay
  if (book.folder === undefined) return framed(tree, await database.columns(sql, params));
  let statements = known.get(database);
  if (!statements) known.set(database, (statements = new Map()));
  const key = JSON.stringify([sql, params, stampsOf(sql)]);
  let read = statements.get(key);
  if (!read) {
    const kept = statements;
    read = database.columns(sql, params);
    read.then(
      ({ length }) => length > mostRows && kept.delete(key),
      () => kept.delete(key),
    );
  }
  statements.delete(key);
  statements.set(key, read);
  for (const oldest of statements.keys()) {
    if (statements.size <= mostStatements) break;
    statements.delete(oldest);
  }
  return framed(tree, await read);
}

const framed = (tree: QueryTree, { columns, length }: Read): Frame =>
  frameOf(
    tree,
    columns,
    Int32Array.from({ length }, (_, row) => row),
  );

/** Size and times of every file that the statement names. */
const stampsOf = (sql: string): string[] =>
  [...new Set(sql.match(/(?<=')(?:[^']|'')+\.parquet(?=')/g))].map((name) => {
    const file = name.replaceAll("''", "'");
    const stat = statSync(file, { throwIfNoEntry: false });
    return `${file} ${stat?.size} ${stat?.mtimeMs} ${stat?.ino}`;
  });
