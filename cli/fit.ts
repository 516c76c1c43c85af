// `rapport fit MODEL -w DIR`: learns a model from the workspace's history and saves it with its card.
import { openCache, readerNamed, type Locale } from "../engine/index.js";
import { isRefusal, modelErrors } from "../models/index.js";
import type { Register } from "./commands.js";
import { fitModels } from "./fit-models.js";
import { progressLine } from "./progress.js";
import { openForCommand } from "./workspace-command.js";

const known = fitModels.map((model) => model.id);
const text = {
  about: { en: "fit a model and save it with its card", zh: "拟合模型，并连同模型卡片一起保存" },
  model: { en: `one of: ${known.join(", ")}`, zh: `可选：${known.join("、")}` },
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

async function run(id: string, options: Options, locale: Locale): Promise<void> {
  const model = fitModels.find((candidate) => candidate.id === id);
  if (!model) throw modelErrors.model_unknown({ model: id, models: known });
  const workspace = openForCommand(options.workspace, locale);
  const reader = readerNamed(workspace.config.users, options.as);
  const progress = progressLine(locale);
  const cache = await openCache(workspace, { now: new Date(), onProgress: progress });
  try {
    progress({ en: "Reading the history", zh: "正在读取历史数据" }[locale]);
    const { fitted, card } = await model.run({ workspace, cache, reader, now: new Date() }, progress);
    progress.done();
    if (options.json) console.log(JSON.stringify(isRefusal(fitted) ? fitted : card, null, 2));
    else console.log(isRefusal(fitted) ? fitted.text[locale] : model.print(fitted, locale));
  } finally {
    progress.done();
    cache.database.close();
  }
}
