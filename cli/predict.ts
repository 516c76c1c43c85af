// `rapport predict MODEL -w DIR --as-of YYYY-MM-DD`: what a fitted model expects, for groups, with intervals.
import { openCache, openWorkspace, type Locale } from "../engine/index.js";
import { readerNamed } from "../engine/metrics/reader.js";
import { isRefusal, modelErrors, models, predictAttrition, type AttritionForecast } from "../models/index.js";
import type { Register } from "./commands.js";

const text = {
  about: { en: "what a fitted model expects, for groups", zh: "已拟合模型对群体的预测" },
  model: { en: "attrition", zh: "attrition(离职)" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  asOf: {
    en: "people as of the last complete month on or before this date",
    zh: "以该日期当日或之前最近完整月份的人员为准",
  },
  by: {
    en: "division, department, team, job_family or site",
    zh: "division、department、team、job_family 或 site",
  },
  level: { en: "group; person is refused", zh: "group;person 会被拒绝" },
  as: { en: "reader who asks", zh: "提问的用户" },
  json: { en: "print as JSON", zh: "以 JSON 输出" },
};

interface Options {
  workspace: string;
  asOf: string;
  by: string;
  level: "group" | "person";
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
    .option("--as <user>", text.as[locale])
    .option("--json", text.json[locale])
    .action(async (model: string, options: Options) => {
      if (model !== "attrition") throw modelErrors.model_unknown({ model, models: models.map((m) => m.id) });
      const workspace = openWorkspace(options.workspace);
      const reader = readerNamed(workspace.config.users, options.as);
      const cache = await openCache(workspace, { now: new Date() });
      try {
        const forecast = await predictAttrition(
          { workspace, cache, reader, now: new Date() },
          { asOf: options.asOf, by: options.by, level: options.level },
        );
        if (options.json) console.log(JSON.stringify(forecast, null, 2));
        else if (isRefusal(forecast)) console.log(forecast.text[locale]);
        else print(forecast, locale);
      } finally {
        cache.database.close();
      }
    });
};

function print(forecast: AttritionForecast, locale: Locale): void {
  const zh = locale === "zh";
  console.log(
    zh
      ? `截至 ${forecast.month} 月末的人员,预计主动离职人数(80% 区间)`
      : `People at the end of ${forecast.month}: expected voluntary exits (80 % interval)`,
  );
  const head = [
    forecast.by,
    zh ? "人数" : "people",
    ...forecast.total.exits.map((e) => (zh ? `${e.months} 个月` : `${e.months} months`)),
  ];
  const rows = [...forecast.groups, forecast.total].map((group) => [
    group === forecast.total ? (zh ? "合计" : "total") : (group.group ?? (zh ? "其他" : "other")),
    String(group.people),
    ...group.exits.map((e) => `${e.expected.toFixed(1)} (${e.interval80.low}–${e.interval80.high})`),
  ]);
  const widths = head.map((_, c) => Math.max(...[head, ...rows].map((row) => row[c].length)));
  for (const row of [head, ...rows]) console.log(row.map((cell, c) => cell.padEnd(widths[c])).join("  "));
  for (const warning of forecast.warnings) console.log(`! ${warning.text[locale]}`);
}
