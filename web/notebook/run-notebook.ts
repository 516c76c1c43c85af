// Notebook + workspace + reader → each cell with its answer, through the same door as every page.
import { tableFromIPC } from "apache-arrow";
import { runSql, type SqlAnswer } from "../../engine/analyst-sql/run-sql.js";
import { sqlNotice } from "../../engine/analyst-sql/sql-notice.js";
import { sqlRows } from "../../engine/analyst-sql/sql-rows.js";
import { answer, type Cache, type Reader, type Workspace } from "../../engine/index.js";
import { RapportError } from "../../engine/errors.js";
import type { Bilingual, Locale } from "../../engine/locale.js";
import { resultRows, type PlainRow } from "../../engine/result-rows.js";
import type { Result } from "../../engine/result.js";
import type { ReportData } from "../report/report-data.js";
import { chartKinds, upgradeReport, type ChartKind, type ReportSpec } from "../report/report-spec.js";
import { notebookErrors } from "./notebook-errors.js";
import type { Notebook, NotebookCell } from "./parse-notebook.js";
import type { SqlCell } from "./sql-cell.js";

export interface AnsweredCell {
  kind: "metric" | "chart";
  title: string;
  report: ReportSpec;
  chart: ChartKind | null;
  data: ReportData;
}

export interface AnsweredSqlCell {
  kind: "sql";
  title: string;
  columns: SqlAnswer["columns"];
  rows: PlainRow[];
  notice: Bilingual | undefined;
  receipt: SqlAnswer["receipt"];
}

export interface AnsweredNotebook extends Omit<Notebook, "blocks"> {
  blocks: ({ kind: "prose"; html: string } | AnsweredCell | AnsweredSqlCell)[];
  snapshot: string;
  ranAt: string;
}

export interface RunOptions {
  workspace: Workspace;
  cache: Cache;
  reader: Reader;
  locale: Locale;
  now: Date;
  /** Named in errors. */
  file: string;
  onProgress?: (message: string) => void;
  signal?: AbortSignal;
}

/** Stops at the first cell that cannot be answered; its error says the line. */
export async function runNotebook(notebook: Notebook, options: RunOptions): Promise<AnsweredNotebook> {
  const blocks: AnsweredNotebook["blocks"] = [];
  for (const block of notebook.blocks) {
    options.signal?.throwIfAborted();
    if (block.kind === "prose") blocks.push(block);
    else blocks.push(block.kind === "sql" ? await runSqlCell(block, options) : await runCell(block, options));
  }
  return { ...notebook, blocks, snapshot: options.cache.snapshot, ranAt: options.now.toISOString() };
}

/** A page shows a table that can be read; the command and the API give the rest. */
const sqlRowsShown = 500;

async function runSqlCell(cell: NotebookCell, options: RunOptions): Promise<AnsweredSqlCell> {
  const { workspace, cache, reader, now, locale, signal } = options;
  const { title, statement } = cell.content as SqlCell;
  options.onProgress?.(`${options.file}:${cell.line}`);
  try {
    const answer = await runSql(workspace, cache, {
      statement,
      reader,
      now,
      limits: { rows: sqlRowsShown },
      signal,
    });
    const { columns, receipt } = answer;
    return {
      kind: "sql",
      title,
      columns,
      rows: sqlRows(tableFromIPC(answer.ipc)),
      notice: sqlNotice(answer),
      receipt,
    };
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
    const { message: found, code } = error.localise(locale);
    throw notebookErrors.notebook_sql_cell({ file: options.file, line: cell.line, found, code });
  }
}

async function runCell(cell: NotebookCell, options: RunOptions): Promise<AnsweredCell> {
  const { workspace, cache, reader, now, locale } = options;
  const { title, chart, ...question } = cell.content as Record<string, unknown>;
  options.onProgress?.(`${options.file}:${cell.line}`);
  const cellKind = cell.kind === "chart" ? "chart" : "metric";
  const at = { file: options.file, line: cell.line, kind: cellKind };
  const kind = chart === undefined ? null : chartKinds.find((known) => known === chart);
  if (kind === undefined) throw notebookErrors.notebook_cell({ ...at, found: `chart: ${String(chart)}` });
  let result: Result;
  try {
    result = await answer({ ...cache, workspace }, question, { reader, now, locale });
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
    throw notebookErrors.notebook_cell({ ...at, found: error.localise(locale).message });
  }
  const { table, total, ...meta } = result;
  return {
    kind: cellKind,
    title: typeof title === "string" ? title : "",
    report: upgradeReport({ ...meta.receipt.spec, order: undefined, limit: undefined }),
    chart: kind,
    data: {
      ...meta,
      rows: resultRows(table, meta.columns),
      total: resultRows(total, meta.columns)[0] ?? null,
    },
  };
}
