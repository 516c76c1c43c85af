// `rapport notebook FILE.md -w DIR --out FILE.html`: a Markdown analysis run through the same door as every page.
import { recordRead } from "../engine/audit/read-log.js";
import { renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openCache, readerNamed } from "../engine/index.js";
import { localeFrom } from "../engine/locale.js";
import { notebookHtml } from "../web/notebook/notebook-html.js";
import type { Register } from "./commands.js";
import { openForCommand } from "./workspace-command.js";
import { progressLine } from "./progress.js";

interface Options {
  workspace: string;
  out: string;
  as?: string;
  locale?: string;
  param: Record<string, string>;
}

const collect = (pair: string, seen: Record<string, string>): Record<string, string> => {
  const [name, ...value] = pair.split("=");
  return { ...seen, [name]: value.join("=") };
};

const text = {
  about: {
    en: "run a Markdown notebook and write it as one HTML file",
    zh: "运行 Markdown 笔记本，写成一个 HTML 文件",
  },
  file: { en: "notebook (.md)", zh: "笔记本（.md）" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  out: { en: "HTML file to write", zh: "要写出的 HTML 文件" },
  param: { en: "replace a parameter of the front matter (repeatable)", zh: "替换前言中的参数（可重复）" },
  as: { en: "read as this user", zh: "以该用户身份读取" },
  locale: {
    en: "language of labels and numbers: en or zh (default: by the file's name, then the system)",
    zh: "标签与数字的语言：en 或 zh（默认按文件名，其次按系统）",
  },
};

export const register: Register = (program, locale) => {
  program
    .command("notebook")
    .description(text.about[locale])
    .argument("<file>", text.file[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .requiredOption("--out <file>", text.out[locale])
    .option("--param <name=value>", text.param[locale], collect, {})
    .option("--as <user>", text.as[locale])
    .option("--locale <en|zh>", text.locale[locale])
    .action(async (file: string, options: Options) => {
      const workspace = openForCommand(options.workspace, locale);
      const reader = readerNamed(workspace.config.users, options.as);
      const progress = progressLine(locale);
      const cache = await openCache(workspace, { onProgress: progress });
      try {
        const html = await notebookHtml(file, {
          workspace,
          cache,
          reader,
          locale: options.locale ? localeFrom(options.locale) : file.endsWith(".zh.md") ? "zh" : locale,
          now: new Date(),
          parameters: options.param,
          onProgress: progress,
        });
        recordRead(
          workspace,
          {
            kind: "export",
            reader: reader.id,
            rights: reader.rights,
            what: "rapport notebook",
            notebook: path.basename(file),
          },
          new Date(),
        );
        // Beside the final place first, so that a stopped run leaves the old file whole.
        const making = `${options.out}.making`;
        writeFileSync(making, html);
        renameSync(making, options.out);
      } finally {
        progress.done();
        cache.database.close();
      }
      console.log(path.resolve(options.out));
    });
};
