// An import's report → what a person reads in the terminal.
import path from "node:path";
import type { ImportReport } from "../engine/ingest/import-report.js";
import type { Locale } from "../engine/locale.js";
import { effectLines } from "./batch-text.js";
import { identityLines } from "./identity-text.js";
import { sensitiveLines } from "./sensitive-text.js";
import { textTable } from "./text-table.js";

const heads = {
  en: ["file", "table", "read", "accepted", "rejected", "why"],
  zh: ["文件", "表", "读取", "接受", "拒绝", "原因"],
};

export function importText(report: ImportReport, locale: Locale): string {
  const zh = locale === "zh";
  const number = new Intl.NumberFormat(zh ? "zh-CN" : "en");
  const rows = report.sources.map((source) => [
    source.file,
    source.table,
    number.format(source.read),
    number.format(source.accepted),
    number.format(source.rejected),
    source.reasons.map((r) => `${r.label[locale]} ${number.format(r.count)}`).join(zh ? "；" : "; "),
  ]);
  const lines = [textTable([heads[locale], ...rows], [2, 3, 4])];
  for (const source of report.sources)
    for (const r of source.reasons.slice(0, 3))
      lines.push(
        zh
          ? `  ${source.file} 第 ${r.row} 行${r.column ? `，列“${r.column}”` : ""}：应为${r.expected.zh}，实际为“${r.found ?? "空"}”`
          : `  ${source.file}, row ${r.row}${r.column ? `, column “${r.column}”` : ""}: expected ${r.expected.en}, found ${r.found === null ? "nothing" : `“${r.found}”`}`,
      );
  const list = (items: string[]): string => items.join(zh ? "、" : ", ");
  for (const source of report.sources) {
    if (source.derived.length > 0)
      lines.push(
        zh
          ? `  ${source.file} → ${source.table}：推算列（非原始数据）${list(source.derived)}`
          : `  ${source.file} → ${source.table}: derived, not read: ${list(source.derived)}`,
      );
  }
  const ignored = new Map(report.sources.map((s) => [s.file, s.ignored]));
  for (const [file, columns] of ignored)
    if (columns.length > 0)
      lines.push(
        zh ? `  ${file}：未导入的列 ${list(columns)}` : `  ${file}: columns not imported: ${list(columns)}`,
      );
  for (const { name, reason } of report.ignoredFiles)
    lines.push(zh ? `  未导入 ${name}：${reason.zh}` : `  Not imported: ${name} (${reason.en})`);
  lines.push(...effectLines(report, locale));
  lines.push(...identityLines(report.identities, locale));
  lines.push(...sensitiveLines(report.sensitive, locale));
  for (const note of report.notes) lines.push(`  ${note[locale]}`);
  const rejected = report.sources.reduce((sum, s) => sum + s.rejected, 0);
  if (rejected > 0)
    lines.push(zh ? `被拒绝的行见 ${show(report.rejects)}` : `Rejected rows: ${show(report.rejects)}`);
  lines.push(zh ? `已导入为 ${report.id}。` : `Imported as ${report.id}.`);
  return lines.join("\n");
}

const show = (file: string): string => {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative;
};
