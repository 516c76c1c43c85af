// `rapport predict MODEL -w DIR --as-of YYYY-MM-DD`: what a fitted model expects, for groups, with intervals.
import { openCache, readerNamed, type Locale } from "../engine/index.js";
import {
  forecastTarget,
  isRefusal,
  issuePrediction,
  modelErrors,
  monthAsOf,
  noteStanding,
  predictAttrition,
  scoreboard,
  scorePredictions,
  type ModelContext,
} from "../models/index.js";
import type { Register } from "./commands.js";
import { issuedText, scoreboardText } from "./ledger-text.js";
import { openForCommand } from "./workspace-command.js";
import { expectedExitsText, targetsText } from "./model-text.js";

const text = {
  about: { en: "what a model expects, for groups, with intervals", zh: "模型对群体的预测，附区间" },
  model: { en: "attrition or targets", zh: "attrition(离职)或 targets(目标)" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  asOf: {
    en: "looks at the last complete month on or before this date",
    zh: "以该日期当日或之前最近的完整月份为准",
  },
  by: {
    en: "attrition: division, department, team, job_family or site",
    zh: "attrition:division、department、team、job_family 或 site",
  },
  level: { en: "group; person is refused", zh: "group;person 会被拒绝" },
  metric: { en: "targets: metric that adds up over months", zh: "targets:可按月累加的指标" },
  issue: {
    en: "attrition: freeze the prediction in the journal, to be scored when its time has come",
    zh: "attrition:将预测冻结到日志中，到期后评分",
  },
  replay: {
    en: "with --issue: learn anew from the months before --as-of only; marked as a replay",
    zh: "与 --issue 同用：仅用 --as-of 之前的月份重新学习，并标记为回放",
  },
  score: {
    en: "attrition: score the issued predictions whose time has come, and print the record",
    zh: "attrition:为已到期的预测评分，并输出记录",
  },
  as: { en: "reader who asks", zh: "提问的用户" },
  json: { en: "print as JSON", zh: "以 JSON 输出" },
};

/** Models that say what comes; the others describe what is: `rapport fit`. */
const forecasting = ["attrition", "targets"];

interface Options {
  workspace: string;
  asOf: string;
  by: string;
  level: "group" | "person";
  metric: string;
  issue?: boolean;
  replay?: boolean;
  score?: boolean;
  as?: string;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  program
    .command("predict")
    .description(text.about[locale])
    .argument("<model>", text.model[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .requiredOption("--as-of <date>", text.asOf[locale])
    .option("--by <dimension>", text.by[locale], "department")
    .option("--level <level>", text.level[locale], "group")
    .option("--metric <id>", text.metric[locale], "revenue")
    .option("--issue", text.issue[locale])
    .option("--replay", text.replay[locale])
    .option("--score", text.score[locale])
    .option("--as <user>", text.as[locale])
    .option("--json", text.json[locale])
    .action((model: string, options: Options) => run(model, options, locale));
};

async function run(model: string, options: Options, locale: Locale): Promise<void> {
  if (!forecasting.includes(model)) throw modelErrors.model_unknown({ model, models: forecasting });
  const workspace = openForCommand(options.workspace, locale);
  const reader = readerNamed(workspace.config.users, options.as);
  const cache = await openCache(workspace, { now: new Date() });
  try {
    const context: ModelContext = { workspace, cache, reader, now: new Date() };
    const [answer, shown] =
      model === "attrition" ? await exits(context, options, locale) : await target(context, options, locale);
    console.log(options.json ? JSON.stringify(answer, null, 2) : shown);
  } finally {
    cache.database.close();
  }
}

async function exits(context: ModelContext, options: Options, locale: Locale): Promise<[unknown, string]> {
  if (options.issue) {
    const issued = await issuePrediction(context, { asOf: options.asOf, replay: options.replay });
    return [issued, issuedText(issued, locale)];
  }
  if (options.score) {
    await scorePredictions(context);
    noteStanding(context.workspace, context.now);
    const board = scoreboard(context.workspace);
    return [board, scoreboardText(board, locale)];
  }
  const forecast = await predictAttrition(context, options);
  return [forecast, isRefusal(forecast) ? forecast.text[locale] : expectedExitsText(forecast, locale)];
}

async function target(context: ModelContext, options: Options, locale: Locale): Promise<[unknown, string]> {
  const until = monthAsOf(options.asOf, context.cache.history);
  const answer = await forecastTarget(context, { metric: options.metric, until });
  if (isRefusal(answer)) return [answer, answer.text[locale]];
  return [answer, targetsText(answer.fitted, answer.quarters, locale)];
}
