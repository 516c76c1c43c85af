// Method ids and backtest errors → names, reasons and limits in both languages.
import type { Bilingual } from "../../engine/locale.js";
import { leastPeriods } from "../estimators/calendar-regressors.js";
import { forecastDifference } from "../estimators/forecast-difference.js";
import type { SeriesForecast } from "../estimators/series-forecast.js";
import { monthWords } from "../month-words.js";
import type { TargetFitted } from "./target-forecast.js";

const methods: Record<string, Bilingual> = {
  combination: { en: "Combination", zh: "组合预测" },
  ets: { en: "Exponential smoothing (ETS)", zh: "指数平滑（ETS）" },
  theta: { en: "Theta", zh: "Theta 方法" },
  dynamic_theta: { en: "Dynamic Theta", zh: "动态 Theta" },
  stl_theta: { en: "Dynamic Theta on STL-adjusted series", zh: "STL 调整后的动态 Theta" },
  aggregated: { en: "Smoothing of months, quarters and years", zh: "多时间粒度平滑" },
  arima: { en: "Seasonal ARIMA", zh: "季节性 ARIMA" },
  arima_differenced: { en: "ARIMA on monthly changes", zh: "基于逐月变化的 ARIMA" },
  seasonal_naive: { en: "Same month of the last year", zh: "上年同月" },
  constant: { en: "Constant", zh: "恒定值" },
  last_value: { en: "Last value", zh: "最近值" },
  mean_and_last_value: { en: "Mean and last value", zh: "均值与最近值" },
  short_series: { en: "Level methods for a short series", zh: "短序列水平法" },
  intermittent: { en: "Rates for a series with many zeros", zh: "间歇序列法" },
};

export const methodText = (id: string): Bilingual => methods[id] ?? { en: id, zh: id };

export function reasonOf(
  { method, errors, backtest, weights }: Pick<SeriesForecast, "method" | "errors" | "backtest" | "weights">,
  months: number,
): Bilingual {
  const { combination, seasonal_naive } = errors;
  if (combination !== undefined && seasonal_naive !== undefined && seasonal_naive > 0) {
    const share = Math.round((100 * combination) / seasonal_naive);
    const tested = backtest.reduce((sum, b) => sum + b.actual.length, 0);
    if (method === "seasonal_naive")
      return {
        en: `On ${tested} months held back (${backtest.length} starts) last year's months did better (the combination's error was ${share}% of theirs), so they are the forecast.`,
        zh: `在留出的 ${tested} 个月（${backtest.length} 个起点）上，上年同月更准（组合预测的误差为其 ${share}%），因此采用上年同月。`,
      };
    const lastYear = lastYearText(backtest, weights.seasonal_naive, combination > seasonal_naive);
    return {
      en: `On ${tested} months held back (${backtest.length} starts) its error was ${share}% of that of last year's months.${lastYear.en}`,
      zh: `在留出的 ${tested} 个月（${backtest.length} 个起点）上，误差为上年同月法的 ${share}%。${lastYear.zh}`,
    };
  }
  if (method === "intermittent")
    return {
      en: "Many months are zero or tiny counts: a rate is forecast.",
      zh: "许多月份为零或数值很小：按发生率预测。",
    };
  if (method === "constant") return { en: "Every month had the same value.", zh: "每个月数值相同。" };
  return {
    en: `Only ${months} months: no season can be learned, nothing could be held back; a level with a wide interval.`,
    zh: `只有 ${months} 个月：无法学习季节性，也无法留出月份检验；给出区间较宽的水平预测。`,
  };
}

/** What last year's months are in the combination, and where they did better, why they do not replace it. */
function lastYearText(
  backtest: SeriesForecast["backtest"],
  weight: number | undefined,
  isBetter: boolean,
): Bilingual {
  const percent = Math.round(100 * (weight ?? 0));
  if (!isBetter)
    return weight === undefined
      ? { en: "", zh: "" }
      : {
          en: ` Last year's months are one part of it, with a weight of ${percent}%.`,
          zh: `上年同月是其中一个成员，权重 ${percent}%。`,
        };
  const part =
    weight === undefined
      ? {
          en: " They did better there, but not on the squared errors that set the weights, so they are no part of it.",
          zh: "上年同月在此更准，但在决定权重的平方误差上并不更优，因此未纳入组合。",
        }
      : {
          en: ` They did better there, so they are one part of it, with a weight of ${percent}%.`,
          zh: `上年同月在此更准，因此作为成员纳入组合，权重 ${percent}%。`,
        };
  const why = notReplaced(backtest);
  return { en: `${part.en} ${why.en}`, zh: `${part.zh}${why.zh}` };
}

