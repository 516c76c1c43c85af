// A figure → the rows that it was counted from: the person's months, and their source rows with file and line.
import { loadCatalogue, type Cache, type Workspace } from "../../engine/index.js";
import { identifier } from "../../engine/sql.js";
import { monthNumber } from "../../engine/metrics/period.js";
import type { Reader } from "../../engine/metrics/reader.js";
import { lastDayOf } from "../month.js";
import { personSourceRows } from "../person-source-rows.js";
import type { Figure } from "./progress-types.js";

export interface SourceRows {
  relation: string;
  columns: string[];
  rows: Record<string, string | null>[];
}

export async function sourceRows(
  { cache, workspace, reader }: { cache: Pick<Cache, "database">; workspace: Workspace; reader: Reader },
  employee: string,
  { goal, evidence }: Figure,
): Promise<SourceRows[]> {
  const { database } = cache;
  const span = [employee, `${evidence.from}-01`, lastDayOf(evidence.to)];
  const found: SourceRows[] = [];
  const metric =
    "metric" in goal.source ? loadCatalogue(workspace.dir).metrics.get(goal.source.metric) : undefined;
  if (metric?.relation === "employee_month") {
    const present = await columnsOf(database, "employee_month");
    const named = new Set(JSON.stringify(metric.formula).match(/[a-z][a-z0-9_]*/g));
    const columns = ["employee_id", "month", ...present.filter((column) => named.has(column))];
    found.push(await read(database, "employee_month", [...new Set(columns)], "month", span));
  }
  const tables = metric ? metric.needs.map((need) => need.split(".")[0]!) : ["kpi_actual"];
  const months = { from: monthNumber(evidence.from), to: monthNumber(evidence.to) };
  const kpi = "kpi" in goal.source ? goal.source.kpi : undefined;
  for (const table of new Set(tables)) {
    const own = await personSourceRows(database, table, employee, months, { reader, kpi });
    if (!own) continue;
    const rows = own.rows.map(({ file, row, import: id, cells }) => ({
      ...Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, textOf(cell)])),
      import_id: id,
      source_file: file,
      source_row: String(row),
    }));
    const columns = [...own.columns, "import_id", "source_file", "source_row"];
    found.push({ relation: `source_${table}`, columns, rows });
  }
  return found;
}

const textOf = (cell: string | number | boolean | null): string | null =>
  cell === null ? null : String(cell);

async function columnsOf(database: Cache["database"], relation: string): Promise<string[]> {
  const rows = await database.rows<{ column_name: string }>(
    `SELECT column_name FROM (DESCRIBE ${identifier(relation)})`,
  );
  return rows.map(({ column_name: name }) => name);
}

async function read(
  database: Cache["database"],
  relation: string,
  columns: string[],
  date: string,
  span: string[],
): Promise<SourceRows> {
  const select = columns.map((column) => `${identifier(column)}::VARCHAR AS ${identifier(column)}`);
  const rows = await database.rows<Record<string, string | null>>(
    `SELECT ${select.join(", ")} FROM ${identifier(relation)}
     WHERE employee_id = $1 AND ${identifier(date)}::DATE BETWEEN $2::DATE AND $3::DATE ORDER BY ${identifier(date)}`,
    span,
  );
  return { relation, columns, rows };
}
