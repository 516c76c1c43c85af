// rapport release -w DIR: closes the months that are due and says what readers of groups may look up in them.
import { openCache } from "../engine/index.js";
import { closeMonths } from "../engine/disclosure/close-months.js";
import { openBook } from "../engine/disclosure/release-book.js";
import { releaseSummary } from "../engine/disclosure/release-summary.js";
import { loadCatalogue } from "../engine/metrics/catalogue.js";
import { closeOptions } from "../engine/metrics/releases-of.js";
import type { Locale } from "../engine/locale.js";
import type { Register } from "./commands.js";
import { progressLine } from "./progress.js";
import { textTable } from "./text-table.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "close the months that are due: fix which groups may be answered to readers without person-level rights",
    zh: "关闭到期月份：确定可向无个人级权限的读者公布的分组",
  },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  json: { en: "print as JSON", zh: "以 JSON 输出" },
};
const heads = {
  en: ["groups", "own unit", "blocks", "values"],
  zh: ["分组", "单独成组", "单元组", "取值组"],
};

export const register: Register = (program, locale) => {
  program
    .command("release")
    .description(text.about[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--json", text.json[locale])
    .action(async (options: { workspace: string; json?: boolean }) => {
      const now = new Date();
      const workspace = openForCommand(options.workspace, locale, now);
      const progress = progressLine(locale);
      const cache = await openCache(workspace, { now, onProgress: progress });
      try {
        const catalogue = loadCatalogue(workspace.dir);
        const closed = await closeMonths(cache.database, workspace, {
          ...closeOptions(workspace.config, catalogue, now),
          onMonth: (month, done, of) =>
            progress({ title: { en: `Closing ${month}`, zh: `正在关闭 ${month}` }, done, of }),
        }).finally(() => progress.done());
        const months = [...openBook(workspace).months.values()];
        const last = months.at(-1);
        const summary = last && releaseSummary(last.release);
        if (options.json)
          console.log(JSON.stringify({ closed, months: months.length, last: summary ?? null }, null, 2));
        else console.log(print(closed, months.length, summary, locale));
      } finally {
        cache.database.close();
      }
    });
};

const percent = (share: number): string => `${Math.round(share * 100)}%`;

function print(
  closed: readonly string[],
  months: number,
  summary: ReturnType<typeof releaseSummary> | undefined,
  locale: Locale,
): string {
  const done =
    locale === "zh"
      ? `本次关闭 ${closed.length} 个月，共 ${months} 个月已关闭。`
      : `${closed.length} months closed now, ${months} in all.`;
  if (!summary) return done;
  const rows = summary.tables.map((table) => [
    table.label[locale],
    percent(table.ownUnit),
    String(table.blocks),
    String(table.groups),
  ]);
  const head =
    locale === "zh"
      ? `${summary.month}：${summary.people} 人，k = ${summary.k}${summary.isTooSmall ? "。人数过少，无法安全地比较群体。" : ""}`
      : `${summary.month}: ${summary.people} people, k = ${summary.k}${summary.isTooSmall ? ". Too small to compare groups safely." : ""}`;
  return [done, "", head, "", textTable([heads[locale], ...rows], [1, 2, 3])].join("\n").trimEnd();
}
