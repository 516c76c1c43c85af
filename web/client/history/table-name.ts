// The name of a source table as its contract has it, in the reader's language.
import type { Meta } from "../meta.js";
import { say } from "../t.js";

/** The table's own name where nothing of it is in force any more. */
export function tableName(meta: Meta, table: string): string {
  const source = meta.sources.find((one) => one.table === table);
  return source ? say(source.title) : table;
}
