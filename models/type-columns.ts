// Text cells → typed columns for learning; constant and identifier-like columns are set aside and said so.
import type { Warning } from "../engine/result.js";
import type { Column, FlatTable } from "./estimators/flat-table.js";
import { dateReader, isMissing, minutesFrom, numberFrom, unitReader } from "./read-cell.js";
import type { FlatFile } from "./read-flat-file.js";

export interface TypedColumns {
  table: FlatTable;
  warnings: Warning[];
}

export function typeColumns(file: FlatFile, without: ReadonlySet<string>): TypedColumns {
  const columns: Column[] = [];
  const constant: string[] = [];
  const identifiers: string[] = [];
  const mixed: string[] = [];
  const n = file.records.length;
  file.header.forEach((title, at) => {
    if (without.has(title)) return;
    // An index written by pandas or R has no title.
    const name = title === "" ? `#${at + 1}` : title;
    const texts = file.records.map((record) => record[at] ?? "");
    const present = texts.filter((text) => !isMissing(text));
    const distinct = new Set(present);
    const hasMissing = present.length < n;
    if (distinct.size === 0 || (distinct.size === 1 && !hasMissing)) {
      constant.push(name);
      return;
    }
    const decimalComma = file.delimiter === ";";
    const unit = unitReader(present, decimalComma);
    const numbers =
      asNumbers(texts, (text) => numberFrom(text, decimalComma)) ??
      asNumbers(texts, dateReader(present)) ??
      asNumbers(texts, minutesFrom) ??
      (unit && asNumbers(texts, unit));
    if (numbers) {
      if (isIdentifier(name, numbers.values, distinct.size)) identifiers.push(name);
      else columns.push({ name, kind: "numeric", values: numbers.values });
      if (numbers.unreadable > 0) mixed.push(`${name} (${numbers.unreadable})`);
      return;
    }
    if (distinct.size > 50 && distinct.size > present.length / 2) {
      identifiers.push(name);
      return;
    }
    const { levels, code } = levelsOf(distinct);
    columns.push({
      name,
      kind: "categorical",
      levels,
      codes: Int32Array.from(texts, (text) => (isMissing(text) ? -1 : code.get(text)!)),
    });
  });
  const warnings: Warning[] = [];
  const say = (code: string, names: string[], en: string, zh: string) => {
    if (names.length > 0)
      warnings.push({ code, text: { en: `${en}: ${names.join(", ")}`, zh: `${zh}：${names.join("、")}` } });
  };
  say("constant_columns", constant, "Left out, the same in every row", "已忽略，每行取值相同");
  say(
    "identifier_columns",
    identifiers,
    "Left out, looks like an identifier or free text",
    "已忽略，看起来是编号或自由文本",
  );
  say("mixed_columns", mixed, "Numbers with some texts, taken as missing", "数值列中含有文字，按缺失处理");
  return { table: { rows: n, columns }, warnings };
}

/** “Sales” and “SALES” are one level, named as it is first met in the order of its texts. */
function levelsOf(texts: ReadonlySet<string>): { levels: string[]; code: Map<string, number> } {
  const levels: string[] = [];
  const folded = new Map<string, number>();
  const code = new Map<string, number>();
  for (const text of [...texts].sort()) {
    const key = text.normalize("NFKC").toLowerCase();
    const at = folded.get(key) ?? levels.push(text) - 1;
    folded.set(key, at);
    code.set(text, at);
  }
  return { levels, code };
}

/** All (or at least 95 %, and then it is said) of the present cells are such numbers. */
function asNumbers(
  texts: string[],
  parse: (text: string) => number,
): { values: Float64Array; unreadable: number } | undefined {
  const values = new Float64Array(texts.length);
  let present = 0;
  let unreadable = 0;
  texts.forEach((text, i) => {
    values[i] = isMissing(text) ? Number.NaN : parse(text);
    if (isMissing(text)) return;
    present++;
    if (Number.isNaN(values[i])) unreadable++;
  });
  return unreadable <= present * 0.05 ? { values, unreadable } : undefined;
}

/** Whole numbers, all different, and either named so or running through the rows in order. */
function isIdentifier(name: string, values: Float64Array, distinct: number): boolean {
  if (distinct !== values.length || !values.every(Number.isInteger)) return false;
  const named = /(^|[_\W])(id|no|nr|number|code|key|index)$|(Id|ID|Number|Code|Key)$|编号|工号|序号/.test(
    name,
  );
  return named || values.every((v, i) => i === 0 || v > values[i - 1]);
}
