// `rapport fit MODEL -w DIR`: learns a model from the workspace's history and saves it with its card.
import { openCache, readerNamed, type Locale } from "../engine/index.js";
import { fitAttrition, fitTargets, isRefusal, modelErrors, models } from "../models/index.js";
import type { Register } from "./commands.js";
import { progressLine } from "./progress.js";
import { openForCommand } from "./workspace-command.js";
import { attritionText, targetsText } from "./model-text.js";

const text = {
  about: { en: "fit a model and save it with its card", zh: "拟合模型，并连同模型卡片一起保存" },
  model: { en: "attrition or targets", zh: "attrition(离职)或 targets(目标)" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  as: { en: "reader who asks", zh: "提问的用户" },
  json: { en: "print the card (or the refusal) as JSON", zh: "以 JSON 输出模型卡片（或拒绝理由）" },
};

export const register: Register = (program, locale) => {
  program
    .command("fit")
    .description(text.about[locale])
    .argument("<model>", text.model[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--as <user>", text.as[locale])
    .option("--json", text.json[locale])
    .action((model: string, options: Options) => run(model, options, locale));
};

interface Options {
  workspace: string;
  as?: string;
  json?: boolean;
}

async function run(model: string, options: Options, locale: Locale): Promise<void> {
  if (!models.some((m) => m.id === model))
    throw modelErrors.model_unknown({ model, models: models.map((m) => m.id) });
  const workspace = openForCommand(options.workspace, locale);
  const reader = readerNamed(workspace.config.users, options.as);
  const progress = progressLine(locale);
  const cache = await openCache(workspace, { now: new Date(), onProgress: progress });
  progress.done();
  try {
    const context = { workspace, cache, reader, now: new Date() };
    if (model === "attrition") {
      const { fitted, card } = await fitAttrition(context);
      if (options.json) console.log(JSON.stringify(isRefusal(fitted) ? fitted : card, null, 2));
      else console.log(isRefusal(fitted) ? fitted.text[locale] : attritionText(fitted, locale));
    } else {
      const { fitted, card } = await fitTargets(context);
      if (options.json) console.log(JSON.stringify(isRefusal(fitted) ? fitted : card, null, 2));
      else console.log(isRefusal(fitted) ? fitted.text[locale] : targetsText(fitted, [], locale));
    }
  } finally {
    cache.database.close();
  }
}
