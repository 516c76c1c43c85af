// `rapport evaluate forecast FILE.csv …` → our automatic forecasts of any set of series, with intervals.
import { Option, type Command } from "commander";
import type { Locale } from "../engine/locale.js";
import { forecastSeries } from "../models/estimators/forecast-combination.js";
import { modelErrors } from "../models/model-errors.js";
import { readSeries } from "../models/read-series.js";
import { writeWhole } from "../models/write-file.js";
import { cancellable, progressLine } from "./evaluate-progress.js";
import { seedFrom } from "./evaluate-seed.js";

interface Options {
  season: string;
  horizon: string;
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
    .requiredOption("--horizon <periods>", zh ? "预测期数" : "periods to forecast")
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
  const horizon = whole("--horizon", options.horizon, 1, 1000);
  const { series, isOrderOnly } = readSeries(path);
  const seed = seedFrom(options.seed);
  const stop = cancellable();
  const progress = progressLine(locale === "zh" ? "序列" : "series");
  const lines = ["series_id,step,mean,lo80,hi80,lo95,hi95"];
  const methods: Record<string, number> = {};
  let ownError = 0;
  let naiveError = 0;
  let tested = 0;
  try {
    for (const [i, { id, values }] of series.entries()) {
      await stop.pause(() => modelErrors.evaluation_cancelled({ file: options.out }));
      const forecast = forecastSeries(values, { season, horizon, seed });
      for (let h = 0; h < horizon; h++)
        lines.push(
          [
            quoted(id),
            h + 1,
            forecast.mean[h],
            forecast.low80[h],
            forecast.high80[h],
            forecast.low95[h],
            forecast.high95[h],
          ].join(","),
        );
      methods[forecast.method] = (methods[forecast.method] ?? 0) + 1;
      const { combination, seasonal_naive } = forecast.errors;
      if (combination !== undefined && seasonal_naive) {
        ownError += combination / seasonal_naive;
        naiveError += 1;
        tested++;
      }
      progress.show(i + 1, series.length);
    }
    writeWhole(options.out, `${lines.join("\n")}\n`);
  } finally {
    progress.end();
    stop.end();
  }
  const filled = series.filter((s) => s.filled > s.skipped);
  const skipping = series.filter((s) => s.skipped > 0);
  const answer = {
    series: series.length,
    season,
    horizon,
    methods,
    backtest: tested > 0 ? { series: tested, errorRelativeToSeasonalNaive: ownError / naiveError } : null,
    seconds: Math.round(performance.now() - started) / 1000,
    warnings: [
      ...(filled.length > 0
        ? [
            {
              code: "values_filled",
              text:
                locale === "zh"
                  ? `${filled.length} 个序列中的缺失值已用线性插值补全`
                  : `missing values filled along a straight line in ${filled.length} series`,
            },
          ]
        : []),
      ...(skipping.length > 0
        ? [
            {
              code: "periods_filled",
              text:
                locale === "zh"
                  ? `${skipping.length} 个序列缺少部分时期（首个：${skipping[0].id}，缺 ${skipping[0].skipped} 期），已用线性插值补全`
                  : `periods without a row in ${skipping.length} series (first: ${skipping[0].id}, ${skipping[0].skipped}), filled along a straight line`,
            },
          ]
        : []),
      ...(isOrderOnly
        ? [
            {
              code: "periods_as_order",
              text:
                locale === "zh"
                  ? "period 间隔很大：仅用作顺序，视每行为相邻时期"
                  : "periods lie far apart: taken as an order only, each row as the next period",
            },
          ]
        : []),
      ...((methods.short_series ?? 0) + (methods.mean_and_last_value ?? 0) + (methods.last_value ?? 0) > 0
        ? [
            {
              code: "short_series",
              text:
                locale === "zh"
                  ? "部分序列过短：仅作谨慎的平稳预测，区间较宽"
                  : "some series are short: careful level forecasts with wide intervals, no season of their own",
            },
          ]
        : []),
    ],
    out: options.out,
  };
  if (options.json) console.log(JSON.stringify(answer, null, 2));
  else {
    console.log(`${series.length} × ${horizon} → ${options.out} (${answer.seconds.toFixed(1)} s)`);
    for (const [method, count] of Object.entries(methods)) console.log(`  ${method}: ${count}`);
    if (answer.backtest)
      console.log(
        locale === "zh"
          ? `  回测误差为季节朴素法的 ${(100 * answer.backtest.errorRelativeToSeasonalNaive).toFixed(0)}%`
          : `  backtest error: ${(100 * answer.backtest.errorRelativeToSeasonalNaive).toFixed(0)} % of the seasonal naive's`,
      );
    for (const warning of answer.warnings) console.log(`! ${warning.text}`);
  }
}

function whole(option: string, text: string, low: number, high: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < low || number > high)
    throw modelErrors.season_invalid({ option, low, high, found: text });
  return number;
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
