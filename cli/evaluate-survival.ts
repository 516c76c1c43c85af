// `rapport evaluate survival FILE.csv …` → Kaplan–Meier, log-rank, Cox and, on folds, the automatic choice of model, as JSON.
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Locale } from "../engine/locale.js";
import { evaluateSurvival, type SurvivalReport } from "../models/evaluate-survival.js";
import { modelErrors } from "../models/model-errors.js";
import { readFlatFile } from "../models/read-flat-file.js";
import { readFolds } from "../models/read-folds.js";
import { readSurvivalTable } from "../models/read-survival-table.js";
import { writeWhole } from "../models/write-file.js";
import { type EvaluateOptions, mustBeWritable, namesIn, withEvaluateOptions } from "./evaluate-options.js";
import { cancellable, progressLine } from "./evaluate-progress.js";
import { numberOption } from "./number-option.js";
import { accuracyText } from "./survival-accuracy-text.js";
import { seedFrom } from "./evaluate-seed.js";

interface Options extends EvaluateOptions {
  cv?: number;
  horizons?: number[];
  time: string;
  event: string;
  covariates: string;
  entry?: string;
  strata?: string;
}

const text = {
  about: {
    en: "survival curves, log-rank and Cox’s model on any flat table; with folds, the automatic choice of model",
    zh: "在任意平面表上计算生存曲线、对数秩检验与 Cox 模型；给出折时评估自动选择的模型",
  },
  file: { en: "CSV, one row per person or interval", zh: "CSV，每人或每段时间一行" },
  time: {
    en: "column with the time of the event or of the end of watching",
    zh: "事件发生或观察结束的时间列",
  },
  event: { en: "column that says whether the event happened", zh: "表示事件是否发生的列" },
  covariates: { en: "columns of Cox’s model, separated by commas", zh: "Cox 模型的协变量列，用逗号分隔" },
  entry: {
    en: "column with the time of entry, for delayed entry or intervals",
    zh: "进入时间列（延迟进入或时间段）",
  },
  strata: {
    en: "column whose values get curves of their own, are compared and stratify Cox’s model",
    zh: "分层列：各取值分别给出曲线、相互比较，并作为 Cox 模型的分层",
  },
  folds: {
    en: "CSV: row_index, rep1 … repN = test fold; the automatically chosen model is then judged out of fold",
    zh: "CSV：row_index、rep1 … repN（测试折）；给出后对自动选择的模型做折外评估",
  },
  cv: {
    en: "number of folds of our own where --folds is not given; near-identical rows share a fold",
    zh: "未给出 --folds 时自行划分的折数；几乎相同的行放入同一折",
  },
  horizons: {
    en: "times, separated by commas, at which Brier score, AUC and calibration are given; left out: quartiles of the times of events",
    zh: "给出 Brier 分数、AUC 与校准的时间点，用逗号分隔；省略时取事件时间的四分位数",
  },
  out: { en: "JSON to write", zh: "输出 JSON" },
  json: { en: "print the JSON as well", zh: "同时输出 JSON" },
};

export function registerEvaluateSurvival(evaluate: Command, locale: Locale): void {
  const command = evaluate
    .command("survival")
    .description(text.about[locale])
    .argument("<file>", text.file[locale])
    .requiredOption("--time <column>", text.time[locale])
    .requiredOption("--event <column>", text.event[locale])
    .requiredOption("--covariates <columns>", text.covariates[locale])
    .option("--entry <column>", text.entry[locale])
    .option("--strata <column>", text.strata[locale])
    .addOption(new Option("--cv <folds>", text.cv[locale]).argParser(numberOption(2, 20)))
    .addOption(new Option("--horizons <times>", text.horizons[locale]).argParser(timesIn));
  withEvaluateOptions(command, locale, text).action(async (file: string, options: Options) =>
    run(file, options, locale),
  );
}

async function run(path: string, options: Options, locale: Locale): Promise<void> {
  const file = readFlatFile(path);
  mustBeWritable(options.out);
  const { time, event, entry, strata } = options;
  const covariates = namesIn(options.covariates);
  const table = readSurvivalTable(file, { time, event, entry, strata, covariates });
  if (options.folds) table.folds = readFolds(options.folds, file.records.length);
  const stop = cancellable();
  const progress = progressLine(locale === "zh" ? "折" : "fold");
  try {
    const report = await evaluateSurvival(table, {
      seed: seedFrom(options.seed),
      ownFolds: options.cv,
      horizons: options.horizons,
      progress: progress.show,
      pause: () => stop.pause(() => modelErrors.evaluation_cancelled({ file: options.out })),
    });
    progress.end();
    const warnings = report.warnings.map((w) => ({ code: w.code, text: w.text[locale] }));
    const json = JSON.stringify({ ...report, warnings, out: options.out }, null, 2);
    writeWhole(options.out, `${json}\n`);
    console.log(options.json ? json : printed(report, options.out, warnings, locale));
  } finally {
    progress.end();
    stop.end();
  }
}

/** "12, 24" → [12, 24]; each above 0. */
function timesIn(list: string): number[] {
  const times = namesIn(list).map(Number);
  if (times.length === 0 || times.some((time) => !(time > 0 && Number.isFinite(time))))
    throw new InvalidArgumentError("12,24,36");
  return times;
}

const digits = (value: number | null, places: number): string =>
  value === null ? "–" : value.toFixed(places);

function printed(
  report: SurvivalReport,
  out: string,
  warnings: readonly { text: string }[],
  locale: Locale,
): string {
  const width = Math.max(8, ...report.coefficients.map(({ name }) => name.length));
  return [
    `rows ${report.rows}  events ${report.events}  log likelihood ${report.logLik.toFixed(3)}  concordance ${digits(report.concordance, 4)}`,
    ...report.coefficients.map(
      ({ name, coef, se, z, p }) =>
        `${name.padEnd(width)}  coef ${coef.toFixed(4).padStart(9)}  se ${digits(se, 4).padStart(8)}  z ${digits(z, 2).padStart(6)}  p ${digits(p, 4)}`,
    ),
    ...report.zph.map(
      ({ name, chisq, df, p }) =>
        `zph ${name.padEnd(width)}  chisq ${chisq?.toFixed(3) ?? "–"}  df ${df}  p ${p?.toFixed(4) ?? "–"}`,
    ),
    ...(report.logrank
      ? [
          `log-rank chisq ${report.logrank.chisq.toFixed(3)}  df ${report.logrank.df}  p ${report.logrank.p.toFixed(4)}`,
        ]
      : []),
    ...(report.cvMean ? outOfFoldLines(report, report.cvMean) : []),
    ...(report.accuracy ? ["", accuracyText(report.accuracy, locale), ""] : []),
    `→ ${out}`,
    ...warnings.map((w) => `! ${w.text}`),
  ].join("\n");
}

function outOfFoldLines({ cv }: SurvivalReport, mean: NonNullable<SurvivalReport["cvMean"]>): string[] {
  const models = new Map<string, number>();
  for (const { model } of cv) models.set(model, (models.get(model) ?? 0) + 1);
  const chosen = [...models].map(([id, count]) => `${id} ${count}/${cv.length}`).join(", ");
  return [
    `out of fold: concordance ${digits(mean.concordance, 4)}  without twins in training ${digits(mean.withoutTwins, 4)}  Cox ${digits(mean.cox, 4)}  (${cv.length} folds)`,
    `model ${chosen}`,
  ];
}
