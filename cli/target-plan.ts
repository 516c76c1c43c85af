// rapport target plan: a quarter's target week by week, by past quarters' course and working days; what does not add up is refused.
import type { Command } from "commander";
import type { Locale } from "../engine/index.js";
import { grouped } from "../engine/metrics/format-number.js";
import { quotaPlan, type QuotaPlan } from "../models/targets/quota-plan.js";
import { quarterMonth } from "../models/targets/quarter-month.js";
import { namedMetric } from "./named-metric.js";
import { amountOption } from "./number-option.js";
import { answerAs, offer, type ReaderOptions } from "./reader-command.js";
import { textTable } from "./text-table.js";
import { offerUnits, subjectOf, type UnitOptions } from "./unit-options.js";

const text = {
  about: {
    en: "a quarter's target week by week: what is due by when",
    zh: "按周分解季度目标：何时应完成多少",
  },
  quarter: { en: "2026-Q4, or its first month", zh: "2026-Q4 或其首月" },
  value: { en: "target; the one on record when left out", zh: "目标值；省略时取台账中的目标" },
  metric: { en: "metric that adds up over months", zh: "可按月累加的指标" },
};

interface Options extends ReaderOptions, UnitOptions {
  metric: string;
  quarter: string;
  value?: number;
}

export function registerTargetPlan(target: Command, locale: Locale): void {
  const plan = offer(target.command("plan").description(text.about[locale]), locale)
    .requiredOption("--quarter <quarter>", text.quarter[locale])
    .option("--value <number>", text.value[locale], amountOption)
    .option("--metric <id>", text.metric[locale], "revenue");
  offerUnits(plan, locale).action((options: Options) => {
    const { metric, quarter, value, person } = options;
    const read = {
      what: "target plan",
      period: quarter,
      ...(person !== undefined && { people: [person] }),
    };
    return answerAs(options, locale, read, async (context, language) => {
      const plan = await quotaPlan(context, {
        metric,
        ...subjectOf(options),
        from: quarterMonth(quarter),
        ...(value !== undefined && { target: value }),
      });
      return [plan, () => planText(namedMetric(context, plan, language), language)];
    });
  });
}

function planText({ metric, from, to, target, quarters, weeks }: QuotaPlan, locale: Locale): string {
  const zh = locale === "zh";
  const amount = (value: number): string => grouped(value, Math.abs(target) < 100 ? 1 : 0);
  const head = zh
    ? ["周", "工作日", "当周", "累计应完成", "占比"]
    : ["week", "working days", "this week", "due by then", "share"];
  const rows = weeks.map((week) => [
    `${week.from} – ${week.to.slice(5)}`,
    week.workingDays.toFixed(0),
    amount(week.quota),
    amount(week.dueByThen),
    `${(100 * week.dueShare).toFixed(1)}%`,
  ]);
  return [
    zh
      ? `${metric}，${from} 至 ${to}，目标 ${amount(target)}（依据 ${quarters} 个过往季度的进程与工作日）`
      : `${metric}, ${from} to ${to}, target ${amount(target)} (by the course of ${quarters} past quarters and working days)`,
    textTable([head, ...rows], [1, 2, 3, 4]),
  ].join("\n");
}
