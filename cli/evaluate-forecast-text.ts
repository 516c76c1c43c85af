// What `rapport evaluate forecast` says: warnings about the file, accuracy per family, targets reached.
import type { Locale } from "../engine/locale.js";
import type { NamedSeries } from "../models/read-series.js";
import type { Attainability } from "../models/targets/attainability.js";
import type { HeldOutScores } from "../models/targets/held-out-scores.js";
import { textTable } from "./text-table.js";

export interface ForecastEvaluation {
  series: number;
  season: number;
  horizon: number;
  methods: Record<string, number>;
  backtest: { series: number; errorRelativeToSeasonalNaive: number } | null;
  /** Series in which a lasting change of level was found and the earlier part moved. */
  levelShifts: { series: string; valuesAfter: number; change: number; isShare: boolean }[];
  /** On the values held back; null when none were. */
  accuracy: HeldOutScores[] | null;
  attainability: Attainability[] | null;
  seconds: number;
  warnings: { code: string; text: string }[];
  out: string;
}

export function seriesWarnings(
  series: readonly NamedSeries[],
  isOrderOnly: boolean,
  methods: Readonly<Record<string, number>>,
  locale: Locale,
): ForecastEvaluation["warnings"] {
  const filled = series.filter((s) => s.filled > s.skipped);
  const skipping = series.filter((s) => s.skipped > 0);
  return [
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
  ];
}

export function evaluationText(answer: ForecastEvaluation, locale: Locale): string {
  const zh = locale === "zh";
  const lines = [`${answer.series} × ${answer.horizon} → ${answer.out} (${answer.seconds.toFixed(1)} s)`];
  for (const [method, count] of Object.entries(answer.methods)) lines.push(`  ${method}: ${count}`);
  if (answer.backtest) {
    const share = (100 * answer.backtest.errorRelativeToSeasonalNaive).toFixed(0);
    lines.push(
      zh ? `  回测误差为季节朴素法的 ${share}%` : `  backtest error: ${share} % of the seasonal naive's`,
    );
  }
  for (const { series, valuesAfter, change, isShare } of answer.levelShifts) {
    const by = isShare ? `${(100 * change).toFixed(1)}%` : change.toPrecision(3);
    lines.push(
      zh
        ? `  水平变动：${series}，倒数第 ${valuesAfter} 期起 ${change > 0 ? "+" : ""}${by}`
        : `  level shift: ${series}, ${valuesAfter} values before the end, ${change > 0 ? "+" : ""}${by}`,
    );
  }
  if (answer.accuracy) lines.push("", accuracyTable(answer.accuracy, zh));
  if (answer.attainability) lines.push("", attainabilityTable(answer.attainability, zh));
  for (const warning of answer.warnings) lines.push(`! ${warning.text}`);
  return lines.join("\n");
}

function accuracyTable(accuracy: readonly HeldOutScores[], zh: boolean): string {
  const head: string[] = zh
    ? ["序列族", "序列数", "OWA", "sMAPE", "MASE", "80% 覆盖", "95% 覆盖", "MSIS80", "MSIS95"]
    : ["family", "series", "OWA", "sMAPE", "MASE", "in 80 %", "in 95 %", "MSIS80", "MSIS95"];
  return textTable(
    [
      head,
      ...accuracy.map((row) => [
        row.family,
        String(row.series),
        row.owa.toFixed(3),
        row.smape.toFixed(2),
        row.mase.toFixed(3),
        row.coverage80.toFixed(3),
        row.coverage95.toFixed(3),
        row.msis80.toFixed(2),
        row.msis95.toFixed(2),
      ]),
    ],
    [1, 2, 3, 4, 5, 6, 7, 8],
  );
}

function attainabilityTable(rows: readonly Attainability[], zh: boolean): string {
  const head: string[] = zh
    ? ["序列族", "设定把握", "目标数", "所称把握", "实际达成", "95% 区间"]
    : ["family", "aimed at", "targets", "chance said", "reached", "95 % interval"];
  return textTable(
    [
      head,
      ...rows.map(({ family, chance, targets, said, reached, low, high }) => [
        family,
        share(chance),
        String(targets),
        share(said),
        share(reached),
        `${share(low)} – ${share(high)}`,
      ]),
    ],
    [1, 2, 3, 4],
  );
}

const share = (value: number): string => `${(100 * value).toFixed(1)} %`;
