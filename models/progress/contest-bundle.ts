// A contested figure → a zip that holds everything behind it: figure, definition, source rows, receipt, versions, history, how to
// recompute it. The same bytes for the same state.
import { createHash } from "node:crypto";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { loadCatalogue, type Workspace } from "../../engine/index.js";
import { sourceManifests } from "../../engine/ingest/manifest.js";
import type { ModelContext } from "../model-context.js";
import { spanWords } from "../month-words.js";
import { contestFor } from "./contest.js";
import { journalLook } from "./progress-access.js";
import { progressErrors as fail } from "./progress-errors.js";
import { drawSheet, sheetBook } from "./sheet.js";
import { figureView } from "./sheet-view.js";
import { sourceRows, type SourceRows } from "./source-rows.js";
import type { Contest, DigestKind, Figure } from "./progress-types.js";

export interface BundledFigure {
  employee: string;
  sheet: DigestKind;
  period: string;
  figure: Figure;
}

/** `file`: where it will lie, for the journal. Errors: contest_unknown, progress_indicator_unknown. */
export async function contestBundle(context: ModelContext, id: string, file?: string): Promise<Uint8Array> {
  const { workspace } = context;
  const contest = await contestFor(context, id);
  // of a running period as well as of one that is over
  const sheetKind: DigestKind = "weekly";
  const book = await sheetBook(context, { kind: sheetKind, month: contest.period }, [contest.employee]);
  journalLook(context, {
    what: "contest bundle",
    people: [contest.employee],
    period: contest.period,
    kind: "export",
    ...(file !== undefined && { file }),
  });
  const sheet = drawSheet(context, book, contest.employee);
  const figure = sheet?.figures.find(({ goal }) => goal.id === contest.indicator);
  if (!sheet || !figure)
    throw fail.progress_indicator_unknown({
      found: contest.indicator,
      month: contest.period,
      known: sheet?.figures.map(({ goal }) => goal.id) ?? [],
    });
  const rows = await sourceRows(context, contest.employee, figure);
  const bundled: BundledFigure = {
    employee: contest.employee,
    sheet: sheetKind,
    period: contest.period,
    figure,
  };
  const files: Record<string, string> = {
    "figure.json": json(bundled),
    "contest.json": json(contest),
    "definition.json": json(definitionOf(workspace, figure)),
    "versions.json": json(versionsOf(context)),
    "history.json": json(historyOf(workspace, rows)),
    "README.en.md": readme(contest, figure, sheet.currency, "en"),
    "README.zh.md": readme(contest, figure, sheet.currency, "zh"),
  };
  for (const one of rows) files[`rows/${one.relation}.csv`] = csv(one);
  const hashes = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, createHash("sha256").update(text).digest("hex")]),
  );
  files["hashes.json"] = json(hashes);
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: new Date(contest.at) });
}

/** Imports that brought or changed rows of these tables. */
function historyOf(workspace: Workspace, read: readonly SourceRows[]) {
  const tables = new Set(read.map(({ relation }) => relation.replace(/^source_/, "")));
  return sourceManifests(workspace).flatMap(({ id, importedAt, tables: brought }) =>
    brought
      .filter(({ table }) => tables.has(table))
      .map(({ table, rows, effect, files }) => ({
        import: id,
        importedAt,
        table,
        rows,
        files,
        effect: effect ?? null,
      })),
  );
}

function definitionOf(workspace: Workspace, { goal }: Figure) {
  const { source } = goal;
  const metric = "metric" in source ? loadCatalogue(workspace.dir).metrics.get(source.metric) : undefined;
  return { goal, metric: metric ? { ...metric, file: path.basename(metric.file) } : null };
}

const versionsOf = ({ cache, workspace, now }: ModelContext) => ({
  snapshot: cache.snapshot,
  build: cache.key,
  bundledAt: now.toISOString(),
  timeZone: workspace.config.timeZone,
  imports: sourceManifests(workspace).map(({ id, importedAt, files }) => ({
    id,
    importedAt,
    files: files.map(({ name, sha256 }) => ({ name, sha256 })),
  })),
});

function readme(contest: Contest, figure: Figure, currency: string, locale: "en" | "zh"): string {
  const view = figureView(figure, locale, currency);
  const period = spanWords(figure.evidence.from, figure.evidence.to, locale);
  const said = view.statements.map(({ text }) => `- ${text}`).join("\n");
  return locale === "zh"
    ? `# 数据异议 ${contest.id}：${view.name}\n\n工号 ${contest.employee}，${period}，数值 ${view.value}，目标 ${view.target}，凭证 ${figure.evidence.receipt}。\n\n${said}\n\n本人陈述：${contest.text}\n\n## 内容\n\n- figure.json：数据及其依据\n- definition.json：指标定义（公式、口径）\n- rows/*.csv：计算所用的本人记录，含来源文件与行号\n- versions.json、history.json：数据快照、各次导入及其变更\n- hashes.json：各文件的 SHA-256\n\n## 如何核对\n\n\`rapport verify ${contest.id}.zip -w 工作区\`：由导入数据重新计算该数值，并核对凭证与各文件。\n`
    : `# Contest ${contest.id}: ${view.name}\n\nEmployee ${contest.employee}, ${period}, value ${view.value}, target ${view.target}, receipt ${figure.evidence.receipt}.\n\n${said}\n\nThe person says: ${contest.text}\n\n## What is inside\n\n- figure.json: the figure and its evidence\n- definition.json: the indicator's definition (formula, what is left out)\n- rows/*.csv: the person's own rows that it was counted from, with source file and line\n- versions.json, history.json: snapshot, imports and what each of them changed\n- hashes.json: SHA-256 of every file\n\n## How to check it\n\n\`rapport verify ${contest.id}.zip -w WORKSPACE\` recomputes the figure from the imports and compares receipt and files.\n`;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** What a spreadsheet would run as a formula is shown as text. */
function cellText(value: string | null): string {
  const text = value === null ? "" : /^[=+@\t\r]|^-(?![\d.])/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const csv = ({ columns, rows }: SourceRows): string =>
  [columns, ...rows.map((row) => columns.map((column) => cellText(row[column] ?? null)))]
    .map((cells) => `${cells.join(",")}\n`)
    .join("");
