// rapport verify RECEIPT -w DIR: recomputes an answer from the imports; equal, or precisely what is not. Exit 1 when not equal.
import { readReceipt } from "../engine/history/read-receipt.js";
import { verifyReceipt } from "../engine/history/verify-receipt.js";
import { localeFrom, openWorkspace } from "../engine/index.js";
import type { Register } from "./commands.js";
import { progressLine } from "./progress.js";
import { verifyText } from "./verify-text.js";

const text = {
  about: { en: "recompute an answer from its receipt", zh: "按凭证重新计算并核对" },
  receipt: {
    en: "what rapport query --json printed, a receipt saved from the workbench, or an Arrow file of ours",
    zh: "rapport query --json 的输出、工作台保存的凭证，或本产品的 Arrow 文件",
  },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  quick: {
    en: "use the caches that are there; without it everything is built anew from the imports",
    zh: "使用已有缓存；不加此项则全部由导入数据重新构建",
  },
  locale: { en: "language: en or zh", zh: "语言：en 或 zh" },
  json: { en: "print JSON", zh: "输出 JSON" },
};

interface Options {
  workspace: string;
  quick?: boolean;
  locale?: string;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  program
    .command("verify")
    .description(text.about[locale])
    .argument("<receipt>", text.receipt[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--quick", text.quick[locale])
    .option("--locale <locale>", text.locale[locale])
    .option("--json", text.json[locale])
    .action(async (file: string, { workspace: dir, quick, locale: named, json }: Options) => {
      const receipt = readReceipt(file);
      const progress = progressLine(locale);
      // Not openForCommand: what that makes good must not hide what is wrong.
      const report = await verifyReceipt(openWorkspace(dir), receipt, {
        now: new Date(),
        quick,
        onProgress: progress,
      }).finally(() => progress.done());
      console.log(
        json ? JSON.stringify(report, null, 2) : verifyText(report, named ? localeFrom(named) : locale),
      );
      if (report.verdict !== "equal") process.exitCode = 1;
    });
};
