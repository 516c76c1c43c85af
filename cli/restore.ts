// rapport restore FILE -w DIR: a backup into a new or empty folder, all or nothing; --heal puts back damaged parts only.
import { healFromBackup, restoreBackup, verifyBackup } from "../engine/durability/restore.js";
import type { Locale } from "../engine/locale.js";
import type { Register } from "./commands.js";

const text = {
  about: { en: "bring a backup back, all or nothing", zh: "恢复备份：全部恢复或不作改动" },
  file: { en: "backup file", zh: "备份文件" },
  workspace: {
    en: "new or empty folder; with --heal the workspace",
    zh: "新文件夹或空文件夹；使用 --heal 时为现有工作区",
  },
  force: {
    en: "though the folder holds something: that is kept beside it",
    zh: "文件夹非空时也恢复：原内容保存在旁边",
  },
  heal: { en: "put back only what is damaged or missing", zh: "仅恢复损坏或缺失的部分" },
  maskKey: {
    en: "file with the key of masked values, where the backup does not hold it",
    zh: "脱敏密钥文件（备份中不含时）",
  },
  check: { en: "read the backup and compare hashes; write nothing", zh: "只读取备份并核对哈希，不写入" },
  json: { en: "print the result as JSON", zh: "以 JSON 输出结果" },
};

interface Options {
  workspace?: string;
  force?: boolean;
  heal?: boolean;
  maskKey?: string;
  check?: boolean;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  const command = program
    .command("restore")
    .description(text.about[locale])
    .argument("<file>", text.file[locale])
    .option("-w, --workspace <dir>", text.workspace[locale])
    .option("--force", text.force[locale])
    .option("--heal", text.heal[locale])
    .option("--mask-key <file>", text.maskKey[locale])
    .option("--check", text.check[locale])
    .option("--json", text.json[locale])
    .action((file: string, options: Options) => {
      const now = new Date();
      if (options.check) return say(options, { files: verifyBackup(file).files.size }, locale);
      const dir = options.workspace;
      if (dir === undefined) return command.error("required option '-w, --workspace <dir>' not specified");
      const done = options.heal
        ? healFromBackup(file, dir, now)
        : restoreBackup(file, dir, now, { force: options.force, maskKey: options.maskKey });
      for (const message of done.messages) console.error(message[locale]);
      if ("healed" in done) say(options, { healed: done.healed }, locale);
      else
        say(
          options,
          { dir, files: done.index.files.size, ...(done.kept ? { kept: done.kept } : {}) },
          locale,
        );
    });
};

interface Outcome {
  dir?: string;
  files?: number;
  healed?: string[];
  kept?: string;
}

function say(options: Options, outcome: Outcome, locale: Locale): void {
  if (options.json) return console.log(JSON.stringify(outcome, null, 2));
  const { dir, files, healed, kept } = outcome;
  const zh = locale === "zh";
  if (healed) console.log(`${zh ? "已恢复：" : "Put back: "}${healed.join(zh ? "、" : ", ")}`);
  else if (dir === undefined)
    console.log(zh ? `备份完整：${files} 个文件。` : `The backup is whole: ${files} files.`);
  else console.log(zh ? `已恢复 ${files} 个文件到 ${dir}。` : `${files} files restored to ${dir}.`);
  if (kept) console.log(zh ? `原内容保存在 ${kept}。` : `What was there is kept in ${kept}.`);
}
