// rapport sensitive FILE…: which columns hold personal identifiers, without importing; `sensitive measure`: recall and precision of the search.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { SensitiveColumn } from "../engine/ingest/sensitive-columns.js";
import { searchFiles } from "../engine/ingest/search-files.js";
import type { Locale } from "../engine/locale.js";
import { kindLabels, type SensitiveKind } from "../engine/sensitive/sensitive-kind.js";
import { runTrial, type Trial } from "../engine/sensitive/trial.js";
import type { Register } from "./commands.js";
import { textTable } from "./text-table.js";

const text = {
  about: {
    en: "find personal identifiers in files, without importing them",
    zh: "查找文件中的个人标识（不导入）",
  },
  files: { en: "files or folders", zh: "文件或文件夹" },
  measure: {
    en: "recall and precision of the search, on seeded draws",
    zh: "以可重现的随机样本测量召回率与精确率",
  },
  seed: { en: "any text", zh: "任意文本" },
  draws: { en: "draws per kind and place", zh: "每类每处的样本数" },
  json: { en: "print as JSON", zh: "以 JSON 输出" },
  none: { en: "No personal identifiers found.", zh: "未发现个人标识。" },
};
const places = {
  cell: { en: "alone in a cell", zh: "独占单元格" },
  text: { en: "in a sentence", zh: "句中" },
  column: { en: "in a column", zh: "整列" },
};

function printFound(found: readonly SensitiveColumn[], locale: Locale): string {
  if (found.length === 0) return text.none[locale];
  const heads = {
    en: ["file", "column", "kind", "values", "of"],
    zh: ["文件", "列", "类别", "含有", "取值数"],
  };
  const rows = found.map((f) => [
    f.file,
    f.header,
    kindLabels[f.kind][locale],
    String(f.found),
    String(f.looked),
  ]);
  return textTable([heads[locale], ...rows], [3, 4]);
}

function printTrial(trial: Trial, locale: Locale): string {
  const zh = locale === "zh";
  const percent = (share: number): string =>
    `${(share * 100).toFixed(1)}${zh ? "" : " "}%`.replace(" %", "%");
  const recall = textTable(
    [
      zh ? ["类别", "位置", "样本", "找到", "召回率"] : ["kind", "where", "drawn", "found", "recall"],
      ...trial.rows.map((r) => [
        r.group,
        places[r.place][locale],
        String(r.drawn),
        String(r.found),
        percent(r.recall),
      ]),
    ],
    [2, 3, 4],
  );
  const precision = textTable(
    [
      zh ? ["类别", "正确", "全部命中", "精确率"] : ["kind", "right", "all hits", "precision"],
      ...Object.entries(trial.precision).map(([kind, p]) => [
        kindLabels[kind as SensitiveKind][locale],
        String(p.right),
        String(p.all),
        percent(p.precision),
      ]),
    ],
    [1, 2, 3],
  );
  const note = zh
    ? `种子 ${trial.seed}；精确率含 ${trial.lookAlikes} 条易混样本（订单号、日期、金额、公司名、工单等）。位置或类别不完全一致均算错误。`
    : `Seed ${trial.seed}. Precision includes ${trial.lookAlikes} look-alikes (order numbers, dates, amounts, companies, tickets …). A hit of another kind or not at exactly the right place counts as wrong.`;
  return [recall, "", precision, "", note].join("\n");
}

export const register: Register = (program, locale) => {
  const sensitive = program
    .command("sensitive")
    .description(text.about[locale])
    .argument("[files...]", text.files[locale])
    .option("--json", text.json[locale])
    .action(async (files: string[], options: { json?: boolean }, command) => {
      if (files.length === 0) command.error("error: missing required argument 'files'");
      const scratch = mkdtempSync(path.join(os.tmpdir(), "rapport-search-"));
      try {
        const found = await searchFiles(files, scratch);
        console.log(options.json ? JSON.stringify(found, null, 2) : printFound(found, locale));
      } finally {
        rmSync(scratch, { recursive: true, force: true });
      }
    });
  sensitive
    .command("measure")
    .description(text.measure[locale])
    .option("--seed <text>", text.seed[locale], "1")
    .option("--draws <n>", text.draws[locale], "400")
    .option("--json", text.json[locale])
    .action((_own: unknown, command) => {
      const options = command.optsWithGlobals() as { seed: string; draws: string; json?: boolean };
      const draws = Number(options.draws);
      if (!Number.isInteger(draws) || draws < 40 || draws > 100_000)
        command.error("error: option '--draws <n>' argument must be a whole number from 40 to 100000");
      const trial = runTrial(options.seed, draws);
      console.log(options.json ? JSON.stringify(trial, null, 2) : printTrial(trial, locale));
    });
};
