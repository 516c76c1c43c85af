// rapport serve -w DIR [--port 8787]: the workbench on this computer, until Ctrl+C.
import { serve } from "../web/server/main.js";
import type { Locale } from "../engine/locale.js";
import type { Register } from "./commands.js";
import { progressLine } from "./progress.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: { en: "serve the workbench on this computer", zh: "在本机打开工作台" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  port: { en: "first port to try; 0 takes any", zh: "首选端口；0 表示任意" },
  json: { en: "print the address as JSON", zh: "以 JSON 输出地址" },
  opening: { en: (dir: string) => `Opening ${dir}`, zh: (dir: string) => `正在打开 ${dir}` },
  ready: {
    en: (url: string, s: string) => `Rapport is ready after ${s} s: ${url}\nStop it with Ctrl+C.`,
    zh: (url: string, s: string) => `Rapport 已就绪（${s} 秒）：${url}\n按 Ctrl+C 停止。`,
  },
  moved: {
    en: (wanted: number, port: number) => `Port ${wanted} is in use; took ${port}.`,
    zh: (wanted: number, port: number) => `端口 ${wanted} 已被占用，改用 ${port}。`,
  },
};

export const register: Register = (program, locale) => {
  program
    .command("serve")
    .description(text.about[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--port <port>", text.port[locale], "8787")
    .option("--json", text.json[locale])
    .action(serveUntilStopped(locale));
};

/** Serves the workspace, prints the address, and ends with the process. */
export const serveUntilStopped =
  (locale: Locale) => async (options: { workspace: string; port: string; json?: boolean }) => {
    const started = performance.now();
    const wanted = Number(options.port);
    console.error(text.opening[locale](options.workspace));
    openForCommand(options.workspace, locale);
    const progress = progressLine(locale);
    const { url, port, close } = await serve({
      workspaceDir: options.workspace,
      port: wanted,
      locale,
      onProgress: progress,
    });
    progress.done();
    if (wanted !== 0 && port !== wanted) console.error(text.moved[locale](wanted, port));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(options.json ? JSON.stringify({ url, port }) : text.ready[locale](url, seconds));
    const stop = (): void => void close().then(() => process.exit(0));
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  };
