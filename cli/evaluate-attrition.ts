// `rapport evaluate attrition FILE.csv …` → out-of-fold probabilities of our automatic choice of model on any flat table.
import type { Command } from "commander";
import type { Locale } from "../engine/locale.js";
import { evaluateClassification } from "../models/evaluate-classification.js";
import { modelErrors } from "../models/model-errors.js";
import { tableErrors } from "../models/table-errors.js";
import { columnAt, readFlatFile, type FlatFile } from "../models/read-flat-file.js";
import { readFolds } from "../models/read-folds.js";
import { isMissing, numberFrom } from "../models/read-cell.js";
import { typeColumns } from "../models/type-columns.js";
import { scoreWarnings } from "../models/score-warnings.js";
import { writeWhole } from "../models/write-file.js";
import { type EvaluateOptions, mustBeWritable, namesIn, withEvaluateOptions } from "./evaluate-options.js";
import { cancellable, progressLine } from "./evaluate-progress.js";
import { seedFrom } from "./evaluate-seed.js";

interface Options extends EvaluateOptions {
  target: string;
  positive: string;
  drop?: string;
  group?: string;
}

const text = {
  about: {
    en: "judge the automatic attrition model on any flat table, out of fold",
    zh: "在任意平面表上评估自动选择的离职模型（折外概率）",
  },
  file: { en: "CSV, one row per person", zh: "CSV，每人一行" },
  target: { en: "column with the outcome", zh: "结果所在的列" },
  positive: { en: "value of that column that means “left”", zh: "该列中表示“离职”的值" },
  drop: { en: "columns to leave out, separated by commas", zh: "要排除的列，用逗号分隔" },
  group: {
    en: "rows with the same value never stand on both sides of a fold",
    zh: "该列取值相同的行不会被拆到折的两侧",
  },
  folds: {
    en: "CSV: row_index, rep1 … repN = test fold; own 5 stratified folds when left out, repeated 5 times (up to 5,000 rows), twice (10,000) or once",
    zh: "CSV：row_index、rep1 … repN（测试折）；省略时使用 5 个分层折，重复 5 次（不超过 5,000 行）、2 次（10,000 行）或 1 次",
  },
  out: { en: "CSV to write: row,repeat,fold,probability", zh: "输出 CSV：row,repeat,fold,probability" },
  json: { en: "print the scores as JSON", zh: "以 JSON 输出得分" },
};

export function registerEvaluateAttrition(evaluate: Command, locale: Locale): void {
  const command = evaluate
    .command("attrition")
    .description(text.about[locale])
    .argument("<file>", text.file[locale])
    .requiredOption("--target <column>", text.target[locale])
    .requiredOption("--positive <value>", text.positive[locale])
    .option("--drop <columns>", text.drop[locale])
    .option("--group <column>", text.group[locale]);
  withEvaluateOptions(command, locale, text).action(async (file: string, options: Options) =>
    run(file, options, locale),
  );
}

async function run(path: string, options: Options, locale: Locale): Promise<void> {
  const started = performance.now();
  const file = readFlatFile(path);
  mustBeWritable(options.out);
  const dropped = namesIn(options.drop);
  columnAt(file, options.target, "--target");
  for (const column of dropped) columnAt(file, column, "--drop");
  if (options.group) columnAt(file, options.group, "--group");
  const y = outcome(file, options);
  const groups = options.group ? groupCodes(file, options.group) : undefined;
  if (groups && options.group) mustBeSeveral(groups, options.group);
  const folds = options.folds ? readFolds(options.folds, file.records.length) : undefined;
  const { table, warnings } = typeColumns(
    file,
    new Set([options.target, ...dropped, ...(options.group ? [options.group] : [])]),
  );
  if (table.columns.length === 0)
    throw tableErrors.table_without_inputs({ file: file.name, columns: file.header });
  const stop = cancellable();
  const progress = progressLine(locale === "zh" ? "折" : "fold");
  try {
    const report = await evaluateClassification({
      table,
      y,
      groups,
      folds,
      seed: seedFrom(options.seed),
      progress: progress.show,
      pause: () => stop.pause(() => modelErrors.evaluation_cancelled({ file: options.out })),
    });
    progress.end();
    if (Number.isNaN(report.scores.rocAuc))
      throw tableErrors.folds_one_class({ folds: report.foldScores.length, column: options.target });
    const lines = report.predictions.map((p) => `${p.row},${p.repeat},${p.fold},${p.probability}`);
    writeWhole(options.out, `row,repeat,fold,probability\n${lines.join("\n")}\n`);
    const chosen = Object.entries(report.models).sort((a, b) => b[1] - a[1])[0][0];
    const answer = {
      rows: file.records.length,
      positives: y.filter((v) => v === 1).length,
      columns: table.columns.map((column) => ({ name: column.name, kind: column.kind })),
      repeats: new Set(report.foldScores.map((f) => f.repeat)).size,
      folds: report.foldScores.length,
      ...report.scores,
      pooled: report.pooled,
      model: chosen,
      models: report.models,
      seconds: Math.round(performance.now() - started) / 1000,
      warnings: [...warnings, ...report.warnings, ...scoreWarnings(report, y)].map((w) => ({
        code: w.code,
        text: w.text[locale],
      })),
      out: options.out,
    };
    if (options.json) console.log(JSON.stringify(answer, null, 2));
    else print(answer);
  } finally {
    progress.end();
    stop.end();
  }
}

