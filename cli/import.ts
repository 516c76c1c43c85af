// rapport import FILE… -w DIR: files in, all or nothing, with a table of what was read, accepted, rejected and why.
import { Option } from "commander";
import type { FullScope } from "../engine/ingest/manifest.js";
import { sensitiveError } from "../engine/sensitive/sensitive-errors.js";
import { type SensitiveKind, sensitiveKinds } from "../engine/sensitive/sensitive-kind.js";
import { importFiles } from "../engine/ingest/ingest.js";
import type { Register } from "./commands.js";
import { importText } from "./import-text.js";
import { progressLine } from "./progress.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "import files (CSV, XLSX, Parquet, zip or folder), all or nothing",
    zh: "导入文件（CSV、XLSX、Parquet、zip 或文件夹），全部成功或全不改动",
  },
  files: { en: "files or folders", zh: "文件或文件夹" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  mapping: {
    en: "mapping file (YAML), or auto to accept the proposed one",
    zh: "映射文件（YAML），或 auto 采用自动草稿",
  },
  snapshot: {
    en: "YYYY-MM-DD on which a flat employee list was true",
    zh: "员工名单的截止日期（YYYY-MM-DD）",
  },
  mask: {
    en: `replace personal identifiers by stand-ins: all, or some of ${sensitiveKinds.join(",")}`,
    zh: `将个人标识替换为替代值：全部，或其中若干：${sensitiveKinds.join(",")}`,
  },
  full: {
    en: "the files are complete: earlier rows that they do not hold are removed (all), or those within the files' own dates (period)",
    zh: "文件为全量：移除其中不再包含的既有数据（all），或仅限文件自身日期范围（period）",
  },
  confirm: {
    en: "remove even more than the set share (removalLimit in rapport.yml)",
    zh: "即使超过设定比例（rapport.yml 中的 removalLimit）也移除",
  },
  json: { en: "print the report as JSON", zh: "以 JSON 输出报告" },
};

interface Options {
  workspace: string;
  mapping?: string;
  snapshotDate?: string;
  mask?: string | true;
  full?: FullScope | true;
  confirmRemoval?: boolean;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  program
    .command("import")
    .description(text.about[locale])
    .argument("<files...>", text.files[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--mapping <file>", text.mapping[locale])
    .option("--snapshot-date <date>", text.snapshot[locale])
    .option("--mask [kinds]", text.mask[locale])
    .addOption(new Option("--full [scope]", text.full[locale]).choices(["all", "period"]))
    .option("--confirm-removal", text.confirm[locale])
    .option("--json", text.json[locale])
    .action(async (files: string[], options: Options) => {
      const workspace = openForCommand(options.workspace, locale);
      const cancel = new AbortController();
      process.once("SIGINT", () => cancel.abort());
      const progress = progressLine(locale);
      try {
        const report = await importFiles(workspace, files, {
          mapping: options.mapping,
          snapshotDate: options.snapshotDate,
          mask: kindsToMask(options.mask),
          full: options.full === true ? "all" : options.full,
          confirmRemoval: options.confirmRemoval,
          now: new Date(),
          draftFolder: process.cwd(),
          signal: cancel.signal,
          onProgress: progress,
        });
        progress.done();
        console.log(options.json ? JSON.stringify(report, null, 2) : importText(report, locale));
      } finally {
        progress.done();
      }
    });
};

/** "all" (or nothing said) is every kind; else the kinds named, by comma. */
function kindsToMask(said: string | true | undefined): SensitiveKind[] | undefined {
  if (said === undefined) return undefined;
  if (said === true || said === "all") return [...sensitiveKinds];
  return said.split(",").map((word) => {
    const kind = sensitiveKinds.find((known) => known === word.trim());
    if (!kind) throw sensitiveError.mask_kind_unknown({ found: word.trim(), known: [...sensitiveKinds] });
    return kind;
  });
}
