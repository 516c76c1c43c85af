// `rapport evaluate forecast FILE.csv …` → our automatic forecasts of any set of series, with intervals.
import { Option, type Command } from "commander";
import type { Locale } from "../engine/locale.js";
import { forecastSeries } from "../models/estimators/forecast-series.js";
import { modelErrors } from "../models/model-errors.js";
import { readSeries, type NamedSeries } from "../models/read-series.js";
import { attainability, targetTrials, type TargetTrial } from "../models/targets/attainability.js";
import { allSeries, heldOutBoard } from "../models/targets/held-out-scores.js";
import { writeWhole } from "../models/write-file.js";
import { evaluationText, seriesWarnings, type ForecastEvaluation } from "./evaluate-forecast-text.js";
import { cancellable, progressLine } from "./evaluate-progress.js";
import { seedFrom } from "./evaluate-seed.js";

interface Options {
  season: string;
  horizon?: string;
  holdout?: string;
  split?: string;
  family?: string;
  attainability?: boolean;
  block?: string;
  shifts?: boolean;
  out: string;
  seed: string;
  json?: boolean;
}

export function registerEvaluateForecast(evaluate: Command, locale: Locale): void {
  const zh = locale === "zh";
  evaluate
    .command("forecast")
    .description(zh ? "评估任意一组序列的自动预测" : "automatic forecasts of any set of series")
    .argument("<file>", zh ? "长表 CSV:series_id,period,value" : "long CSV: series_id,period,value")
    .requiredOption(
      "--season <periods>",
      zh ? "一个季节周期的期数（月度为 12）" : "periods in a season (12 for months)",
    )
    .option(
      "--horizon <periods>",
      zh ? "预测期数（有留出值时可省略）" : "periods to forecast (as many as are held back when left out)",
    )
    .option(
      "--holdout <periods>",
      zh ? "留出每个序列末尾的期数并评分" : "hold back the last periods of each series and score them",
    )
    .option(
      "--split <column>",
      zh ? "标有 train/test 的列：test 行用于评分" : "column of train and test: score the test rows",
    )
    .option("--family <column>", zh ? "按该列分组报告" : "column by which scores are reported together")
    .option(
      "--attainability",
      zh
        ? "检验：给出 70% 把握的目标是否有 70% 达成"
        : "check that targets given 70 % are reached in 70 of 100 cases",
    )
    .option(
      "--block <periods>",
      zh ? "一个目标所含期数（月度默认 3）" : "periods that one target covers (3 for months, else 1)",
    )
    .option(
      "--shifts",
      zh ? "查找并修正水平变动" : "look for lasting changes of level, move the earlier part",
    )
    .requiredOption(
      "--out <file>",
      zh
        ? "输出 CSV:series_id,step,mean,lo80,hi80,lo95,hi95"
        : "CSV to write: series_id,step,mean,lo80,hi80,lo95,hi95",
    )
    .addOption(new Option("--seed <number>", zh ? "模拟的随机种子" : "seed of the simulations").default("1"))
    .option("--json", zh ? "以 JSON 输出摘要" : "print the summary as JSON")
    .action(async (file: string, options: Options) => run(file, options, locale));
}

async function run(path: string, options: Options, locale: Locale): Promise<void> {
  const started = performance.now();
  const season = whole("--season", options.season, 1, 366);
  if (options.holdout !== undefined && options.split !== undefined)
    throw modelErrors.holdout_invalid({ ...noFacts, problem: "both" });
  const holdout = options.holdout === undefined ? 0 : whole("--holdout", options.holdout, 1, 1000);
  const { series, isOrderOnly } = readSeries(path, { split: options.split, family: options.family });
  const heldOf = ({ held }: NamedSeries) => (options.split === undefined ? holdout : held);
  const mostHeld = series.reduce((most, one) => Math.max(most, heldOf(one)), 0);
  if (options.split !== undefined && mostHeld === 0)
    throw modelErrors.holdout_invalid({ ...noFacts, problem: "none_test", found: options.split });
  if (options.attainability && mostHeld === 0)
    throw modelErrors.holdout_invalid({ ...noFacts, problem: "none", option: "--attainability" });
  const horizon =
    options.horizon === undefined && mostHeld > 0
      ? mostHeld
      : whole("--horizon", options.horizon ?? "", 1, 1000);
  const block =
    options.block === undefined ? (season === 12 ? 3 : 1) : whole("--block", options.block, 1, 1000);
  for (const one of series)
    if (one.values.length - heldOf(one) < 1)
      throw modelErrors.holdout_invalid({
        ...noFacts,
        problem: "short",
        series: one.id,
        count: one.values.length,
        held: heldOf(one),
        left: one.values.length - heldOf(one),
      });
  const seed = seedFrom(options.seed);
  const stop = cancellable();
  const progress = progressLine(locale === "zh" ? "序列" : "series");
  const lines = ["series_id,step,mean,lo80,hi80,lo95,hi95"];
  const methods: Record<string, number> = {};
  const levelShifts: ForecastEvaluation["levelShifts"] = [];
  const board = heldOutBoard();
  const trials: (TargetTrial & { family: string })[] = [];
  let ownError = 0;
  let tested = 0;
  try {
    for (const [i, one] of series.entries()) {
      await stop.pause(() => modelErrors.evaluation_cancelled({ file: options.out }));
      const known = one.values.length - heldOf(one);
      const train = one.values.slice(0, known);
      const test = one.values.slice(known);
      const forecast = forecastSeries(train, {
        season,
        horizon: Math.max(horizon, test.length),
        seed,
        isShiftSought: options.shifts,
      });
      for (let h = 0; h < horizon; h++) {
        const { mean, low80, high80, low95, high95 } = forecast;
        lines.push([quoted(one.id), h + 1, mean[h], low80[h], high80[h], low95[h], high95[h]].join(","));
      }
      methods[forecast.method] = (methods[forecast.method] ?? 0) + 1;
      for (const { at, change, isShare } of forecast.levelShifts ?? [])
        levelShifts.push({ series: one.id, valuesAfter: known - at, change, isShare });
      const { combination, seasonal_naive } = forecast.errors;
      if (combination !== undefined && seasonal_naive) {
        ownError += combination / seasonal_naive;
        tested++;
      }
      const family = one.family ?? allSeries;
      if (test.length > 0) board.add({ family, season, train, test, forecast });
      if (options.attainability) {
        const isNonNegative = train.every((v) => v >= 0);
        for (const trial of targetTrials(forecast, test, { block, seed: seed + i, isNonNegative }))
          trials.push({ ...trial, family });
      }
      progress.show(i + 1, series.length);
    }
    writeWhole(options.out, `${lines.join("\n")}\n`);
  } finally {
    progress.end();
    stop.end();
  }
  const answer: ForecastEvaluation = {
    series: series.length,
    season,
    horizon,
    methods,
    backtest: tested > 0 ? { series: tested, errorRelativeToSeasonalNaive: ownError / tested } : null,
    levelShifts,
    accuracy: mostHeld > 0 ? board.scores() : null,
    attainability: options.attainability ? attainability(trials, allSeries) : null,
    seconds: Math.round(performance.now() - started) / 1000,
    warnings: seriesWarnings(series, isOrderOnly, methods, locale),
    out: options.out,
  };
  console.log(options.json ? JSON.stringify(answer, null, 2) : evaluationText(answer, locale));
}

/** Facts that the message may name. */
const noFacts = { option: "", series: "", found: "", count: 0, held: 0, left: 0 };

function whole(option: string, text: string, low: number, high: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < low || number > high)
    throw modelErrors.season_invalid({ option, low, high, found: text });
  return number;
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
