// rapport metrics [ID] [-w DIR] [--check] [--columns]: the catalogue, one metric's definition, or every rule and example.
import { defineErrors } from "../engine/errors.js";
import { loadCatalogue, openCache, type Catalogue, type Locale } from "../engine/index.js";
import { cacheFacts } from "../engine/metrics/cache-facts.js";
import { catalogueError } from "../engine/metrics/catalogue-errors.js";
import { checkExample } from "../engine/metrics/check-example.js";
import { formatNumber } from "../engine/metrics/format-number.js";
import { metricError } from "../engine/metrics/metric-errors.js";
import { metricSheet, themeOrder, unitLabels, type MetricSheet } from "../engine/metrics/metric-sheet.js";
import { nearest } from "../engine/metrics/nearest.js";
import { columnFacts } from "../engine/metrics/relation-columns.js";
import type { Register } from "./commands.js";
import { textTable } from "./text-table.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "the metric catalogue: definitions, worked examples, and what is wrong with your own",
    zh: "指标目录：定义、算例，以及自定义指标的错误",
  },
  id: { en: "one metric, in full", zh: "查看单个指标的完整定义" },
  workspace: {
    en: "workspace folder, for its own metrics/*.yml",
    zh: "工作区文件夹（含自定义 metrics/*.yml）",
  },
  check: {
    en: "check every definition and work every example; exit 1 when one is wrong",
    zh: "检查全部定义并验算全部算例；有误则退出码为 1",
  },
  columns: { en: "the columns that a definition may name", zh: "定义中可用的列" },
  json: { en: "print as JSON", zh: "以 JSON 输出" },
};

const words = {
  formula: { en: "formula", zh: "公式" },
  unit: { en: "unit", zh: "单位" },
  grain: { en: "grain", zh: "粒度" },
  exclusions: { en: "left out", zh: "不计入" },
  interval: { en: "interval", zh: "区间" },
  disclosure: { en: "disclosure", zh: "披露" },
  sources: { en: "sources", zh: "数据源" },
  example: { en: "example", zh: "算例" },
  result: { en: "result", zh: "结果" },
  metric: { en: "metric", zh: "指标" },
  title: { en: "title", zh: "名称" },
  theme: { en: "theme", zh: "主题" },
  column: { en: "column", zh: "列" },
  adds: { en: "adds up", zh: "可加性" },
};

const fail = defineErrors({
  metrics_wrong: {
    message: {
      en: "{count, plural, one {One definition is wrong.} other {# definitions are wrong.}}",
      zh: "有 {count} 项定义有误。",
    },
    hint: { en: "Each is named above with its file and line.", zh: "各项的文件与行号见上。" },
  },
});

interface Options {
  workspace?: string;
  check?: boolean;
  columns?: boolean;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  program
    .command("metrics")
    .description(text.about[locale])
    .argument("[id]", text.id[locale])
    .option("-w, --workspace <dir>", text.workspace[locale])
    .option("--check", text.check[locale])
    .option("--columns", text.columns[locale])
    .option("--json", text.json[locale])
    .action(async (id: string | undefined, options: Options) => {
      if (options.columns) return console.log(columnTable(locale, options.json));
      const workspace =
        options.workspace === undefined ? undefined : openForCommand(options.workspace, locale);
      const catalogue = loadCatalogue(workspace?.dir);
      if (options.check) return checkAll(catalogue, workspace?.dir, locale, options.json);
      let present = new Set<string>() as ReadonlySet<string>;
      if (workspace) {
        const cache = await openCache(workspace, { now: new Date() });
        present = (await cacheFacts({ ...cache, workspace })).sources;
        cache.database.close();
      }
      if (id !== undefined) {
        const sheet = metricSheet(metricNamed(id, catalogue), present);
        return console.log(options.json ? JSON.stringify(sheet, null, 2) : sheetText(sheet, locale));
      }
      const sheets = [...catalogue.metrics.values()]
        .map((metric) => metricSheet(metric, present))
        .sort((a, b) => rank(a) - rank(b));
      console.log(options.json ? JSON.stringify(sheets, null, 2) : list(sheets, locale));
      for (const { error } of catalogue.problems) console.error(`! ${error.localise(locale).message}`);
    });
};

const rank = ({ theme }: MetricSheet): number => themeOrder.indexOf(theme) + 1 || themeOrder.length + 1;

