// `rapport notebook FILE.md -w DIR --out FILE.html`: a Markdown analysis run through the same door as every page.
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

export const register: Register = (program, locale) => {
  program
    .command("notebook")
    .description("run a Markdown notebook and write it as one HTML file")
    .argument("<file>", "notebook (.md)")
    .requiredOption("-w, --workspace <dir>", "workspace")
    .requiredOption("--out <file>", "HTML file to write")
    .option("--param <name=value>", "replace a parameter of the front matter (repeatable)", collect, {})
    .option("--as <user>", "read as this user")
    .option(
      "--locale <en|zh>",
      "language of labels and numbers (default: by the file's name, then the system)",
    )
    .action(async (file: string, options: Options) => {
      const workspace = openForCommand(options.workspace, locale);
      const progress = progressLine(locale);
      const cache = await openCache(workspace, { onProgress: progress });
      try {
        const html = await notebookHtml(file, {
          workspace,
          cache,
          reader: readerNamed(workspace.config.users, options.as),
          locale: options.locale ? localeFrom(options.locale) : file.endsWith(".zh.md") ? "zh" : locale,
          now: new Date(),
          parameters: options.param,
          onProgress: progress,
        });
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
