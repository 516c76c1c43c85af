// Tables of the data dictionary → text for the terminal, or Markdown to hand to whoever exports the files.
import type { DictionaryColumn, DictionaryTable } from "../engine/ingest/data-dictionary.js";
import type { Locale } from "../engine/locale.js";
import { textTable } from "./text-table.js";

const words = {
  en: {
    overview: ["table", "title", "one row is", "columns", "metrics"],
    columns: ["column", "name", "type", "unit", "rule", "headers in English", "headers in Chinese"],
    key: "key",
    required: "required",
    protected: "protected",
    checks: "Checks",
    unlocks: "Unlocks",
    replaced: (by: string) => `A later row replaces the earlier one by ${by}.`,
  },
  zh: {
    overview: ["表", "名称", "每行代表", "列数", "指标数"],
    columns: ["列", "名称", "类型", "单位", "规则", "英文标题", "中文标题"],
    key: "键",
    required: "必填",
    protected: "受保护",
    checks: "检查",
    unlocks: "可用分析",
    replaced: (by: string) => `后续导入按 ${by} 替换既有数据。`,
  },
};

export const dictionaryOverview = (tables: readonly DictionaryTable[], locale: Locale): string =>
  textTable(
    [
      words[locale].overview,
      ...tables.map((t) => [
        t.table,
        t.title[locale],
        t.grain[locale],
        String(t.columns.length),
        String(t.analyses.length),
      ]),
    ],
    [3, 4],
  );

/** Key, required, reference, range or levels of a column, in few words. */
export function columnRule(column: DictionaryColumn, locale: Locale): string {
  const { key, required, protected: shielded } = words[locale];
  return [
    column.isKey ? key : "",
    column.required && !column.isKey ? required : "",
    column.references ? `→ ${column.references}` : "",
    column.range ? `${column.range.from} … ${column.range.to}` : "",
    column.levels.map((l) => l.level).join(" | "),
    column.protected ? shielded : "",
  ]
    .filter((part) => part !== "")
    .join(locale === "zh" ? "，" : ", ");
}

const rowsOf = (table: DictionaryTable, locale: Locale): string[][] =>
  table.columns.map((c) => [
    c.name,
    c.label[locale],
    c.type,
    c.unit ?? "",
    columnRule(c, locale),
    c.headers.en.join(", "),
    c.headers.zh.join("、"),
  ]);

function linesBelow(table: DictionaryTable, locale: Locale): string[] {
  const { checks, unlocks, replaced } = words[locale];
  const colon = locale === "zh" ? "：" : ": ";
  const list = (items: string[]): string => items.join(locale === "zh" ? "；" : "; ");
  return [
    ...(table.replacedBy.length > 0 ? [replaced(table.replacedBy.join(" + "))] : []),
    `${checks}${colon}${list(table.checks.map((c) => c.text[locale]))}`,
    `${unlocks}${colon}${list([table.unlocks[locale], ...table.analyses.map((a) => a.label[locale])])}`,
  ];
}

export const dictionaryTableText = (table: DictionaryTable, locale: Locale): string =>
  [
    `${table.table} · ${table.title[locale]} · ${table.grain[locale]}`,
    "",
    textTable([words[locale].columns, ...rowsOf(table, locale)]),
    "",
    ...linesBelow(table, locale),
  ].join("\n");

const cell = (text: string): string => text.replaceAll("|", String.raw`\|`);

export const dictionaryMarkdown = (tables: readonly DictionaryTable[], locale: Locale): string =>
  tables
    .map((table) =>
      [
        `## ${table.title[locale]} (\`${table.table}\`)`,
        "",
        table.grain[locale],
        "",
        `| ${words[locale].columns.join(" | ")} |`,
        `| ${words[locale].columns.map(() => "---").join(" | ")} |`,
        ...rowsOf(table, locale).map((row) => `| ${row.map(cell).join(" | ")} |`),
        "",
        ...linesBelow(table, locale).map((line) => `- ${line}`),
      ].join("\n"),
    )
    .join("\n\n");
