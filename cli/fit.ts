// `rapport fit MODEL -w DIR`: learns a model from the workspace's history and saves it with its card.
import { openCache, openWorkspace, type Locale } from "../engine/index.js";
import { readerNamed } from "../engine/metrics/reader.js";
import {
  fitAttrition,
  isRefusal,
  modelErrors,
  models,
  type AttritionFitted,
  type StoredModel,
} from "../models/index.js";
import type { Register } from "./commands.js";

const text = {
  about: { en: "fit a model and save it with its card", zh: "拟合模型,并连同模型卡片一起保存" },
  model: { en: "attrition or targets", zh: "attrition(离职)或 targets(目标)" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  json: { en: "print the card as JSON", zh: "以 JSON 输出模型卡片" },
  as: { en: "reader who asks", zh: "提问的用户" },
};

export const register: Register = (program, locale) => {
  program
    .command("fit")
    .description(text.about[locale])
    .argument("<model>", text.model[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--as <user>", text.as[locale])
    .option("--json", text.json[locale])
    .action(async (model: string, options: { workspace: string; as?: string; json?: boolean }) => {
      if (!models.some((m) => m.id === model))
        throw modelErrors.model_unknown({ model, models: models.map((m) => m.id) });
      const workspace = openWorkspace(options.workspace);
      const reader = readerNamed(workspace.config.users, options.as);
      const cache = await openCache(workspace, {
        now: new Date(),
        onProgress: ({ title, done, of }) => console.error(`${done + 1}/${of} ${title[locale]}`),
      });
      try {
        const stored = await fitAttrition({ workspace, cache, reader, now: new Date() });
        if (options.json)
          console.log(JSON.stringify(isRefusal(stored.fitted) ? stored.fitted : stored.card, null, 2));
        else printAttrition(stored, locale);
      } finally {
        cache.database.close();
      }
    });
};

function printAttrition({ fitted }: StoredModel<AttritionFitted>, locale: Locale): void {
  if (isRefusal(fitted)) {
    console.log(fitted.text[locale]);
    return;
  }
  const zh = locale === "zh";
  const { from, to } = fitted.window;
  console.log(
    zh
      ? `${from} 至 ${to}:${fitted.people} 人,${fitted.rows} 个人月,${fitted.events} 次主动离职`
      : `${from} to ${to}: ${fitted.people} people, ${fitted.rows} person-months, ${fitted.events} voluntary exits`,
  );
  console.log(`${fitted.verdict[locale]}\n`);
  const width = Math.max(...fitted.drivers.map((d) => d.contrast[locale].length));
  for (const driver of fitted.drivers) {
    const ratio = `× ${driver.rateRatio.toFixed(2)}  [${driver.low.toFixed(2)}, ${driver.high.toFixed(2)}]`;
    const verdict = driver.beyondChance
      ? zh
        ? "超出偶然"
        : "beyond chance"
      : zh
        ? "可能是偶然"
        : "could be chance";
    console.log(`${driver.contrast[locale].padEnd(width)}  ${ratio}  ${verdict}`);
  }
}
