// `rapport evaluate traits FILE.csv …` → what distinguishes the top in any flat table: effects, both sides, rules, fairness.
import { Option, type Command } from "commander";
import type { Locale } from "../engine/locale.js";
import { evaluateTraits } from "../models/traits/evaluate-traits.js";
import { columnAt, readFlatFile } from "../models/read-flat-file.js";
import { modelErrors } from "../models/model-errors.js";
import { readFolds } from "../models/read-folds.js";
import { isRefusal } from "../models/model.js";
import { progressLine } from "./evaluate-progress.js";
import { seedFrom } from "./evaluate-seed.js";
import { traitReportText } from "./traits-text.js";

interface Options {
  target: string;
  positive: string;
  drop?: string;
  protected?: string;
  prehire?: string;
  score?: string;
  folds: string;
  json?: boolean;
  seed: string;
}

const text = {
  about: {
    en: "what distinguishes the top performers in any flat table, and is it more than chance",
    zh: "在任意平面表上分析高绩效者有何不同，以及差异是否超出偶然",
  },
  file: { en: "CSV, one row per person", zh: "CSV，每人一行" },
  target: { en: "column that tells who is at the top", zh: "标明高绩效者的列" },
  positive: { en: "value of that column that means “top”", zh: "该列中表示“高绩效”的值" },
  drop: { en: "columns to leave out, separated by commas", zh: "要排除的列，用逗号分隔" },
  protected: {
    en: "protected attributes: never a trait, only used to check fairness (names such as gender or age are set aside anyway)",
    zh: "受保护属性：绝不作为特质，只用于公平性检查（性别、年龄等名称会自动排除）",
  },
  prehire: {
    en: "columns known before the hire: the hiring profile; all others are behaviour on the job",
    zh: "入职前已知的列：用于招聘画像；其余为在岗行为",
  },
  score: {
    en: "column with a performance score: validity is given as a correlation too",
    zh: "绩效分数列：效度同时以相关系数给出",
  },
  folds: {
    en: "number of folds, or a CSV with row_index and rep1 (the test fold)",
    zh: "折数，或含 row_index 与 rep1(测试折)的 CSV",
  },
  seed: { en: "seed of folds and shuffles", zh: "折与置换的随机种子" },
  json: { en: "print everything as JSON", zh: "以 JSON 输出全部结果" },
};

export function registerEvaluateTraits(evaluate: Command, locale: Locale): void {
  evaluate
    .command("traits")
    .description(text.about[locale])
    .argument("<file>", text.file[locale])
    .requiredOption("--target <column>", text.target[locale])
    .requiredOption("--positive <value>", text.positive[locale])
    .option("--drop <columns>", text.drop[locale])
    .option("--protected <columns>", text.protected[locale])
    .option("--prehire <columns>", text.prehire[locale])
    .option("--score <column>", text.score[locale])
    .addOption(new Option("--folds <number or file>", text.folds[locale]).default("5"))
    .addOption(new Option("--seed <number>", text.seed[locale]).default("1"))
    .option("--json", text.json[locale])
    .action((path: string, options: Options) => run(path, options, locale));
}

function run(path: string, options: Options, locale: Locale): void {
  const started = performance.now();
  const file = readFlatFile(path);
  const names = (given: string | undefined, option: string): string[] => {
    const listed = (given ?? "").split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
    for (const name of listed) columnAt(file, name, option);
    return listed;
  };
  columnAt(file, options.target, "--target");
  if (options.score) columnAt(file, options.score, "--score");
  const count = Number(options.folds);
  const isCount = options.folds.trim() !== "" && Number.isInteger(count);
  if (isCount && (count < 2 || count > 20)) throw modelErrors.folds_count_invalid({ found: options.folds });
  const progress = progressLine(locale === "zh" ? "已完成 %" : "percent");
  const report = evaluateTraits({
    file,
    target: options.target,
    positive: options.positive,
    drop: names(options.drop, "--drop"),
    protectedNames: names(options.protected, "--protected"),
    prehire: names(options.prehire, "--prehire"),
    score: options.score,
    folds: isCount ? count : readFolds(options.folds, file.records.length)[0],
    seed: seedFrom(options.seed),
    onProgress: (share) => progress.show(Math.round(100 * share), 100),
  });
  progress.end();
  const seconds = Math.round(performance.now() - started) / 1000;
  if (options.json) console.log(JSON.stringify(isRefusal(report) ? report : { ...report, seconds }, null, 2));
  else console.log(isRefusal(report) ? report.text[locale] : traitReportText(report, locale));
}
