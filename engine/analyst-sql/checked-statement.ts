// Text of a statement → the relations it reads, when it is one plain SELECT of allowed parts; else the typed refusal.
import type { Database } from "../database.js";
import { sqlError } from "./sql-errors.js";
import { relationsRead } from "./sql-syntax.js";

/** Longer texts are generated, and the parser's own depth limits are not ours to trust. */
export const longestStatement = 50_000;

interface Parsed {
  error: boolean;
  error_type?: string;
  error_message?: string;
  position?: string;
  statements?: unknown[];
}

/** Reads the text with DuckDB's own parser and looks at every part of its tree. Nothing of it is run or bound. */
export async function checkedStatement(
  db: Database,
  statement: string,
  names: readonly string[],
): Promise<string[]> {
  if (statement.trim() === "") throw sqlError.sql_empty();
  if (statement.length > longestStatement)
    throw sqlError.sql_too_long({ length: statement.length, limit: longestStatement });
  if (statement.includes("\0")) throw sqlError.sql_construct_refused({ found: "NUL" });
  const parsed = await parse(db, statement);
  if (parsed.error) throw refusal(parsed, statement);
  const statements = parsed.statements ?? [];
  if (statements.length === 0) throw sqlError.sql_empty();
  if (statements.length > 1) throw sqlError.sql_several_statements({ count: statements.length });
  // The second count is the driver's own: what it would run must be what was looked at.
  const connection = await db.connect();
  try {
    const { count } = await connection.extractStatements(statement);
    if (count !== 1) throw sqlError.sql_several_statements({ count });
  } finally {
    connection.closeSync();
  }
  try {
    return relationsRead(statements[0], names);
  } catch (error) {
    if (error instanceof RangeError) throw sqlError.sql_construct_refused({ found: "very deep nesting" });
    throw error;
  }
}

async function parse(db: Database, statement: string): Promise<Parsed> {
  const { tree } = await db.row<{ tree: string }>(
    "SELECT json_serialize_sql($1::VARCHAR, skip_null := true, skip_empty := true, skip_default := true)::VARCHAR AS tree",
    [statement],
  );
  return JSON.parse(tree) as Parsed;
}

function refusal({ error_type, error_message = "", position }: Parsed, statement: string): Error {
  const word = /^\s*(?:--[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*)*(\w+)/.exec(statement)?.[1]?.toUpperCase() ?? "–";
  if (error_type === "not implemented") return sqlError.sql_not_a_select({ found: word });
  const at = Number(position ?? 0);
  const near = statement
    .slice(Math.max(0, at - 10), at + 20)
    .replace(/\s+/g, " ")
    .trim();
  return sqlError.sql_syntax({ reason: error_message.slice(0, 300), near: near || statement.slice(0, 30) });
}
