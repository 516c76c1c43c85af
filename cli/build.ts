// rapport build -w DIR: sources → cache, with progress and time.
import { buildCache, type CacheInfo } from "../engine/index.js";
import type { Locale } from "../engine/locale.js";
import type { Register } from "./commands.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: { en: "rebuild the workspace's cache from its imports", zh: "由导入数据重建工作区缓存" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  json: { en: "print the result as JSON", zh: "以 JSON 输出结果" },
};

const summary = (info: CacheInfo, locale: Locale): string => {
  const { from, to } = info.history;
  const seconds = info.seconds.toFixed(1);
  return locale === "zh"
    ? `已重建：${from} 至 ${to}，用时 ${seconds} 秒（快照 ${info.snapshot}）。`
    : `Built ${from} to ${to} in ${seconds} s (snapshot ${info.snapshot}).`;
};

export const register: Register = (program, locale) => {
  program
    .command("build")
    .description(text.about[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--json", text.json[locale])
    .action(async (options: { workspace: string; json?: boolean }) => {
      const workspace = openForCommand(options.workspace, locale);
      const cancel = new AbortController();
      process.once("SIGINT", () => cancel.abort(new Error("interrupted")));
      const started = performance.now();
      const info = await buildCache(workspace, {
        signal: cancel.signal,
        now: new Date(),
        onProgress: ({ title, done, of }) => {
          const seconds = ((performance.now() - started) / 1000).toFixed(1);
          console.error(`${String(done + 1).padStart(2)}/${of}  ${seconds.padStart(5)} s  ${title[locale]}`);
        },
      });
      console.log(options.json ? JSON.stringify(info, null, 2) : summary(info, locale));
    });
};
