// rapport erase EMPLOYEE -w DIR --reason TEXT [--pseudonymise]: one person out of every store, all or nothing.
import type { DepartedFile } from "../engine/erasure/departed-files.js";
import { erasePerson, type ErasureReport } from "../engine/erasure/erase-person.js";
import { localeFrom, readerNamed } from "../engine/index.js";
import type { Locale } from "../engine/locale.js";
import type { Register } from "./commands.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "erase a person, or put them under a pseudonym, in every store of the workspace",
    zh: "在工作区的所有存储中删除某人，或改为假名",
  },
  employee: { en: "employee number", zh: "工号" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  reason: { en: "why; kept in the journal, must not name the person", zh: "理由；记入日志，不得写出当事人" },
  pseudonymise: { en: "keep the facts under a pseudonym", zh: "以假名保留事实数据" },
  by: { en: "user of rapport.yml who asks for it", zh: "rapport.yml 中提出申请的用户" },
  json: { en: "as JSON", zh: "输出 JSON" },
};

interface Options {
  workspace: string;
  reason: string;
  pseudonymise?: boolean;
  as?: string;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  program
    .command("erase")
    .description(text.about[locale])
    .argument("<employee>", text.employee[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .requiredOption("--reason <text>", text.reason[locale])
    .option("--pseudonymise", text.pseudonymise[locale])
    .option("--as <user>", text.by[locale])
    .option("--json", text.json[locale])
    .action(async (employeeId: string, options: Options) => {
      const now = new Date();
      const workspace = openForCommand(options.workspace, locale, now);
      const report = await erasePerson(workspace, {
        employeeId,
        mode: options.pseudonymise ? "pseudonymise" : "erase",
        reason: options.reason,
        by: readerNamed(workspace.config.users, options.as).id,
        now,
      });
      console.log(options.json ? JSON.stringify(report, null, 2) : words(report, localeFrom(locale)));
    });
};

const states: Record<DepartedFile["state"], Record<Locale, string>> = {
  names: { en: "names the person", zh: "含有此人" },
  may_name: { en: "may name the person", zh: "可能含有此人" },
  gone: { en: "no longer there: deleted, or taken elsewhere", zh: "已不在原处：已删除或移走" },
};

const outside = (files: readonly DepartedFile[], locale: Locale): string =>
  list(
    files.map(
      ({ file, what, at, state }) => `${file}  (${what}, ${at.slice(0, 10)}: ${states[state][locale]})`,
    ),
  );

const list = (names: readonly string[]): string => names.map((name) => `  ${name}`).join("\n");

function words(report: ErasureReport, locale: Locale): string {
  const own = report.imports.reduce((sum, i) => sum + i.own, 0);
  const mentions = report.imports.reduce((sum, i) => sum + i.mentions, 0);
  const erased = report.mode === "erase";
  const lines =
    locale === "zh"
      ? [
          `${erased ? "已删除" : "已改为假名"}：${own} 行属于此人，另有 ${mentions} 行提及此人，涉及 ${report.imports.length} 次导入。代替标记：${report.token}`,
          `已改写 ${report.files.length} 个文本文件（其中日志 ${report.journalLines} 行）；已移除 ${report.caches.length} 个缓存，下次使用时重建。`,
          ...(report.models.length > 0 ? [`须重新拟合的模型：${report.models.join("、")}`] : []),
          ...(report.common > 0 ? ["姓名与他人相同：只在此人自己的行中清除。"] : []),
          ...(report.left.length > 0 ? [`请自行检查（未改写）：\n${list(report.left)}`] : []),
          ...(report.removed.length > 0
            ? [`已删除此人的 ${report.removed.length} 个文件（沟通单与邮件）。`]
            : []),
          ...(report.outside.length > 0
            ? [`工作区之外的文件无法触及，请自行处理：\n${outside(report.outside, locale)}`]
            : []),
          ...(report.exports.length > 0
            ? [
                `曾以个人级权限导出 ${report.exports.length} 次，这些文件无法触及；见：rapport audit --kind export 与 --kind query`,
              ]
            : []),
        ]
      : [
          `${erased ? "Erased" : "Put under a pseudonym"}: ${own} rows of the person and ${mentions} rows that mention them, in ${report.imports.length} imports. In their place: ${report.token}`,
          `${report.files.length} text files rewritten (${report.journalLines} journal lines among them); ${report.caches.length} caches removed, they are built again when needed.`,
          ...(report.models.length > 0 ? [`Models to fit again: ${report.models.join(", ")}`] : []),
          ...(report.common > 0
            ? ["Others have the same name: it was removed from the person's own rows only."]
            : []),
          ...(report.left.length > 0
            ? [`Look at these yourself (not rewritten):\n${list(report.left)}`]
            : []),
          ...(report.removed.length > 0
            ? [`${report.removed.length} files of the person deleted (sheets and messages).`]
            : []),
          ...(report.outside.length > 0
            ? [
                `Files outside of the workspace are not reached; see to them yourself:\n${outside(report.outside, locale)}`,
              ]
            : []),
          ...(report.exports.length > 0
            ? [
                `${report.exports.length} answers left with person-level rights and cannot be reached: rapport audit --kind export, and --kind query`,
              ]
            : []),
        ];
  return lines.join("\n");
}
