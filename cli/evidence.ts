// rapport evidence -w DIR --out FILE: what the system can show about itself, as Markdown, HTML or a zip with both languages.
import { readsEverybody } from "../engine/metrics/reader.js";
import { writeFileSync } from "node:fs";
import { recordRead } from "../engine/audit/read-log.js";
import { localeFrom, openCache, readerNamed, type Locale } from "../engine/index.js";
import { modelErrors } from "../models/index.js";
import { writeWhole } from "../models/write-file.js";
import { evidenceHtml, evidenceMarkdown, evidenceOf, evidenceZip } from "../models/evidence/index.js";
import type { Register } from "./commands.js";
import { progressLine } from "./progress.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "evidence from the system’s state for AI Act, PIPL and LL144 files; claims no compliance",
    zh: "由系统状态生成的证据材料（人工智能法、个人信息保护法、LL144），不断言合规",
  },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  out: {
    en: "FILE.html, FILE.md or FILE.zip (both languages)",
    zh: "FILE.html、FILE.md 或 FILE.zip（双语）",
  },
  as: { en: "reader who asks", zh: "提问的用户" },
  locale: { en: "language: en or zh", zh: "语言：en 或 zh" },
};

interface Options {
  workspace: string;
  out: string;
  as?: string;
  locale?: string;
}

export const register: Register = (program, locale) => {
  program
    .command("evidence")
    .description(text.about[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .requiredOption("--out <file>", text.out[locale])
    .option("--as <user>", text.as[locale])
    .option("--locale <locale>", text.locale[locale])
    .action((options: Options) => run(options, locale));
};

async function run(options: Options, locale: Locale): Promise<void> {
  const workspace = openForCommand(options.workspace, locale);
  const reader = readerNamed(workspace.config.users, options.as);
  if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
  const language = options.locale === undefined ? locale : localeFrom(options.locale);
  const now = new Date();
  const progress = progressLine(locale);
  const cache = await openCache(workspace, { now, onProgress: progress });
  progress.done();
  try {
    recordRead(
      workspace,
      { kind: "export", reader: reader.id, rights: reader.rights, what: "evidence" },
      now,
    );
    const evidence = await evidenceOf(workspace, cache, now);
    const content = options.out.endsWith(".zip")
      ? evidenceZip(evidence)
      : options.out.endsWith(".md")
        ? evidenceMarkdown(evidence, language)
        : evidenceHtml(evidence, language);
    if (typeof content === "string") writeWhole(options.out, content);
    else writeFileSync(options.out, content);
    console.log(options.out);
  } finally {
    cache.database.close();
  }
}
