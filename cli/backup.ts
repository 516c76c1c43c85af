// rapport backup -w DIR --out FILE: the workspace's truth as one file, each part with its hash.
import path from "node:path";
import { backupWorkspace } from "../engine/durability/backup.js";
import { verifyBackup } from "../engine/durability/restore.js";
import type { Register } from "./commands.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "write the workspace into one file, and read it back",
    zh: "将工作区写入一个备份文件并回读核对",
  },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  out: {
    en: "file to write (default: NAME-YYYYMMDD-HHMMSS.rapport.tar)",
    zh: "要写出的文件（默认：名称-日期-时间.rapport.tar）",
  },
  damaged: { en: "make it although imports are damaged", zh: "即使导入数据有损坏也备份" },
  maskKey: {
    en: "put mask.key in: whoever has the backup can compute the stand-in of a number they know",
    zh: "包含 mask.key：持有备份者可算出已知号码的替代值",
  },
  json: { en: "print the result as JSON", zh: "以 JSON 输出结果" },
};

const keyLeftOut = {
  en: "mask.key is not in the backup: keep a copy of it elsewhere, or masked values of later imports will not match those of before.",
  zh: "备份不含 mask.key：请另行保存一份，否则恢复后再导入的脱敏值将无法与此前的匹配。",
};

interface Options {
  workspace: string;
  out?: string;
  damaged?: boolean;
  withMaskKey?: boolean;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  program
    .command("backup")
    .description(text.about[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--out <file>", text.out[locale])
    .option("--damaged", text.damaged[locale])
    .option("--with-mask-key", text.maskKey[locale])
    .option("--json", text.json[locale])
    .action((options: Options) => {
      const now = new Date();
      const workspace = openForCommand(options.workspace, locale, now);
      const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");
      const out = options.out ?? `${path.basename(workspace.dir)}-${stamp}.rapport.tar`;
      const { damaged, withMaskKey } = options;
      const { maskKey } = backupWorkspace(workspace, out, now, { damaged, withMaskKey });
      if (maskKey?.included === false) console.error(keyLeftOut[locale]);
      const { files, snapshot } = verifyBackup(out);
      const file = path.resolve(out);
      if (options.json) console.log(JSON.stringify({ file, files: files.size, snapshot }, null, 2));
      else
        console.log(
          locale === "zh"
            ? `${file}\n已写入并回读核对 ${files.size} 个文件（快照 ${snapshot}）。`
            : `${file}\n${files.size} files written and read back (snapshot ${snapshot}).`,
        );
    });
};
