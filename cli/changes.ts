// rapport changes METRIC --since DAY -w DIR: why a number is not what it was then, by the source rows that came since.
import { recordRead } from "../engine/audit/read-log.js";
import { whyChanged } from "../engine/history/why-changed.js";
import { localeFrom, openCache, readerNamed } from "../engine/index.js";
import { changesText } from "./changes-text.js";
import type { Register } from "./commands.js";
import { progressLine } from "./progress.js";
import { readQuestion } from "./read-question.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "why a number is not what it was on a day: the source rows that came since, with their effects",
    zh: "某个数字为何与当日不同：列出此后新增、重述或移除的源数据行及其影响",
  },
  metric: {
    en: "metric, over all people; or a JSON file with the question, - for standard input",
    zh: "指标（全员）；或 JSON 查询文件，- 表示标准输入",
  },
  since: {
    en: "day (YYYY-MM-DD), instant, or id of an import: what was known then is compared with what is known now",
    zh: "日期（YYYY-MM-DD）、时刻或导入编号：将当时所知与现在所知相比较",
  },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  from: { en: "first month, quarter or year", zh: "起始月、季或年" },
  to: { en: "last one", zh: "截止月、季或年" },
  most: { en: "groups of rows listed per step", zh: "每一步最多列出的数据行组数" },
  as: { en: "answer as this user of rapport.yml", zh: "以 rapport.yml 中该用户的权限作答" },
  locale: { en: "language: en or zh", zh: "语言：en 或 zh" },
  json: { en: "print JSON", zh: "输出 JSON" },
};

interface Options {
  workspace: string;
  since: string;
  from?: string;
  to?: string;
  most: string;
  as?: string;
  locale?: string;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  program
    .command("changes")
    .description(text.about[locale])
    .argument("<metric>", text.metric[locale])
    .requiredOption("--since <day>", text.since[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--from <period>", text.from[locale])
    .option("--to <period>", text.to[locale])
    .option("--most <count>", text.most[locale], "10")
    .option("--as <user>", text.as[locale])
    .option("--locale <locale>", text.locale[locale])
    .option("--json", text.json[locale])
    .action(async (metric: string, options: Options) => {
      const { from, to, since } = options;
      const isFile = metric === "-" || metric.endsWith(".json");
      const question = isFile
        ? readQuestion(metric)
        : { metrics: [metric], ...(from && { from }), ...(to && { to }) };
      const now = new Date();
      const workspace = openForCommand(options.workspace, locale);
      const reader = readerNamed(workspace.config.users, options.as);
      const language = options.locale ? localeFrom(options.locale) : locale;
      const progress = progressLine(locale);
      const cache = await openCache(workspace, { now });
      try {
        const most = Math.max(1, Number.parseInt(options.most, 10) || 10);
        const report = await whyChanged({ ...cache, workspace }, question, {
          reader,
          now,
          since,
          most,
          onProgress: progress,
        });
        progress.done();
        const { spec } = report;
        recordRead(
          workspace,
          { kind: "view", reader: reader.id, rights: reader.rights, what: "rapport changes", since, spec },
          now,
        );
        console.log(
          options.json
            ? JSON.stringify(report, null, 2)
            : changesText(report, language, workspace.config.currency),
        );
      } finally {
        progress.done();
        cache.database.close();
      }
    });
};
