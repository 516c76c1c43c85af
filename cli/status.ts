// rapport status -w DIR: sources with rows and freshness, the history, what is unlocked and what is missing.
import type { Locale } from "../engine/locale.js";
import { status, type WorkspaceStatus } from "../engine/status.js";
import type { Register } from "./commands.js";
import { textTable } from "./text-table.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "sources, freshness, history and unlocked analyses",
    zh: "数据来源、更新情况、历史范围与可用分析",
  },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  json: { en: "print as JSON", zh: "以 JSON 输出" },
  empty: {
    en: "Nothing was imported yet. Next: rapport import FILE… -w DIR",
    zh: "尚未导入任何数据。下一步：rapport import 文件… -w DIR",
  },
};
const heads = {
  en: ["source", "rows", "from", "to", "last import", "days ago", "rejected"],
  zh: ["来源", "行数", "起", "止", "最近导入", "天前", "拒绝"],
};

function print(found: WorkspaceStatus, locale: Locale): string {
  if (found.sources.length === 0) return text.empty[locale];
  const number = new Intl.NumberFormat(locale === "zh" ? "zh-CN" : "en");
  const rows = found.sources.map((s) => [
    s.title[locale],
    number.format(s.rows),
    s.from ?? "–",
    s.to ?? "–",
    s.lastImport.slice(0, 10),
    String(s.freshnessDays),
    number.format(s.rejected),
  ]);
  const history = found.history ? `${found.history.from} – ${found.history.to}` : "–";
  const head =
    locale === "zh"
      ? `员工 ${number.format(found.employees)} 人，历史 ${history}`
      : `${number.format(found.employees)} employees, history ${history}`;
  const missing = found.missing.map((m) => `  + ${m.title[locale]} → ${m.unlocks[locale]}`);
  const more = missing.length > 0 ? [locale === "zh" ? "还可导入：" : "Not imported yet:", ...missing] : [];
  const recordedFrom = found.history?.recordedFrom;
  const earlier =
    recordedFrom === undefined
      ? []
      : [
          locale === "zh"
            ? `员工名单只是一日的快照，历史因此从 ${found.history!.from} 起；${recordedFrom} 起的记录要计入，请在 rapport.yml 中写 historyFrom: ${recordedFrom}（此前离职者须在名单中）。`
            : `The list of employees is of one day, so the history begins in ${found.history!.from}. To count records from ${recordedFrom} on, write historyFrom: ${recordedFrom} in rapport.yml (who left since has to be on the list).`,
        ];
  return [head, ...earlier, "", textTable([heads[locale], ...rows], [1, 5, 6]), "", ...more]
    .join("\n")
    .trimEnd();
}

export const register: Register = (program, locale) => {
  program
    .command("status")
    .description(text.about[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--json", text.json[locale])
    .action(async (options: { workspace: string; json?: boolean }) => {
      const now = new Date();
      const found = await status(openForCommand(options.workspace, locale, now), now);
      console.log(options.json ? JSON.stringify(found, null, 2) : print(found, locale));
    });
};
