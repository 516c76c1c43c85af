// rapport verify RECEIPT -w DIR: recomputes an answer from the imports; equal, or precisely what is not. Exit 1 when not equal.
import { readFileSync } from "node:fs";
import { readReceipt } from "../engine/history/read-receipt.js";
import { verifyReceipt } from "../engine/history/verify-receipt.js";
import { localeFrom, openCache, openWorkspace, type Locale } from "../engine/index.js";
import { isBundle, verifyBundle } from "../models/progress/index.js";
import type { Register } from "./commands.js";
import { progressLine } from "./progress.js";
import { bundleText } from "./bundle-text.js";
import { verifyText } from "./verify-text.js";

const text = {
  about: { en: "recompute an answer from its receipt", zh: "按凭证重新计算并核对" },
  receipt: {
    en: "what rapport query --json printed, a receipt saved from the workbench, an Arrow file of ours, or the evidence of a contest (zip)",
    zh: "rapport query --json 的输出、工作台保存的凭证、本产品的 Arrow 文件，或数据异议的依据（zip）",
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
      const bundle = bundleBytes(file);
      if (bundle) return verifyZip(bundle, { workspace: dir, locale: named, json }, locale);
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

/** Null where the file is no bundle; a file that is not there is for readReceipt to say. */
function bundleBytes(file: string): Uint8Array | null {
  try {
    const bytes = readFileSync(file);
    return isBundle(bytes) ? bytes : null;
  } catch {
    return null;
  }
}

async function verifyZip(bytes: Uint8Array, options: Options, locale: Locale): Promise<void> {
  const workspace = openWorkspace(options.workspace);
  const now = new Date();
  const cache = await openCache(workspace, { now });
  try {
    const report = await verifyBundle({ workspace, cache, now }, bytes);
    const language = options.locale ? localeFrom(options.locale) : locale;
    console.log(options.json ? JSON.stringify(report, null, 2) : bundleText(report, language));
    if (report.verdict !== "equal") process.exitCode = 1;
  } finally {
    cache.database.close();
  }
}
