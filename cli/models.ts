// `rapport models -w DIR`: every model, how it stands, what it still needs, and the next thing to do.
import { openCache, readerNamed, type Locale } from "../engine/index.js";
import { measureText } from "../models/evidence/card-words.js";
import { modelReadiness, type ModelReadiness } from "../models/readiness/index.js";
import type { Register } from "./commands.js";
import { progressLine } from "./progress.js";
import { textTable } from "./text-table.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "every model: how it stands, what it still needs, and the next thing to do",
    zh: "各模型的状态、还缺什么、下一步做什么",
  },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  as: { en: "reader who asks", zh: "提问的用户" },
  json: { en: "print JSON", zh: "以 JSON 输出" },
};

const words = {
  model: { en: "Model", zh: "模型" },
  state: { en: "State", zh: "状态" },
  judged: { en: "Model / baseline", zh: "模型／基线" },
  needs: { en: "Needs", zh: "所需" },
  next: { en: "Next", zh: "下一步" },
  none: { en: "no answer yet", zh: "暂无结果" },
  refused: { en: "refused", zh: "拒绝" },
  off: { en: "off", zh: "已停用" },
  fitted: { en: "fitted", zh: "已拟合" },
  stale: { en: "data changed", zh: "数据已变" },
  absent: { en: "Absent sources", zh: "缺少的数据" },
  required: { en: "required", zh: "必需" },
};

export const register: Register = (program, locale) => {
  program
    .command("models")
    .description(text.about[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--as <user>", text.as[locale])
    .option("--json", text.json[locale])
    .action((options: Options) => run(options, locale));
};

interface Options {
  workspace: string;
  as?: string;
  json?: boolean;
}

async function run(options: Options, locale: Locale): Promise<void> {
  const workspace = openForCommand(options.workspace, locale);
  const reader = readerNamed(workspace.config.users, options.as);
  const progress = progressLine(locale);
  const cache = await openCache(workspace, { now: new Date(), onProgress: progress });
  progress.done();
  try {
    const models = await modelReadiness({ workspace, cache, reader });
    console.log(options.json ? JSON.stringify({ models }, null, 2) : printed(models, locale));
  } finally {
    cache.database.close();
  }
}

function printed(models: readonly ModelReadiness[], locale: Locale): string {
  const say = (key: keyof typeof words): string => words[key][locale];
  const comma = locale === "zh" ? "、" : ", ";
  const rows = models.map((model) => [
    model.title[locale],
    [
      say(model.state),
      ...(model.fittedAt ? [model.fittedAt.slice(0, 10)] : []),
      ...(model.isStale ? [say("stale")] : []),
    ].join(comma),
    model.judged
      ? `${measureText(model.judged.measure, locale)} ${model.judged.model.toFixed(3)} / ${model.judged.baseline.toFixed(3)}`
      : "–",
    model.needs
      .map(
        ({ label, least, have }) => `${label[locale]} ${have === null ? `≥ ${least}` : `${have} / ${least}`}`,
      )
      .join(comma) || "–",
    model.next.text[locale],
  ]);
  const reasons = models.flatMap(({ title, reason }) =>
    reason ? [`${title[locale]}: ${reason[locale]}`] : [],
  );
  const absent = models.flatMap(({ title, absent: tables }) =>
    tables.length === 0
      ? []
      : [
          `${title[locale]}: ${tables
            .map((source) => `${source.title[locale]}${source.isRequired ? ` (${say("required")})` : ""}`)
            .join(comma)}`,
        ],
  );
  return [
    textTable([[say("model"), say("state"), say("judged"), say("needs"), say("next")], ...rows]),
    ...(reasons.length > 0 ? ["", ...reasons] : []),
    ...(absent.length > 0 ? ["", `${say("absent")}:`, ...absent] : []),
  ].join("\n");
}