function notReplaced(backtest: SeriesForecast["backtest"]): Bilingual {
  const difference = forecastDifference(backtest);
  if (!difference)
    return {
      en: "They do not replace it: too few months were held back to tell the difference from chance.",
      zh: "但不以其取代组合：留出的月份太少，无法区分差异与偶然。",
    };
  const { periods, blocks, p } = difference;
  const chance = p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`;
  return p < 0.05
    ? {
        en: `The difference is more than chance (${periods} different months, paired in ${blocks} blocks, ${chance}); they replace it only where its error is more than twice theirs.`,
        zh: `该差异超出偶然范围（${periods} 个不同月份，分 ${blocks} 段配对，${chance}）；仅当组合误差超过其两倍时才以其取代。`,
      }
    : {
        en: `They do not replace it: the difference is within chance (${periods} different months, paired in ${blocks} blocks, ${chance}).`,
        zh: `但不以其取代组合：该差异未超出偶然范围（${periods} 个不同月份，分 ${blocks} 段配对，${chance}）。`,
      };
}

type Described = Pick<TargetFitted, "shifts" | "calendar" | "lean"> & { history: readonly unknown[] };

/** Months below which Spring Festival's three effects cannot be told from noise. */
const festivalMonths = leastPeriods.several;

export function targetLimits({ history, shifts = [], calendar = [], lean = 0 }: Described): Bilingual[] {
  const months = history.length;
  return [
    {
      en: "The intervals assume that the coming months resemble the past ones; a common shock breaks them.",
      zh: "区间假设未来与过去相似；共同冲击会使其失效。",
    },
    festivalLimit(
      months,
      calendar.some(({ group }) => group === "spring_festival"),
    ),
    ...shifts.map(shiftText),
    ...(Math.abs(lean) >= leastLean ? [leanText(lean)] : []),
    ...(months < 26
      ? [
          {
            en: `With ${months} months no season of its own is used (26 are needed).`,
            zh: `仅有 ${months} 个月，未使用季节性（需要 26 个月）。`,
          },
        ]
      : []),
  ];
}

/** Spreads from which it is worth a sentence. */
const leastLean = 0.15;

function leanText(lean: number): Bilingual {
  const size = Math.abs(lean).toFixed(1);
  return lean > 0
    ? {
        en: `On the months held back, results came in above the forecast on average, so chances and commit are worked out ${size} standard deviations higher.`,
        zh: `在留出的月份上，实际平均高于预测，因此达成概率与承诺值按预测上移 ${size} 个标准差计算。`,
      }
    : {
        en: `On the months held back, results came in below the forecast on average, so chances and commit are worked out ${size} standard deviations lower.`,
        zh: `在留出的月份上，实际平均低于预测，因此达成概率与承诺值按预测下移 ${size} 个标准差计算。`,
      };
}

function festivalLimit(months: number, isModelled: boolean): Bilingual {
  if (isModelled)
    return {
      en: "Spring Festival moves between January and February; its days before, during and after are part of the forecast.",
      zh: "春节在一月与二月之间移动；节前、节中与节后的影响已计入预测。",
    };
  if (months < festivalMonths)
    return {
      en: `Spring Festival moves between January and February; it is not modelled on its own (${months} of the ${festivalMonths} months needed).`,
      zh: `春节在一月与二月之间移动；未单独建模（需要 ${festivalMonths} 个月，现有 ${months} 个月）。`,
    };
  return {
    en: "Spring Festival moves between January and February; this series shows no clear effect of it.",
    zh: "春节在一月与二月之间移动；该序列未显示明显的春节影响。",
  };
}

/** A lasting change of level: since when, by how much, and what was done about it. */
export function shiftText({
  month,
  change,
  isShare,
}: NonNullable<TargetFitted["shifts"]>[number]): Bilingual {
  const size = isShare ? `${Math.abs(100 * change).toFixed(0)}%` : Math.abs(change).toPrecision(3);
  return {
    en: `Since ${monthWords(month, "en")} the level is about ${size} ${change < 0 ? "lower" : "higher"}; for the forecast the months before were moved to it. Say so if it will not last.`,
    zh: `自${monthWords(month, "zh")}起水平约${change < 0 ? "下降" : "上升"} ${size}；预测时已将此前月份调整到新水平。若该变动不会持续，请勿直接采用。`,
  };
}
