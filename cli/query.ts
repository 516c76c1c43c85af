// rapport query SPEC.json|- -w DIR: a question → its answer as a table, CSV, JSON or Arrow.
import { recordRead } from "../engine/audit/read-log.js";
import { answer, localeFrom, openCache, readerAtDoor, type Locale } from "../engine/index.js";
import { resultToCsv } from "../engine/result-csv.js";
import { receiptDocument } from "../engine/receipt-document.js";
import { resultToIpc } from "../engine/result-ipc.js";
import type { Result } from "../engine/result.js";
import { Option } from "commander";
import type { Register } from "./commands.js";
import { purposeText } from "./purpose-text.js";
import { resultToText } from "./query-text.js";
import { readQuestion } from "./read-question.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "answer a question: metrics by dimensions over months",
    zh: "回答一个查询：按维度与月份计算指标",
  },
  spec: { en: "file with the question as JSON; - reads standard input", zh: "JSON 查询文件；- 表示标准输入" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  format: { en: "table, csv, json or arrow", zh: "输出格式：table、csv、json 或 arrow" },
  as: { en: "answer as this user of rapport.yml", zh: "以 rapport.yml 中该用户的权限作答" },
  locale: { en: "language of the table: en or zh", zh: "表格语言：en 或 zh" },
  json: { en: "the same as --format json", zh: "等同于 --format json" },
};

interface Options {
  workspace: string;
  format: "table" | "csv" | "json" | "arrow";
  as?: string;
  purpose?: string;
  locale?: string;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  program
    .command("query")
    .description(text.about[locale])
    .argument("<spec>", text.spec[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .addOption(
      new Option("--format <format>", text.format[locale])
        .choices(["table", "csv", "json", "arrow"])
        .default("table"),
    )
    .option("--as <user>", text.as[locale])
    .option("--purpose <text>", purposeText[locale])
    .option("--locale <locale>", text.locale[locale])
    .option("--json", text.json[locale])
    .action(async (file: string, options: Options) => {
      const question = readQuestion(file);
      const workspace = openForCommand(options.workspace, locale);
      const reader = readerAtDoor(workspace.config, options);
      const language = options.locale ? localeFrom(options.locale) : locale;
      const cache = await openCache(workspace, { now: new Date() });
      try {
        const result = await answer({ ...cache, workspace }, question, {
          reader,
          now: new Date(),
          locale: language,
        });
        const format = options.json ? "json" : options.format;
        const { id, spec, snapshot, seal } = result.receipt;
        recordRead(
          workspace,
          {
            kind: "query",
            reader: reader.id,
            rights: reader.rights,
            ...(reader.purpose !== undefined && { purpose: reader.purpose }),
            what: "rapport query",
            format,
            receipt: id,
            seal,
            snapshot,
            spec,
          },
          new Date(),
        );
        await print(render(result, format, language, workspace.config.currency));
      } finally {
        cache.database.close();
      }
    });
};

function render(
  result: Result,
  format: Options["format"],
  locale: Locale,
  currency: string,
): string | Uint8Array {
  switch (format) {
    case "arrow":
      return resultToIpc(result, "file");
    case "csv":
      return resultToCsv(result);
    case "json":
      return `${JSON.stringify(receiptDocument(result), null, 2)}\n`;
    case "table":
      return `${resultToText(result, locale, currency)}\n`;
  }
}

/** Waits until a pipe has taken everything. */
const print = (output: string | Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(output, (error) => (error ? reject(error) : resolve()));
  });
