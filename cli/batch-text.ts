// What a batch did to the rows in force → lines for the terminal: new, changed, same and removed keys.
import path from "node:path";
import type { ImportReport } from "../engine/ingest/import-report.js";
import type { Locale } from "../engine/locale.js";

/** Only tables that had rows before: a first import adds everything, which the table above says already. */
export function effectLines(report: ImportReport, locale: Locale): string[] {
  const n = new Intl.NumberFormat(locale === "zh" ? "zh-CN" : "en");
  const lines = report.tables
    .filter(({ effect }) => effect.before > 0)
    .map(({ table, effect, full, from, to }) => {
      const { added, changed, same, removed, orphans } = effect;
      const span = full === "period" && from && to ? ` ${from} – ${to}` : "";
      const counts =
        locale === "zh"
          ? `新增 ${n.format(added)}，变更 ${n.format(changed)}，不变 ${n.format(same)}`
          : `${n.format(added)} new, ${n.format(changed)} changed, ${n.format(same)} as before`;
      if (!full) return `  ${table}${locale === "zh" ? "：" : ": "}${counts}`;
      const gone =
        locale === "zh"
          ? `；全量批次${span}移除 ${n.format(removed)} 行${orphans > 0 ? `（其他表中 ${n.format(orphans)} 行随之不再计入）` : ""}`
          : `; full batch${span}: ${n.format(removed)} removed${orphans > 0 ? `, with them ${n.format(orphans)} rows of other tables no longer count` : ""}`;
      return `  ${table}${locale === "zh" ? "：" : ": "}${counts}${gone}`;
    });
  if (!report.removed) return lines;
  const file = path.relative(process.cwd(), report.removed);
  const shown = file.startsWith("..") ? report.removed : file;
  lines.push(
    locale === "zh"
      ? `  被移除的键见 ${shown}；撤回本次导入：rapport batches withdraw ${report.id} -w DIR`
      : `  Removed keys: ${shown}. To take this import back: rapport batches withdraw ${report.id} -w DIR`,
  );
  return lines;
}
