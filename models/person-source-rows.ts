// One person, a source table and months → the rows of that table with file and row, as they were imported.
import { contracts } from "../datasets/contracts/index.js";
import type { Database } from "../engine/database.js";
import type { Reader } from "../engine/metrics/reader.js";
import { monthText, type MonthRange } from "../engine/metrics/period.js";
import { identifier } from "../engine/sql.js";

export interface SourceRow {
  file: string;
  row: number;
  import: string;
  /** Columns of the contract that the reader may see; dates as YYYY-MM-DD or a moment. */
  cells: Record<string, string | number | boolean | null>;
}

export interface PersonSourceRows {
  table: string;
  columns: string[];
  /** Rows of the person in these months; `rows` holds the first of them. */
  count: number;
  rows: SourceRow[];
}

/**
 * A row belongs to the months when any of its dates lies in them. Null where the table does not say whose rows it has. Columns that
 * the contract protects stay out, whoever reads: who rated, whom somebody talked to are others' data.
 */
export async function personSourceRows(
  database: Database,
  table: string,
  employee: string,
  months: MonthRange,
  { reader, most, kpi }: { reader: Reader; most?: number; kpi?: string },
): Promise<PersonSourceRows | null> {
  const contract = contracts.find((one) => one.table === table);
  const relation = `source_${table}`;
  const present = await database.rows<{ name: string }>(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1",
    [relation],
  );
  const there = new Set(present.map(({ name }) => name));
  const dates = (contract?.columns ?? [])
    .filter(({ name, type }) => (type === "date" || type === "timestamp") && there.has(name))
    .map(({ name }) => `${identifier(name)}::DATE BETWEEN $2::DATE AND last_day($3::DATE)`);
  if (!contract || !there.has("employee_id") || dates.length === 0) return null;
  const unseen = new Set([...(reader.hide ?? []), ...(reader.mask ?? [])]);
  const columns = contract.columns
    .filter((column) => !("protected" in column && column.protected))
    .map(({ name }) => name)
    .filter((name) => there.has(name) && !unseen.has(name));
  const found = await database.rows<Record<string, string | number | boolean | null>>(
    `SELECT source_file, source_row::INTEGER AS source_row, import_id, ${columns.map(identifier).join(", ")},
       count(*) OVER ()::INTEGER AS of_all
     FROM ${identifier(relation)}
     WHERE employee_id = $1 AND (${dates.join(" OR ")})${kpi === undefined ? "" : " AND kpi = $4"}
     ORDER BY import_id, source_file, source_row${most === undefined ? "" : ` LIMIT ${most}`}`,
    [
      employee,
      `${monthText(months.from)}-01`,
      `${monthText(months.to)}-01`,
      ...(kpi === undefined ? [] : [kpi]),
    ],
  );
  return {
    table,
    columns,
    count: Number(found[0]?.of_all ?? 0),
    rows: found.map((row) => ({
      file: String(row.source_file),
      row: Number(row.source_row),
      import: String(row.import_id),
      cells: Object.fromEntries(columns.map((name) => [name, row[name] ?? null])),
    })),
  };
}
