// A Parquet file → a view over it with its own types; nothing is copied.
import { type Database, DatabaseError } from "../database.js";
import { identifier, literal } from "../sql.js";
import { fail } from "./ingest-errors.js";
import type { InputFile } from "./input-files.js";
import { maxColumns, type RawTable } from "./raw-table.js";

export async function readParquet(db: Database, file: InputFile, relation: string): Promise<RawTable[]> {
  try {
    const scan = `read_parquet(${literal(file.path)}, file_row_number = true)`;
    const described = await db.rows<{ column_name: string; column_type: string }>(
      `DESCRIBE SELECT * EXCLUDE (file_row_number) FROM ${scan}`,
    );
    if (described.length > maxColumns)
      throw fail.too_many_columns({ file: file.name, row: 1, limit: maxColumns, found: described.length });
    await db.run(
      `CREATE VIEW ${identifier(relation)} AS SELECT * EXCLUDE (file_row_number), file_row_number + 1 AS source_row FROM ${scan}`,
    );
    const { rows } = await db.row<{ rows: number }>(`SELECT count(*) AS rows FROM ${identifier(relation)}`);
    const names = described.map((c) => c.column_name);
    return [
      {
        file,
        label: file.name,
        relation,
        headers: names,
        columns: names,
        types: described.map((c) => c.column_type),
        rows,
        headerRow: 1,
        ragged: [],
      },
    ];
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw fail.file_truncated({ file: file.name, format: "Parquet", found: error.reason.split("\n")[0]! });
  }
}
