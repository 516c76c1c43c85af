// Flat file, who is at the top → the report of its traits; protected columns are set aside by name, and said so.
import type { Bilingual } from "../../engine/locale.js";
import type { Warning } from "../../engine/result.js";
import { assignFolds } from "../estimators/folds.js";
import type { Column, FlatTable } from "../estimators/flat-table.js";
import { findTwins } from "../estimators/twin-rows.js";
import { modelErrors } from "../model-errors.js";
import { tableErrors } from "../table-errors.js";
import type { Refusal } from "../model.js";
import { isRefusal } from "../model.js";
import type { FlatFile } from "../read-flat-file.js";
import { isMissing, numberFrom } from "../read-cell.js";
import { typeColumns } from "../type-columns.js";
import { isProtectedName, protectedColumn, same, type TraitData } from "./trait-data.js";
import { traitReport, type TraitReport } from "./trait-report.js";

export interface TraitQuestion {
  file: FlatFile;
  target: string;
  positive: string;
  drop: readonly string[];
  protectedNames: readonly string[];
  prehire: readonly string[];
  /** Column with a performance score. */
  score?: string;
  /** How many, or the test fold of each row. */
  folds: number | Int16Array;
  seed: number;
  /** Told the share of the work done, 0 to 1. */
  onProgress?: (share: number) => void;
}

export interface EvaluatedTraits extends TraitReport {
  target: string;
  positive: string;
  /** Columns only used to check fairness. */
  protectedNames: string[];
  folds: number;
  seed: number;
}

export function evaluateTraits(question: TraitQuestion): EvaluatedTraits | Refusal {
  const { file, target, positive, drop, prehire, score, seed } = question;
  const { rows, top } = outcome(question);
  const kept: FlatFile = { ...file, records: rows.map((row) => file.records[row]) };
  const outside = new Set([target, ...drop, ...(score ? [score] : [])]);
  const typed = typeColumns(kept, outside);
  const isProtected = (name: string) => question.protectedNames.includes(name) || isProtectedName(name);
  // Texts that hardly ever come twice are names or numbers of people, however few rows there are.
  const unique = typed.table.columns.filter(
    (column) => column.kind === "categorical" && column.levels.length > rows.length / 3,
  );
  const setAside = typed.table.columns.filter(({ name }) => isProtected(name));
  const table: FlatTable = {
    rows: rows.length,
    columns: typed.table.columns
      .filter((column) => !isProtected(column.name) && !unique.includes(column))
      .map(asFlag),
  };
  const twins = findTwins(table, top, seed);
  const fold = Uint8Array.from(
    typeof question.folds === "number"
      ? assignFolds(top, question.folds, seed, twins.alarm ? twins.group : undefined)
      : rows.map((row) => (question.folds as Int16Array)[row]),
  );
  const folds = fold.reduce((most, f) => Math.max(most, f), 0) + 1;
  const scored = score ? scores(kept, score) : undefined;
  const unscored = scored ? scored.filter(Number.isNaN).length : 0;
  const data: TraitData = {
    table,
    profile: table.columns.map(({ name }) => (prehire.includes(name) ? "hiring" : "coaching")),
    label: table.columns.map(({ name }) => same(name)),
    top,
    score: scored,
    protectedColumns: setAside.map((column) => protectedColumn(column)),
    fold,
    folds,
    seed,
  };
  const report = traitReport(data, question.onProgress);
  if (isRefusal(report)) return report;
  const found = setAside
    .map(({ name }) => name)
    .filter((name) => !question.protectedNames.includes(name) && !prehire.includes(name));
  const overlooked = prehire.filter((name) => isProtected(name));
  return {
    target,
    positive,
    protectedNames: setAside.map(({ name }) => name),
    folds,
    seed,
    ...report,
    warnings: [
      ...typed.warnings,
      ...say(
        unique.map(({ name }) => name),
        "identifier_columns",
        { en: "Left out, nearly every row has a text of its own", zh: "已忽略，几乎每行文字都不同" },
      ),
      ...say(found, "protected_set_aside", {
        en: "Protected by its name, used for fairness only",
        zh: "按名称判断为受保护属性，只用于公平性检查",
      }),
      ...say(overlooked, "protected_in_profile", {
        en: "Named in --prehire though protected: kept out of the profile, used for fairness only",
        zh: "列入了 --prehire，但属于受保护属性：不进入画像，只用于公平性检查",
      }),
      ...say(
        file.records.length > rows.length ? [String(file.records.length - rows.length)] : [],
        "target_missing",
        {
          en: "Rows left out, the target is missing",
          zh: "目标缺失、已排除的行数",
        },
      ),
      ...say(score && unscored > 0 ? [String(unscored)] : [], "score_missing", {
        en: `Rows without a number in “${score ?? ""}”: the profile is not learnt from them, its validity not counted on them`,
        zh: `“${score ?? ""}”列没有数值的行数：画像不从这些行学习，效度也不计入这些行`,
      }),
      ...say(twins.alarm ? [`${(100 * twins.share).toFixed(0)}%`] : [], "duplicates", {
        en: "Share of rows with a near-identical twin: intervals are too narrow, p values too small",
        zh: "存在几乎相同“孪生”行的比例：区间偏窄、p 值偏小",
      }),
      ...report.warnings,
    ],
  };
}

/** Rows with a known target, and 1 for those at the top. */
function outcome({ file, target, positive }: TraitQuestion): { rows: number[]; top: Uint8Array } {
  const at = file.header.indexOf(target);
  const asNumber = numberFrom(positive.trim(), false);
  const isTop = (text: string) =>
    text === positive.trim() || (!Number.isNaN(asNumber) && numberFrom(text, false) === asNumber);
  const cells = file.records.map((record) => record[at] ?? "");
  const rows = [...cells.keys()].filter((row) => isTop(cells[row]) || !isMissing(cells[row]));
  const top = Uint8Array.from(rows, (row) => (isTop(cells[row]) ? 1 : 0));
  if (!top.includes(1))
    throw modelErrors.positive_not_found({
      file: file.name,
      column: target,
      positive,
      values: [...new Set(cells)].slice(0, 12),
    });
  return { rows, top };
}

function scores(file: FlatFile, column: string): Float64Array {
  const at = file.header.indexOf(column);
  const values = Float64Array.from(file.records, (record) =>
    numberFrom(record[at] ?? "", file.delimiter === ";"),
  );
  if (values.every(Number.isNaN))
    throw tableErrors.score_not_numeric({ file: file.name, column, found: file.records[0]?.[at] ?? "" });
  return values;
}

/** A number with two values is a yes/no, not a quantity. */
function asFlag(column: Column): Column {
  if (column.kind === "categorical") return column;
  const values = [...new Set(column.values.filter((v) => !Number.isNaN(v)))].sort((a, b) => a - b);
  if (values.length !== 2) return column;
  return {
    name: column.name,
    kind: "categorical",
    levels: values.map(String),
    codes: Int32Array.from(column.values, (v) => values.indexOf(v)),
  };
}

function say(names: readonly string[], code: string, text: Bilingual): Warning[] {
  if (names.length === 0) return [];
  return [{ code, text: { en: `${text.en}: ${names.join(", ")}`, zh: `${text.zh}：${names.join("、")}` } }];
}
