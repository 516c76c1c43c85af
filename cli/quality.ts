// rapport quality …: the state of the data, the rows behind a finding, and the error rate proved by a sample.
import { Option } from "commander";
import { recordRead } from "../engine/audit/read-log.js";
import { openCache, readerAtDoor } from "../engine/index.js";
import { qualityReport } from "../engine/quality/index.js";
import type { Register } from "./commands.js";
import { purposeText } from "./purpose-text.js";
import { numberOption } from "./number-option.js";
import { registerQualityRows } from "./quality-rows.js";
import { registerQualitySample } from "./quality-sample.js";
import { qualityText } from "./quality-text.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "freshness, row counts, findings, reconciliation, and the error rate proved by a sample",
    zh: "数据新鲜度、行数、规则问题、来源核对，以及抽样证明的错误率",
  },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  json: { en: "print as JSON", zh: "以 JSON 输出" },
  as: { en: "with the rights of this user of rapport.yml", zh: "以 rapport.yml 中该用户的权限查看" },
  from: { en: "first month of the reconciliation, YYYY-MM", zh: "核对起始月份，YYYY-MM" },
  to: { en: "last month of the reconciliation, YYYY-MM", zh: "核对结束月份，YYYY-MM" },
  tolerance: { en: "hours per employee-month that count as equal", zh: "每人每月视为一致的工时差" },
  limit: { en: "differences to list per check", zh: "每项核对列出的差异条数" },
};

interface Options {
  workspace?: string;
  json?: boolean;
  as?: string;
  purpose?: string;
  from?: string;
  to?: string;
  tolerance?: number;
  limit: number;
}

export const register: Register = (program, locale) => {
  // The report's options and those of the subcommands have the same names: each takes those after its own name.
  const quality = program
    .enablePositionalOptions()
    .command("quality")
    .description(text.about[locale])
    // Not required of the parent: `quality plan` needs no workspace.
    .option("-w, --workspace <dir>", text.workspace[locale])
    .option("--as <user>", text.as[locale])
    .option("--purpose <text>", purposeText[locale])
    .option("--from <month>", text.from[locale])
    .option("--to <month>", text.to[locale])
    .addOption(
      new Option("--tolerance <hours>", text.tolerance[locale]).argParser(numberOption(0, 744, true)),
    )
    .addOption(new Option("--limit <n>", text.limit[locale]).argParser(numberOption(1, 100_000)).default(10))
    .option("--json", text.json[locale])
    .enablePositionalOptions()
    .action(async (options: Options) => {
      if (options.workspace === undefined)
        quality.error("error: required option '-w, --workspace <dir>' not specified");
      const now = new Date();
      const workspace = openForCommand(options.workspace!, locale, now);
      const reader = readerAtDoor(workspace.config, options);
      const cache = await openCache(workspace, { now });
      try {
        const report = await qualityReport(workspace, cache, {
          reader,
          now,
          from: options.from,
          to: options.to,
          toleranceHours: options.tolerance,
          limit: options.limit,
        });
        const { id, rights } = reader;
        recordRead(workspace, { kind: "view", reader: id, rights, what: "rapport quality" }, now);
        console.log(
          options.json
            ? JSON.stringify(report, null, 2)
            : qualityText(report, locale, workspace.config.currency),
        );
      } finally {
        cache.database.close();
      }
    });
  registerQualityRows(quality, locale);
  registerQualitySample(quality, locale);
};
