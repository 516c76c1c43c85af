// A Parquet file → the same rows and types written anew, so that only this process meets bytes from outside.
import path from "node:path";
import { Database, DatabaseError } from "../database.js";
import { literal } from "../sql.js";
import { fail } from "./ingest-errors.js";
import type { InputFile } from "./input-files.js";
import type { ParsedTable } from "./parsed-table.js";
import { maxColumns } from "./raw-table.js";

export async function readParquet(
  file: InputFile,
  relation: string,
  scratch: string,
  memoryLimit: string,
): Promise<ParsedTable[]> {
  const db = await Database.open({ memoryLimit, tempDirectory: path.join(scratch, `${relation}.spill`) });
  try {
    const scan = `read_parquet(${literal(file.path)}, file_row_number = true)`;
    const described = await db.rows<{ column_name: string; column_type: string }>(
      `DESCRIBE SELECT * EXCLUDE (file_row_number) FROM ${scan}`,
    );
    if (described.length > maxColumns)
      throw fail.too_many_columns({ file: file.name, row: 1, limit: maxColumns, found: described.length });
    const place = path.join(scratch, `${relation}.parquet`);
    await db.run(
      `COPY (SELECT * EXCLUDE (file_row_number), file_row_number + 1 AS source_row FROM ${scan})
       TO ${literal(place)} (FORMAT parquet, COMPRESSION snappy)`,
    );
    const { rows } = await db.row<{ rows: number }>(
      `SELECT count(*) AS rows FROM read_parquet(${literal(place)})`,
    );
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
        form: "parquet",
        place,
      },
    ];
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw fail.file_truncated({ file: file.name, format: "Parquet", found: error.reason.split("\n")[0]! });
  } finally {
    db.close();
  }
}
