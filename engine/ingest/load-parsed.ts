// Parsed table in the scratch folder → a relation of the work database. Only bytes that we wrote ourselves are read here.
import type { Database } from "../database.js";
import { identifier, literal } from "../sql.js";
import type { ParsedTable } from "./parsed-table.js";
import type { RawTable } from "./raw-table.js";

export async function loadParsed(db: Database, parsed: ParsedTable): Promise<RawTable> {
  const { form, place, ...table } = parsed;
  await db.run(form === "parquet" ? parquetView(table, place!) : textTable(table, place));
  return table;
}

function textTable({ relation, columns }: RawTable, place: string | null): string {
  const name = identifier(relation);
  if (place === null)
    return `CREATE TABLE ${name} (source_row BIGINT, ${columns.map((c) => `${c} VARCHAR`).join(", ")})`;
  const types = columns.map((c) => `${literal(c)}: 'VARCHAR'`).join(", ");
  return `CREATE TABLE ${name} AS SELECT * FROM read_csv(${literal(place)}, auto_detect = false,
    header = false, delim = ',', quote = '"', escape = '"', new_line = '\\n', max_line_size = 33554432,
    columns = {'source_row': 'BIGINT', ${types}})`;
}

const parquetView = ({ relation }: RawTable, place: string): string =>
  `CREATE VIEW ${identifier(relation)} AS SELECT * FROM read_parquet(${literal(place)})`;
