// rapport explain METRIC -w DIR: a change of a number → mix, rate, joiners, leavers and movers as a waterfall in text.
import { recordRead } from "../engine/audit/read-log.js";
import { explainChange, type Explanation } from "../engine/explain/explain.js";
import { localeFrom, openCache, readerAtDoor, type Locale } from "../engine/index.js";
import { formatDifference, formatNumber } from "../engine/metrics/format-number.js";
import { differenceUnit } from "../engine/metrics/unit.js";
import type { Register } from "./commands.js";
import { purposeText } from "./purpose-text.js";
import { chanceWords } from "./query-text.js";
import { textTable } from "./text-table.js";
import { readQuestion } from "./read-question.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "why a number changed: mix, rate, joiners, leavers and movers, adding up exactly",
    zh: "数值为何变化：结构、水平、新加入、离开与调动，合计与变化完全一致",
  },
  metric: {
    en: "metric to explain; or a JSON file with the question, - for standard input",
    zh: "要解释的指标；或 JSON 查询文件，- 表示标准输入",
  },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  from: {
    en: "first month, quarter or year: 2026-01, 2026-Q1, FY2026",
    zh: "起始月、季或年：2026-01、2026-Q1、FY2026",
  },
  to: { en: "last one; as --from when left out", zh: "截止月、季或年；省略时与 --from 相同" },
  against: {
    en: "previous_period, previous_year, spring_festival, or months such as 2025-Q1 or 2024-01..2024-06",
    zh: "previous_period、previous_year、spring_festival，或时段（如 2025-Q1、2024-01..2024-06）",
  },
  by: { en: "dimension that tells the change apart", zh: "用于拆分的维度" },
  as: { en: "answer as this user of rapport.yml", zh: "以 rapport.yml 中该用户的权限作答" },
  locale: { en: "language: en or zh", zh: "语言：en 或 zh" },
  json: { en: "print JSON", zh: "输出 JSON" },
};

interface Options {
  workspace: string;
  from?: string;
  to?: string;
  against: string;
  by: string;
  as?: string;
  purpose?: string;
  locale?: string;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  program
    .command("explain")
    .description(text.about[locale])
    .argument("<metric>", text.metric[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--from <period>", text.from[locale])
    .option("--to <period>", text.to[locale])
    .option("--against <comparison>", text.against[locale], "previous_year")
    .option("--by <dimension>", text.by[locale], "team")
    .option("--as <user>", text.as[locale])
    .option("--purpose <text>", purposeText[locale])
    .option("--locale <locale>", text.locale[locale])
    .option("--json", text.json[locale])
    .action(async (metric: string, options: Options) => {
      const isFile = metric === "-" || metric.endsWith(".json");
      const question = isFile ? readQuestion(metric) : questionOf(metric, options);
      const workspace = openForCommand(options.workspace, locale);
      const reader = readerAtDoor(workspace.config, options);
      const language = options.locale ? localeFrom(options.locale) : locale;
      const cache = await openCache(workspace, { now: new Date() });
      try {
        const explanation = await explainChange({ ...cache, workspace }, question, {
          reader,
          now: new Date(),
          locale: language,
        });
        const { id, spec, snapshot, seal } = explanation.receipt;
        const read = {
          reader: reader.id,
          rights: reader.rights,
          ...(reader.purpose !== undefined && { purpose: reader.purpose }),
          what: "rapport explain",
          receipt: id,
        };
        recordRead(workspace, { kind: "query", ...read, seal, snapshot, spec }, new Date());
        console.log(
          options.json
            ? JSON.stringify(explanation, null, 2)
            : explanationText(explanation, language, workspace.config.currency),
        );
      } finally {
        cache.database.close();
      }
    });
};

const moving = ["previous_period", "previous_year", "spring_festival"];

function questionOf(metric: string, { from, to = from, against, by }: Options): unknown {
  const [start, end] = against.split("..");
  return {
    metric,
    by,
    ...(from !== undefined && { from, to }),
    against: moving.includes(against) ? against : { from: start, ...(end !== undefined && { to: end }) },
  };
}

const words = {
  part: { en: "Part", zh: "组成" },
  effect: { en: "Effect", zh: "影响" },
  people: { en: "People", zh: "人数" },
  most: { en: "Most from", zh: "主要来自" },
  meaning: { en: "Meaning", zh: "含义" },
  unknown: { en: "not recorded", zh: "未记录" },
};

const span = ({ from, to }: { from: string; to: string }): string => (from === to ? from : `${from}…${to}`);

export function explanationText(explained: Explanation, locale: Locale, currency?: string): string {
  const { metric, by, other, now, parts, chance } = explained;
  const unit = differenceUnit(metric.unit);
  // All parts with one number of decimals: they are to be added up by eye.
  const size = Math.abs(explained.difference);
  const precision = { currency, ...(metric.unit !== "count" && { low: -size, high: size }) };
  const difference = (value: number): string => formatDifference(value, unit, locale, precision);
  const number = (value: number): string => formatNumber(value, metric.unit, locale, precision);
  const labels = new Map(by.values?.map(({ value, label }) => [value, label[locale]]));
  const groupName = (group: string | number | null): string =>
    group === null ? words.unknown[locale] : (labels.get(String(group)) ?? String(group));
  const rows = parts.map(({ label, value, people, groups, meaning }) => [
    label[locale],
    difference(value),
    String(people),
    groups
      .slice(0, 2)
      .filter((g) => g.value !== 0)
      .map((g) => `${groupName(g.group)} ${difference(g.value)}`)
      .join(locale === "zh" ? "，" : ", "),
    meaning[locale],
  ]);
  const head = [words.part, words.effect, words.people, words.most, words.meaning].map((w) => w[locale]);
  const verdict = chance
    ? locale === "zh"
      ? `（${chanceWords[chance].zh}）`
      : ` (${chanceWords[chance].en})`
    : "";
  return [
    `${metric.label[locale]}`,
    `${span(other)}  ${number(other.value)}  →  ${span(now)}  ${number(now.value)}  ${difference(explained.difference)}${verdict}`,
    textTable([head, ...rows], [1, 2]),
    ...explained.warnings.map((w) => `! ${w.text[locale]}`),
  ].join("\n");
}
