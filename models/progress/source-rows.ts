// A figure → the rows that it was counted from: the person's months, and their source rows with file and line.
import { contracts, type Contract } from "../../datasets/contracts/index.js";
import { loadCatalogue, type Cache, type Workspace } from "../../engine/index.js";
import { identifier } from "../../engine/sql.js";
import { lastDayOf } from "../month.js";
import type { Figure } from "./progress-types.js";

export interface SourceRows {
  relation: string;
  columns: string[];
  rows: Record<string, string | null>[];
}

/** Columns that a contract protects (whom somebody talked to) are left out: they are others' data. */
export async function sourceRows(
  { cache, workspace }: { cache: Pick<Cache, "database">; workspace: Workspace },
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
  for (const table of new Set(tables)) {
    const contract = contracts.find((one) => one.table === table);
    const dates = contract?.columns.filter(({ type }) => type === "date" || type === "timestamp") ?? [];
    if (!contract || dates.length === 0 || !contract.columns.some(({ name }) => name === "employee_id"))
      continue;
    const columns = [...shown(contract), "import_id", "source_file", "source_row"];
    const rows = await Promise.all(
      dates.map(({ name }) => read(database, `source_${table}`, columns, name, span)),
    );
    // a lead created in one month and closed in another is one row
    const unique = new Map(
      rows
        .flatMap((one) => one.rows)
        .map((row) => [`${row.import_id} ${row.source_file} ${row.source_row}`, row]),
    );
    const filter = "kpi" in goal.source ? goal.source.kpi : null;
    const kept = [...unique.values()].filter((row) => filter === null || row.kpi === filter);
    found.push({ relation: `source_${table}`, columns, rows: kept });
  }
  return found;
}

const shown = ({ columns }: Contract): string[] =>
  columns.filter((column) => !("protected" in column && column.protected)).map(({ name }) => name);

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
