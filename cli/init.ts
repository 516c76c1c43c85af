// rapport init DIR: a new workspace with its settings file.
import path from "node:path";
import { initWorkspace } from "../engine/workspace.js";
import type { Register } from "./commands.js";

const text = {
  about: { en: "make a new workspace", zh: "新建工作区" },
  dir: { en: "folder, made when missing", zh: "文件夹（不存在时创建）" },
  name: { en: "name of the company (default: the folder's name)", zh: "公司名称（默认为文件夹名）" },
  currency: { en: "three letters such as CNY or EUR", zh: "三位货币代码，如 CNY" },
  zone: { en: "such as Asia/Shanghai", zh: "如 Asia/Shanghai" },
  json: { en: "print the result as JSON", zh: "以 JSON 输出结果" },
  done: {
    en: (dir: string) => `Made ${dir}. Next: rapport import FILE… -w ${dir}`,
    zh: (dir: string) => `已创建 ${dir}。下一步：rapport import 文件… -w ${dir}`,
  },
};

export const register: Register = (program, locale) => {
  program
    .command("init")
    .description(text.about[locale])
    .argument("<dir>", text.dir[locale])
    .option("--name <name>", text.name[locale])
    .option("--currency <code>", text.currency[locale], "CNY")
    .option("--time-zone <zone>", text.zone[locale], "Asia/Shanghai")
    .option("--json", text.json[locale])
    .action((dir: string, options: { name?: string; currency: string; timeZone: string; json?: boolean }) => {
      const workspace = initWorkspace(dir, {
        name: options.name ?? path.basename(path.resolve(dir)),
        locale,
        currency: options.currency,
        timeZone: options.timeZone,
      });
      if (options.json)
        console.log(JSON.stringify({ dir: workspace.dir, config: workspace.config }, null, 2));
      else console.log(text.done[locale](dir));
    });
};
