// rapport target hierarchy|nowcast: a quarter from the company down to each person, adding up; the running quarter against what is due.
import { Option, type Command } from "commander";
import { loadCatalogue, type Locale } from "../engine/index.js";
import { isRefusal, modelErrors, targetHierarchy, type ModelContext } from "../models/index.js";
import { reconciliationWays, type ReconciliationWay } from "../models/targets/hierarchy.js";
import { nowcastRate } from "../models/targets/nowcast-rate.js";
import { nowcastTarget } from "../models/targets/nowcast-target.js";
import { cancellable, progressLine as evaluationProgress } from "./evaluate-progress.js";
import { namedMetric } from "./named-metric.js";
import { amountOption } from "./number-option.js";
import { answerAs, offer, type Answer, type Read, type ReaderOptions } from "./reader-command.js";
import { hierarchyText, nowcastText, rateText } from "./target-outlook-text.js";
import { offerUnits, subjectOf, type UnitOptions } from "./unit-options.js";

const text = {
  hierarchy: {
    en: "a quarter's forecast for company, units and people that adds up exactly",
    zh: "公司、各单元与个人的季度预测，逐级相加一致",
  },
  nowcast: {
    en: "the running quarter: done against due, expected total, chance of the target",
    zh: "进行中的季度：已完成与应完成、预计总额与达成把握",
  },
  metric: {
    en: "metric that adds up over months; nowcast: also a share of cases",
    zh: "可按月累加的指标；nowcast 也可用按个案计数的占比",
  },
  quarter: {
    en: "2026-Q4, or its first month; the next whole one when left out",
    zh: "2026-Q4 或其首月；默认下一个完整季度",
  },
  way: {
    en: "how forecasts are made to add up; chosen on past quarters when left out",
    zh: "预测的协调方法；默认按过往季度择优",
  },
  value: {
    en: "target (85 % is 0.85); the one on record when left out",
    zh: "目标值（85% 写作 0.85）；省略时取台账中的目标",
  },
  day: {
    en: "last day counted, YYYY-MM-DD; the last one that the data know when left out",
    zh: "截至日期（YYYY-MM-DD），默认数据所及的最后一天",
  },
};

interface Options extends ReaderOptions, UnitOptions {
  metric: string;
  quarter?: string;
  way?: ReconciliationWay;
  value?: number;
  day?: string;
}

export function registerTargetOutlooks(target: Command, locale: Locale): void {
  const add = (name: "hierarchy" | "nowcast"): Command =>
    offer(target.command(name).description(text[name][locale]), locale).option(
      "--metric <id>",
      text.metric[locale],
      "revenue",
    );
  add("hierarchy")
    .option("--quarter <quarter>", text.quarter[locale])
    .addOption(new Option("--way <way>", text.way[locale]).choices([...reconciliationWays]))
    .action((options: Options) =>
      answerAs(options, locale, readOf("target hierarchy", options), (context, language) =>
        hierarchy(context, options, language),
      ),
    );
  offerUnits(add("nowcast"), locale)
    .option("--value <number>", text.value[locale], amountOption)
    .option("--day <date>", text.day[locale])
    .action((options: Options) =>
      answerAs(options, locale, readOf("target nowcast", options), (context, language) =>
        nowcast(context, options, language),
      ),
    );
}

/** What the journal is told: the quarter, and the person where one is named. */
export const readOf = (what: string, { quarter, person }: Pick<Options, "quarter" | "person">): Read => ({
  what,
  ...(quarter !== undefined && { period: quarter }),
  ...(person !== undefined && { people: [person] }),
});

type Work = (context: ModelContext, options: Options, language: Locale) => Promise<Answer>;

const hierarchy: Work = async (context, { metric, quarter, way }, language) => {
  const stop = cancellable();
  const progress = evaluationProgress(language === "zh" ? "序列" : "series");
  try {
    const answer = await targetHierarchy(
      context,
      { metric, ...(quarter !== undefined && { quarter }), ...(way && { way }) },
      {
        onProgress: progress.show,
        pause: () => stop.pause(() => modelErrors.forecast_cancelled()),
      },
    );
    return [answer, () => hierarchyText(namedMetric(context, answer, language), language)];
  } finally {
    progress.end();
    stop.end();
  }
};

const nowcast: Work = async (context, options, language) => {
  const { metric, value, day } = options;
  const subject = subjectOf(options);
  const definition = loadCatalogue(context.workspace.dir).metrics.get(metric);
  if (definition && definition.formula.kind !== "sum" && subject.employee === undefined) {
    const rate = await nowcastRate(context, { metric, where: subject.where, target: value, day });
    return [rate, () => rateText(namedMetric(context, rate, language), language)];
  }
  const found = await nowcastTarget(context, {
    metric,
    ...subject,
    ...(value !== undefined && { target: value }),
    ...(day !== undefined && { day }),
  });
  return [
    found,
    () =>
      isRefusal(found) ? found.text[language] : nowcastText(namedMetric(context, found, language), language),
  ];
};
