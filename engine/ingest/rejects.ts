// Findings → rejects.csv: file, row, table, rule, column, found, expected in both languages, and the row as it stood.
import { writeFileSync } from "node:fs";
import type { Database } from "../database.js";
import { identifier, literal } from "../sql.js";
import type { RawTable } from "./raw-table.js";

const header = "file,row,table,rule,column,found,expected_en,expected_zh,original_row";

/** UTF-8 with a BOM, so that spreadsheets show Chinese. */
export async function writeRejects(db: Database, raws: readonly RawTable[], file: string): Promise<void> {
  const { n } = await db.row<{ n: number }>("SELECT count(*) AS n FROM finding");
  if (n === 0) {
    writeFileSync(file, `\uFEFF${header}\n`);
    return;
  }
  const originals = raws.map((raw) => {
    const fields = raw.columns.map(
      (c, i) => `${literal(raw.headers[i] || `#${i + 1}`)}: ${identifier(c)}::VARCHAR`,
    );
    return `SELECT ${literal(raw.label)} AS source_file, source_row, to_json({${fields.join(", ")}})::VARCHAR AS original
      FROM ${identifier(raw.relation)} WHERE source_row IN (SELECT source_row FROM finding WHERE source_file = ${literal(raw.label)})`;
  });
  const ragged = raws.flatMap((raw) =>
    raw.ragged.slice(0, 10_000).map((r) => `(${literal(raw.label)}, ${r.row}, ${literal(r.text)})`),
  );
  if (ragged.length > 0) originals.push(`SELECT * FROM (VALUES ${ragged.join(", ")})`);
  await db.run(
    `COPY (
    SELECT chr(65279) || f.source_file AS file, f.source_row AS row, table_name AS "table", rule, column_name AS "column", found,
      expected_en, expected_zh, o.original AS original_row
    FROM finding f LEFT JOIN (${originals.join(" UNION ALL ")}) o ON o.source_file = f.source_file AND o.source_row = f.source_row
    ORDER BY f.source_file, f.source_row, column_name
  ) TO ${literal(file)} (FORMAT csv, HEADER)`.replace("chr(65279) || ", ""),
  );
}
