// rapport dictionary [TABLE]: the data dictionary, generated from the contracts; as text, JSON or Markdown.
import { contracts } from "../datasets/contracts/index.js";
import { loadCatalogue } from "../engine/index.js";
import { defineErrors } from "../engine/errors.js";
import { dataDictionary } from "../engine/ingest/data-dictionary.js";
import type { Register } from "./commands.js";
import { dictionaryMarkdown, dictionaryOverview, dictionaryTableText } from "./dictionary-text.js";

const fail = defineErrors({
  dictionary_table_unknown: {
    message: {
      en: "There is no source table “{table}”. Expected one of {known}.",
      zh: "没有数据表“{table}”。应为 {known} 之一。",
    },
    hint: { en: "List them with: rapport dictionary", zh: "查看列表：rapport dictionary" },
  },
});

const text = {
  about: {
    en: "data dictionary: tables, columns, units, keys, checks, headers and the analyses each unlocks",
    zh: "数据字典：表、列、单位、键、检查、标题写法与可用分析",
  },
  table: { en: "one table in full", zh: "完整显示某个表" },
  workspace: {
    en: "workspace folder, for the company's own metrics",
    zh: "工作区文件夹（用于公司自定义指标）",
  },
  markdown: { en: "everything as Markdown", zh: "以 Markdown 输出全部内容" },
  json: { en: "everything as JSON", zh: "以 JSON 输出全部内容" },
};

export const register: Register = (program, locale) => {
  program
    .command("dictionary")
    .description(text.about[locale])
    .argument("[table]", text.table[locale])
    .option("-w, --workspace <dir>", text.workspace[locale])
    .option("--markdown", text.markdown[locale])
    .option("--json", text.json[locale])
    .action(
      (table: string | undefined, options: { workspace?: string; markdown?: boolean; json?: boolean }) => {
        if (table !== undefined && !contracts.some((c) => c.table === table))
          throw fail.dictionary_table_unknown({ table, known: contracts.map((c) => c.table) });
        const all = dataDictionary(loadCatalogue(options.workspace).metrics.values());
        const shown = table === undefined ? all : all.filter((t) => t.table === table);
        if (options.json) console.log(JSON.stringify(shown, null, 2));
        else if (options.markdown) console.log(dictionaryMarkdown(shown, locale));
        else if (table === undefined) console.log(dictionaryOverview(shown, locale));
        else console.log(dictionaryTableText(shown[0]!, locale));
      },
    );
};