function metricNamed(id: string, catalogue: Catalogue) {
  const metric = catalogue.metrics.get(id);
  if (metric) return metric;
  const problem = catalogue.problems.find((p) => p.metric === id);
  if (problem) throw problem.error;
  const candidates = nearest(id, [...catalogue.metrics.keys()]);
  throw metricError.metric_unknown({ metric: id.slice(0, 80), candidates, count: candidates.length });
}

function list(sheets: MetricSheet[], locale: Locale): string {
  const head = [words.metric, words.title, words.unit, words.formula].map((w) => w[locale]);
  const rows = sheets.map((s) => [
    s.id,
    `${s.label[locale]}${s.isOwn ? " *" : ""}`,
    s.unitLabel[locale],
    s.formula[locale],
  ]);
  return textTable([head, ...rows]);
}

function sheetText(sheet: MetricSheet, locale: Locale): string {
  const line = (word: keyof typeof words, value: string): string => `  ${words[word][locale]}: ${value}`;
  const lines = [
    `${sheet.label[locale]} (${sheet.id})`,
    sheet.description[locale],
    "",
    line("formula", sheet.formula[locale]),
    line("unit", sheet.unitLabel[locale]),
    line("grain", sheet.grain[locale]),
    ...(sheet.exclusions ? [line("exclusions", sheet.exclusions[locale])] : []),
    line("interval", sheet.interval[locale]),
    line("disclosure", sheet.disclosureText[locale]),
    ...(sheet.sources.length > 0
      ? [line("sources", sheet.sources.map((s) => s.title[locale]).join(locale === "zh" ? "、" : ", "))]
      : []),
  ];
  const { example } = sheet;
  if (!example) return lines.join("\n");
  const rows = example.rows.map((row) => row.map(cell));
  return [
    ...lines,
    "",
    line("example", example.text[locale]),
    "",
    textTable([example.columns.map(({ label }) => label[locale]), ...rows]),
    "",
    line("result", formatNumber(example.expected, sheet.unit, locale)),
  ].join("\n");
}

const cell = (value: string | number | boolean | null): string =>
  value === null ? "–" : value === true ? "✓" : value === false ? "·" : String(value);

async function checkAll(
  catalogue: Catalogue,
  dir: string | undefined,
  locale: Locale,
  json: boolean | undefined,
): Promise<void> {
  const errors = catalogue.problems.map(({ error }) => error);
  let examples = 0;
  for (const metric of catalogue.metrics.values()) {
    // in a workspace its own metrics; the shipped ones are checked without one
    const result = metric.isOwn || dir === undefined ? await checkExample(metric, { catalogue, dir }) : null;
    if (!result) continue;
    examples++;
    if (!result.isRight)
      errors.push(
        catalogueError.metric_example_differs({
          file: metric.file,
          line: metric.line,
          metric: metric.id,
          found: result.found === null ? (result.refused ?? "–") : String(result.found),
          expected: String(result.expected),
        }),
      );
  }
  const told = errors.map((error) => error.localise(locale));
  if (json)
    console.log(JSON.stringify({ metrics: catalogue.metrics.size, examples, problems: told }, null, 2));
  else {
    for (const { message, hint } of told) console.log(`! ${message} ${hint}`);
    console.log(
      locale === "zh"
        ? `${catalogue.metrics.size} 项指标，验算 ${examples} 个算例。`
        : `${catalogue.metrics.size} metrics, worked examples checked: ${examples}.`,
    );
  }
  if (errors.length > 0) throw fail.metrics_wrong({ count: errors.length });
}

function columnTable(locale: Locale, json: boolean | undefined): string {
  const rows = Object.entries(columnFacts).flatMap(([relation, facts]) =>
    Object.entries(facts)
      .filter(([, { kind }]) => kind !== "text")
      .map(([name, { adds, unit, words: label }]) => ({ relation, name, adds, unit, label })),
  );
  if (json) return JSON.stringify(rows, null, 2);
  const head = [words.column, words.unit, words.adds, words.title].map((w) => w[locale]);
  return Object.keys(columnFacts)
    .map((relation) => {
      const own = rows.filter((row) => row.relation === relation);
      const cells = own.map((row) => [
        row.name,
        unitLabels[row.unit][locale],
        addsWords[row.adds][locale],
        row.label[locale],
      ]);
      return `${relation}\n\n${textTable([head, ...cells])}`;
    })
    .join("\n\n");
}

const addsWords = {
  flow: { en: "over people and months", zh: "可跨人、跨月相加" },
  exposure: { en: "as a denominator", zh: "仅作分母" },
  stock: { en: "over people, at one moment", zh: "仅同一时点跨人相加" },
  level: { en: "never: take a mean", zh: "不可相加，取平均" },
};