function print(answer: {
  model: string;
  models: Record<string, number>;
  seconds: number;
  rocAuc: number;
  prAuc: number;
  brier: number;
  logLoss: number;
  ece: number;
  folds: number;
  out: string;
  warnings: { text: string }[];
}): void {
  const chosen = Object.entries(answer.models).map(([id, count]) => `${id} ${count}/${answer.folds}`);
  console.log(
    [
      `ROC-AUC   ${answer.rocAuc.toFixed(4)}`,
      `PR-AUC    ${answer.prAuc.toFixed(4)}`,
      `Brier     ${answer.brier.toFixed(4)}`,
      `log loss  ${answer.logLoss.toFixed(4)}`,
      `ECE       ${answer.ece.toFixed(4)}`,
      `model     ${chosen.join(", ")}`,
      `seconds   ${answer.seconds.toFixed(1)}`,
      `→ ${answer.out}`,
      ...answer.warnings.map((w) => `! ${w.text}`),
    ].join("\n"),
  );
}

/** Texts of the target column → 1 positive, 0 other; a missing one is an error. */
function outcome(file: FlatFile, { target, positive }: Options): Uint8Array {
  const at = file.header.indexOf(target);
  const asNumber = numberFrom(positive.trim(), false);
  const missing: number[] = [];
  const y = Uint8Array.from(file.records, (record, row) => {
    const text = record[at] ?? "";
    if (text === positive.trim()) return 1;
    if (/^(na|n\/a|#n\/a|nan|null|\?|\.)?$/i.test(text)) missing.push(row + 2); // “none” and “-” may mean: stayed
    return !Number.isNaN(asNumber) && numberFrom(text, false) === asNumber ? 1 : 0;
  });
  if (missing.length > 0)
    throw modelErrors.target_missing({
      file: file.name,
      column: target,
      row: missing[0],
      count: missing.length,
      rows: missing.slice(0, 20).map(String),
    });
  const positives = y.filter((v) => v === 1).length;
  const negatives = y.filter((v) => v === 0).length;
  if (positives === 0) {
    const values = [...new Set(file.records.map((record) => record[at] ?? ""))].slice(0, 12);
    throw modelErrors.positive_not_found({ file: file.name, column: target, positive, values });
  }
  if (positives < 2 || negatives < 2)
    throw modelErrors.one_class_only({ column: target, positives, negatives });
  return y;
}

/** One to test on, and two to choose a model by. */
function mustBeSeveral(groups: Int32Array, column: string): void {
  const found = new Set(groups).size;
  if (found < 3) throw tableErrors.groups_too_few({ column, found });
}

function groupCodes(file: FlatFile, column: string): Int32Array {
  const at = file.header.indexOf(column);
  const code = new Map<string, number>();
  return Int32Array.from(file.records, (record, row) => {
    // A missing group is a group of its own.
    const text = isMissing(record[at] ?? "") ? `\u0000${row}` : record[at];
    if (!code.has(text)) code.set(text, code.size);
    return code.get(text)!;
  });
}
