// rapport batches -w DIR: every import with what it did; `withdraw ID` takes one back, and withdrawing that brings it back.
import { type Manifest, sourceManifests } from "../engine/ingest/manifest.js";
import { counts, withdrawImport } from "../engine/ingest/withdraw.js";
import type { Locale } from "../engine/locale.js";
import type { Register } from "./commands.js";
import { textTable } from "./text-table.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: { en: "imports, what each did, and taking one back", zh: "查看各次导入及其影响，或撤回某次导入" },
  withdraw: {
    en: "take an import back; withdrawing a withdrawal brings it back",
    zh: "撤回一次导入；撤回“撤回”即恢复",
  },
  id: { en: "number or name of the import", zh: "导入编号或名称" },
  reason: { en: "why; kept in the journal", zh: "原因，记入日志" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  json: { en: "print as JSON", zh: "以 JSON 输出" },
  empty: { en: "Nothing was imported yet.", zh: "尚未导入任何数据。" },
};
const heads = {
  en: ["import", "on", "what", "rows", "new", "changed", "removed", "state"],
  zh: ["导入", "日期", "内容", "行数", "新增", "变更", "移除", "状态"],
};

interface Batch {
  id: string;
  importedAt: string;
  withdraws?: string;
  reason?: string;
  isInEffect: boolean;
  tables: { table: string; rows: number; full?: string; added: number; changed: number; removed: number }[];
}

const batchOf = (manifests: readonly Manifest[], m: Manifest): Batch => ({
  id: m.id,
  importedAt: m.importedAt,
  ...(m.withdraws ? { withdraws: m.withdraws } : {}),
  ...(m.reason ? { reason: m.reason } : {}),
  isInEffect: counts(manifests, m),
  tables: m.withdraws
    ? []
    : m.tables.map(({ table, rows, full, effect }) => ({
        table,
        rows,
        ...(full ? { full } : {}),
        added: effect?.added ?? rows,
        changed: effect?.changed ?? 0,
        removed: effect?.removed ?? 0,
      })),
});

function print(batches: readonly Batch[], locale: Locale): string {
  if (batches.length === 0) return text.empty[locale];
  const zh = locale === "zh";
  const n = new Intl.NumberFormat(zh ? "zh-CN" : "en");
  const full = { all: zh ? "（全量）" : " (full)", period: zh ? "（期间全量）" : " (full, period)" };
  const rows = batches.flatMap((b) => {
    const state = b.isInEffect ? (zh ? "有效" : "in effect") : zh ? "已撤回" : "withdrawn";
    const day = b.importedAt.slice(0, 10);
    if (b.withdraws)
      return [[b.id, day, zh ? `撤回 ${b.withdraws}` : `withdraws ${b.withdraws}`, "", "", "", "", state]];
    return b.tables.map((t, i) => [
      i === 0 ? b.id : "",
      i === 0 ? day : "",
      t.table + (t.full ? full[t.full as "all" | "period"] : ""),
      n.format(t.rows),
      n.format(t.added),
      n.format(t.changed),
      n.format(t.removed),
      i === 0 ? state : "",
    ]);
  });
  return textTable([heads[locale], ...rows], [3, 4, 5, 6]);
}

export const register: Register = (program, locale) => {
  const batches = program
    .command("batches")
    .description(text.about[locale])
    .option("-w, --workspace <dir>", text.workspace[locale])
    .option("--json", text.json[locale])
    .action((options: { workspace?: string; json?: boolean }, command) => {
      if (options.workspace === undefined)
        command.error("error: required option '-w, --workspace <dir>' not specified");
      const manifests = sourceManifests(openForCommand(options.workspace!, locale));
      const all = manifests.map((m) => batchOf(manifests, m));
      console.log(options.json ? JSON.stringify(all, null, 2) : print(all, locale));
    });
  batches
    .command("withdraw")
    .description(text.withdraw[locale])
    .argument("<id>", text.id[locale])
    .option("-w, --workspace <dir>", text.workspace[locale])
    .option("--reason <text>", text.reason[locale])
    .option("--json", text.json[locale])
    .action((id: string, _own: unknown, command) => {
      const options = command.optsWithGlobals() as { workspace?: string; reason?: string; json?: boolean };
      if (options.workspace === undefined)
        command.error("error: required option '-w, --workspace <dir>' not specified");
      const now = new Date();
      const workspace = openForCommand(options.workspace!, locale, now);
      const made = withdrawImport(workspace, id, {
        now,
        ...(options.reason ? { reason: options.reason } : {}),
      });
      if (options.json) console.log(JSON.stringify(made, null, 2));
      else
        console.log(
          locale === "zh"
            ? `已撤回 ${made.withdraws}。恢复：rapport batches withdraw ${made.id} -w DIR`
            : `Withdrew ${made.withdraws}. To bring it back: rapport batches withdraw ${made.id} -w DIR`,
        );
    });
};
