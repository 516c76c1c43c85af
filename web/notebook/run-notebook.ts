// Notebook + workspace + reader → each cell with its answer, through the same door as every page.
import { answer, type Cache, type Reader, type Workspace } from "../../engine/index.js";
import { RapportError } from "../../engine/errors.js";
import type { Locale } from "../../engine/locale.js";
import { resultRows } from "../../engine/result-rows.js";
import type { Result } from "../../engine/result.js";
import type { ReportData } from "../report/report-data.js";
import { chartKinds, upgradeReport, type ChartKind, type ReportSpec } from "../report/report-spec.js";
import { notebookErrors } from "./notebook-errors.js";
import type { Notebook, NotebookCell } from "./parse-notebook.js";

export interface AnsweredCell {
  kind: "metric" | "chart";
  title: string;
  report: ReportSpec;
  chart: ChartKind | null;
  data: ReportData;
}

export interface AnsweredNotebook extends Omit<Notebook, "blocks"> {
  blocks: ({ kind: "prose"; html: string } | AnsweredCell)[];
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
    blocks.push(block.kind === "prose" ? block : await runCell(block, options));
  }
  return { ...notebook, blocks, snapshot: options.cache.snapshot, ranAt: options.now.toISOString() };
}

async function runCell(cell: NotebookCell, options: RunOptions): Promise<AnsweredCell> {
  const { workspace, cache, reader, now, locale } = options;
  const { title, chart, ...question } = cell.content as Record<string, unknown>;
  options.onProgress?.(`${options.file}:${cell.line}`);
  const at = { file: options.file, line: cell.line, kind: cell.kind };
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
    kind: cell.kind,
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
