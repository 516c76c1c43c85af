// rapport target set|list|score|sums: a quarterly target with its chance, on record; what came of it; whether teams add up.
import type { Command } from "commander";
import type { Locale } from "../engine/index.js";
import {
  commitTarget,
  isRefusal,
  readableTargets,
  scoreTargets,
  targetRecord,
  targetSums,
  type ModelContext,
} from "../models/index.js";
import { quarterMonth } from "../models/targets/quarter-month.js";
import type { Register } from "./commands.js";
import { namedMetric } from "./named-metric.js";
import { amountOption } from "./number-option.js";
import { answerAs, offer, type Answer, type ReaderOptions } from "./reader-command.js";
import { committedText, sumsText, targetListText } from "./target-text.js";
import { readOf, registerTargetOutlooks } from "./target-hierarchy.js";
import { registerTargetPlan } from "./target-plan.js";
import { offerUnits, subjectOf, type UnitOptions } from "./unit-options.js";

const text = {
  about: {
    en: "quarterly targets: chance, record, what came, whether teams add up",
    zh: "季度目标：把握、台账、结果与团队合计",
  },
  set: {
    en: "commit to a target; a new one takes the old one’s place",
    zh: "承诺一个目标；新目标取代旧目标",
  },
  list: { en: "targets on record, how often they were reached", zh: "列出台账中的目标与达成情况" },
  score: { en: "score the targets whose quarter is over", zh: "为季度已结束的目标评分" },
  sums: { en: "do the teams’ targets add up to the company’s?", zh: "各团队目标之和是否等于公司目标" },
  metric: { en: "metric that adds up over months", zh: "可按月累加的指标" },
  quarter: { en: "2026-Q4, or its first month", zh: "2026-Q4 或其首月" },
  value: { en: "the target, in the metric’s unit", zh: "目标值（按指标单位）" },
  why: { en: "the reason, kept beside it", zh: "理由，与目标一同保留" },
  propose: { en: "share the whole out by the parts’ forecasts", zh: "按各部分的预测分解总目标" },
};

interface Options extends ReaderOptions, UnitOptions {
  metric: string;
  quarter: string;
  value: number;
  why: string;
  propose?: boolean;
}

export const register: Register = (program, locale) => {
  const run =
    (what: string, work: Work, kind: "view" | "change" = "view") =>
    (options: Options) =>
      answerAs(options, locale, { kind, ...readOf(what, options) }, (context, language) =>
        work(context, options, language),
      );
  const target = program.command("target").description(text.about[locale]);
  registerTargetOutlooks(target, locale);
  registerTargetPlan(target, locale);
  const add = (name: keyof typeof text): Command =>
    offer(target.command(name).description(text[name][locale]), locale);
  offerUnits(add("set"), locale)
    .requiredOption("--quarter <quarter>", text.quarter[locale])
    .requiredOption("--value <number>", text.value[locale], amountOption)
    .requiredOption("--why <text>", text.why[locale])
    .option("--metric <id>", text.metric[locale], "revenue")
    .action(run("target set", set, "change"));
  add("list").action(run("target list", list));
  add("score").action(run("target score", score, "change"));
  add("sums")
    .requiredOption("--quarter <quarter>", text.quarter[locale])
    .option("--metric <id>", text.metric[locale], "revenue")
    .option("--propose", text.propose[locale])
    .action(run("target sums", sums));
};

type Work = (context: ModelContext, options: Options, language: Locale) => Promise<Answer>;

const set: Work = async (context, options, language) => {
  const { metric, quarter, value, why } = options;
  const from = quarterMonth(quarter);
  const committed = await commitTarget(context, {
    metric,
    from,
    why,
    value,
    ...subjectOf(options),
  });
  if (isRefusal(committed)) {
    // whoever asked for a line in the ledger must not take this for one
    process.exitCode = 1;
    return [committed, () => committed.text[language]];
  }
  return [committed, () => committedText(namedMetric(context, committed, language), language)];
};

const list: Work = async (context, _options, language) => {
  const targets = await readableTargets(context);
  const record = targetRecord(targets);
  return [
    { targets, record },
    () =>
      targetListText(
        targets.map((one) => namedMetric(context, one, language)),
        record,
        language,
      ),
  ];
};

const score: Work = async (context, options, language) => {
  const scored = await scoreTargets(context);
  const [shown, listed] = await list(context, options, language);
  return [{ scored: scored.map(({ seq }) => seq), ...(shown as object) }, listed];
};

const sums: Work = async (context, { metric, quarter, propose }, language) => {
  const found = await targetSums(context, { metric, from: quarterMonth(quarter), propose });
  return [found, () => sumsText(namedMetric(context, found, language), language)];
};
